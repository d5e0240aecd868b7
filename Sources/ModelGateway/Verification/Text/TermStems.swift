/// Recognises words that look like names of drugs or diseases, by their stems. A word that looks like one must stand in
/// what was sent, on the menu or in a guideline.
///
/// Source: the stems of international nonproprietary names (WHO), and the suffixes of medical Greek and Latin. A name
/// without such a stem is listed by itself where harm is likely; the list cannot be complete, which the module's page says.
enum TermStems {
  private static let suffixes: [String] = [
    // Drugs
    "pril", "sartan", "olol", "statin", "gliptin", "gliflozin", "glutide", "glitazone", "formin", "cillin", "mycin",
    "micin", "floxacin", "cycline", "azole", "prazole", "xaban", "gatran", "parin", "grel", "tinib", "mab", "dipine",
    "olone", "asone", "sone", "onide", "azepam", "azolam", "codone", "morphone", "morphine", "fentanil", "fentanyl",
    "adone", "triptan", "setron", "tidine", "thiazide", "semide", "lactone", "renone", "amide", "urea", "oxetine",
    "pram", "traline", "triptyline", "ipramine", "apine", "idone", "peridol", "azine", "barbital", "toin", "profen",
    "fenac", "oxicam", "coxib", "arone", "ainide", "vir", "vudine", "platin", "rubicin", "taxel", "trexate", "mustine",
    "afil", "osin", "terol", "tropium", "phylline", "lukast", "bital", "caine", "curium", "dronate", "fibrate",
    "glinide", "insulin", "warfarin", "coumarol", "lithium", "amiodarone", "digoxin", "penem", "cef", "oxin", "quine",
    // Diseases and states
    "itis", "osis", "aemia", "emia", "opathy", "oma", "uria", "plegia", "paresis", "algia", "ectomy", "megaly",
    "sclerosis", "penia", "cytosis", "rrhage", "rrhagia", "rrhea", "rrhoea", "spasm", "stenosis", "thrombosis",
    "embolism", "embolus", "infarction", "failure", "fibrillation", "tachycardia", "bradycardia", "arrhythmia", "shock",
    "sepsis", "seizure", "seizures", "stroke", "cancer", "tumour", "tumor", "syndrome", "bleeding", "haemorrhage",
    "hemorrhage", "pregnant", "pregnancy", "dementia", "asthma", "copd", "diabetes", "diabetic", "cirrhosis",
    "dialysis",
    "transplant", "hypertension", "hypotension", "allergy", "allergic", "anaphylaxis", "overdose", "suicidal",
    "infection", "infected", "ischaemia", "ischemia", "angina", "gout", "ulcer", "fracture", "delirium", "coma",
  ]

  private static let names: Set<String> = [
    "aspirin", "paracetamol", "acetaminophen", "heparin", "insulin", "warfarin", "digoxin", "lithium", "potassium",
    "magnesium", "calcium", "sodium", "opioid", "opioids", "nsaid", "nsaids", "steroid", "steroids", "antibiotic",
    "antibiotics", "diuretic", "diuretics", "anticoagulant", "anticoagulants", "statin", "statins", "creatinine",
    "egfr", "troponin", "lactate", "inr", "haemoglobin", "hemoglobin", "platelets", "glucose", "bilirubin", "albumin",
    "naloxone", "methotrexate", "clozapine", "colchicine", "adrenaline", "epinephrine", "ketamine", "propofol",
    "tramadol", "vitamin", "iron", "vaccine", "alcohol", "cocaine", "smoker", "smoking", "obese", "obesity", "hba1c",
    "bicarbonate", "ferritin", "urate", "chloride", "phosphate", "thyroxine", "levothyroxine", "ecg", "qtc", "mri",
  ]

  static func looksLikeTerm(_ word: String) -> Bool {
    if names.contains(word) { return true }
    guard word.utf8.count >= 4 else { return false }
    let singular = word.hasSuffix("s") ? String(word.dropLast()) : word
    return suffixes.contains { word.hasSuffix($0) || singular.hasSuffix($0) }
  }
}
