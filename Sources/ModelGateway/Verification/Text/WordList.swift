/// The words that verification turns on.
///
/// Texts of models are in a controlled English: names of quoted facts and of proposed actions, the guideline in its own
/// words, and ``plain``. Whatever is not allowed is refused, since no list of forbidden words is ever whole; the lists of
/// what is forbidden only say more exactly why.
enum WordList {
  /// Words that connect and report, and that cannot instruct, judge, deny, explain or name anything.
  static let plain: Set<String> = [
    "a", "an", "the", "this", "that", "these", "those", "it", "its", "there", "which", "both", "also", "such", "same",
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "of", "on", "in", "at", "to", "from", "by", "for",
    "with", "and", "as", "per", "within", "while", "whereas", "when", "between", "after", "before",
    "during", "under", "over", "below", "above", "less", "more", "than", "least", "most", "lower", "higher", "greater",
    "beside", "together", "here", "recorded", "listed", "ordered", "prescribed", "measured", "documented", "noted",
    "charted", "reported", "found", "shown", "present", "known", "patient", "record", "records", "chart",
    "list", "value", "values", "result", "results", "reading", "readings", "measurement", "measurements", "level",
    "levels", "medication", "medications", "medicine", "medicines", "drug", "drugs", "problem", "problems", "condition",
    "conditions", "diagnosis", "diagnoses", "allergy", "allergies", "age", "aged", "day", "date", "dated", "menu",
    "alternative", "option", "available", "exceeds", "exceeded", "last", "latest", "newest",
  ]

  /// Words that only go with records of some types.
  static let typeWords: [String: Set<String>] = {
    var words: [String: Set<String>] = [:]
    let drugs: Set<String> = [
      "MedicationRequest", "MedicationStatement", "MedicationAdministration", "MedicationDispense",
    ]
    for word in ["ordered", "prescribed"] { words[word] = drugs.union(["ServiceRequest"]) }
    for word in ["medication", "medications", "medicine", "medicines", "drug", "drugs"] { words[word] = drugs }
    for word in [
      "measured", "reading", "readings", "measurement", "measurements", "result", "results", "level", "levels", "value",
      "values", "lower", "higher", "greater",
    ] { words[word] = ["Observation", "Patient", "Rule"] }
    for word in ["problem", "problems", "condition", "conditions", "diagnosis", "diagnoses"] {
      words[word] = ["Condition"]
    }
    return words
  }()

  /// The only words beside an action's name: it is offered, and nothing is reported of it.
  static let besideActions: Set<String> = [
    "is", "are", "a", "an", "the", "this", "as", "on", "of", "to", "for", "alternative", "option", "menu", "available",
  ]

  /// Words that only go with an action's name.
  static let offers: Set<String> = ["alternative", "option", "menu", "available"]

  /// Words that compare, and so need a number to compare with.
  static let comparisons: Set<String> = [
    "below", "above", "less", "more", "lower", "higher", "greater", "least", "most", "exceeds", "exceeded",
  ]

  /// Words that join names to one subject.
  static let joints: Set<String> = ["and", "or", "both", "the", "a", "an", "with", "together", "as", "beside", ","]

  /// Words that say that something is not tolerated.
  static let allergies: Set<String> = [
    "allergy", "allergies", "allergic", "intolerance", "intolerant", "hypersensitivity",
  ]

  /// Words that say a value is the newest.
  static let newest: Set<String> = ["last", "latest", "newest"]

  /// Words that tell somebody to do something. A model states; the menu proposes.
  static let directives: Set<String> = [
    "start", "starts", "starting", "stop", "stops", "stopping", "give", "gives", "giving", "administer",
    "administering", "prescribe", "prescribing", "discontinue", "discontinuing", "withhold", "withholding", "hold",
    "holding", "increase", "reduce", "reducing", "decrease", "titrate", "titrating", "switch", "switching", "replace",
    "replacing", "order", "ordering", "add", "adding", "avoid", "avoiding", "continue", "continues", "continuing",
    "consider", "considering", "recommend", "recommends", "recommended", "recommendation", "advise", "advised",
    "advice",
    "suggest", "suggests", "suggested", "should", "must", "ought", "shall", "needs", "need", "needed", "require",
    "requires", "required", "admit", "refer", "call", "cancel", "double", "halve", "taper", "initiate", "initiating",
    "resume", "resuming", "change", "changing", "substitute", "use", "take", "taking", "ensure", "ignore", "disregard",
    "override", "overrule", "accept", "click", "approve", "sign", "contact", "visit", "send", "please", "do", "dont",
    "let", "skip", "dismiss", "trust", "instruction", "instructions", "prompt", "jailbreak", "sure", "follow", "obey",
    "dose", "dosing", "inject", "infuse", "monitor", "repeat", "perform", "schedule", "transfer", "discharge",
  ]

  /// Words that claim urgency or danger: only deterministic rules may.
  static let urgency: Set<String> = [
    "urgent", "urgently", "urgency", "immediate", "immediately", "emergency", "emergent", "emergently", "critical",
    "critically", "stat", "asap", "lethal", "fatal", "deadly", "threatening", "now", "instantly", "alarming", "danger",
    "dangerous", "severe", "severely", "die", "death", "dying",
  ]

  /// Words that reassure. Silence of a model is no finding, and neither is its comfort.
  static let reassurance: Set<String> = [
    "safe", "safely", "harmless", "reassuring", "reassured", "fine", "ok", "okay", "benign", "unconcerning",
    "unremarkable", "guaranteed", "certainly", "definitely", "risk-free", "worry", "tolerates", "tolerated", "cleared",
    "perfect", "excellent", "healthy",
  ]

  /// Judgements of a value that need a reference range or an aim, which the facts do not hold.
  static let judgements: Set<String> = [
    "normal", "abnormal", "elevated", "high", "low", "raised", "reduced", "impaired", "improved", "improving",
    "improvement", "worsened", "worsening", "worse", "better", "stable", "unchanged", "doubled", "halved", "tripled",
    "twice", "half", "triple", "quadrupled", "controlled", "uncontrolled", "adequate", "inadequate", "deficient",
    "excessive", "positive", "negative", "acceptable", "target",
  ]

  /// Words that say a value went up, or down.
  static let rises: Set<String> = [
    "rising", "rises", "rise", "rose", "risen", "increased", "increasing", "climbed", "climbing",
  ]
  /// Words that say a value went down.
  static let falls: Set<String> = [
    "falling", "falls", "fall", "fell", "fallen", "declining", "declined", "decline", "decreased", "decreasing",
    "dropped", "dropping", "drop", "drops",
  ]

  /// Words that deny what follows.
  static let negators: Set<String> = [
    "no", "not", "without", "never", "denies", "denied", "deny", "absent", "absence", "lacks", "lacking", "none",
    "neither", "nor", "isnt", "isn't", "doesnt", "doesn't", "hasnt", "hasn't", "free", "off", "stopped", "unlikely",
    "excluded", "false",
  ]

  /// Words that say that something is past.
  static let past: Set<String> = [
    "former", "formerly", "previous", "previously", "history", "past", "stopped", "resolved", "earlier", "ended",
    "completed", "inactive", "remission", "prior", "discontinued", "hold",
  ]

  /// States in which a record of a drug, a problem or an allergy is not about today.
  static let inactive: Set<String> = [
    "stopped", "completed", "resolved", "inactive", "remission", "on-hold", "ended", "not-taken", "finished",
  ]

  /// Numbers in words. `one` is also a pronoun.
  static let numbers: Set<String> = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
    "eighty", "ninety", "hundred", "thousand", "million", "dozen", "zero", "once", "thrice", "daily", "weekly",
    "monthly", "hourly", "nightly",
  ]

  /// Words of labels that name no fact by themselves.
  static let generic: Set<String> = [
    "mass", "moles", "volume", "serum", "plasma", "blood", "urine", "rate", "ratio", "level", "test", "with", "from",
    "method", "predicted", "total", "oral", "tablet", "capsule", "solution", "injection", "type", "disorder", "finding",
    "chronic", "acute", "measured", "calculated", "creation", "area", "based", "formula", "standard", "value",
    "patient",
    "status", "stage", "panel", "body", "left", "right", "unspecified", "other", "without", "venous", "order", "dose",
    "release", "extended", "disease", "score", "history",
  ]

  /// What stands after a number and says what it counts.
  static let units: [String] = [
    "ml/min/1.73 m²", "ml/min/1.73 m2", "ml/min/1.73m2", "ml/min/1.73m²", "ml/min/{1.73_m2}", "ml/min", "mmol/l",
    "mmol/mol", "µmol/l", "μmol/l", "umol/l", "nmol/l", "pmol/l", "mg/mmol", "mg/g", "mg/dl", "mg/l", "g/dl", "g/l",
    "ug/l", "µg/l", "μg/l", "ng/ml", "ng/dl", "meq/l", "meq", "iu/l", "u/l", "miu/l", "mm[hg]", "mmhg", "mm hg",
    "kg/m2",
    "kg/m²", "kg", "mcg", "µg", "μg", "ug", "ng", "mg", "g", "ml", "dl", "l", "cm", "mm", "m", "bpm", "beats", "%",
    "percent", "iu", "units", "unit", "u", "years", "year", "yr", "months", "month", "weeks", "week", "days", "hours",
    "hour", "minutes", "times", "tablets", "tablet", "capsules", "fold", "thousand", "million", "k", "°c", "°f", "c",
    "f",
  ]
}
