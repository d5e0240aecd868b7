/// The names that the engine gives every expression, beside a plan's data requirements and variables.
enum EnvironmentName {
  /// The patient that the hook is about; also the focus.
  static let patient = "patient"
  /// The resources of the hook's draft orders.
  static let draftOrders = "draftOrders"
  /// The drafts that decision support should look at: the selected ones of order-select, all of order-sign.
  static let selected = "selected"
  /// The hook's name.
  static let hook = "hook"
  /// The user, as `Practitioner/x`; empty when the EHR names none.
  static let userID = "userId"
  /// The encounter's id; empty when the EHR names none.
  static let encounterID = "encounterId"
  /// The data requirements that were not answered in full.
  static let gaps = "gaps"

  /// All of them, and those that FHIRPath itself defines.
  static let all: Set<String> = [
    patient, draftOrders, selected, hook, userID, encounterID, gaps, "context", "resource", "rootResource", "ucum",
    "sct", "loinc",
  ]
}
