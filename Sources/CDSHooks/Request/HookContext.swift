public import JSON

/// The decoded context of a hook.
public struct HookContext: Sendable {
  /// The context as received.
  public let value: JSONValue
  /// The patient's id, a valid FHIR id without a type.
  public let patientID: String
  /// The user, `Type/id`; only an id where the client left out the type; nil where it named no one.
  public let userID: String?
  /// The encounter's id, a valid FHIR id without a type.
  public let encounterID: String?
  /// The references in `selections`, as received.
  public let selections: [String]
  /// What the user is working on.
  public let resources: [ContextResource]
  /// The other string fields that a prefetch template may name, and those above, by field name.
  let tokens: [String: String]

  /// The type of the user, when given (`Practitioner`, `Patient` …).
  public var userType: String? { userID.flatMap { FHIRID.split($0)?.type } }

  /// Whether the reader is the patient or a relative, who must not get clinicians' cards.
  public var isForPatientOrRelative: Bool {
    userType == "Patient" || userType == "RelatedPerson" || userID == patientID
  }

  /// The resources of the hook's Bundle of drafts.
  public var draftOrders: [ContextResource] { resources }

  /// The drafts that the user has just chosen.
  public var selected: [ContextResource] { resources.filter(\.isSelected) }

  /// The value of a context field as a prefetch token: arrays of references are joined with commas.
  public func token(_ field: String) -> String? { tokens[field] }
}
