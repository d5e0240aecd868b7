/// The words that verification turns on. They are English, as the prompt demands of answers: text in another language
/// fails on terms and numbers rather than slipping through.
enum WordList {
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
