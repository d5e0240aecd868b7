public import CDSHooks

/// Remembers what a clinician has dismissed, so that it is not shown to the same one again. Fed by feedback.
///
/// An implementation keys by a keyed hash of ``DismissalKey``: it must not keep patient ids in the clear.
public protocol DismissalStore: Sendable {
  /// Which of `keys` count as dismissed now (how long a dismissal lasts is the store's policy).
  func dismissed(among keys: Set<DismissalKey>) async throws -> Set<DismissalKey>

  /// Remembers what a card that is being sent stands for, so that feedback which overrides it dismisses these keys.
  func remember(_ keys: Set<DismissalKey>, ofCard uuid: String) async throws
}

/// Whose dismissal of what: one clinician's never silences another's card, nor another patient's.
public struct DismissalKey: Sendable, Hashable {
  /// The EHR.
  public let client: ClientIdentity
  /// The patient.
  public let patientID: String
  /// The clinician, `Type/id`.
  public let userID: String
  /// The topic's system.
  public let topicSystem: String
  /// The topic's code.
  public let topicCode: String
  /// The finding's rule: another finding of the topic is another matter.
  public let findingID: String
  /// How urgent it was: a dismissal does not silence the same finding once it is graver.
  public let indicator: Indicator
  /// What the finding was about: the facts that it rested on and the drug or test of its order. Another value, another day
  /// or another drug is another matter.
  public let matter: String

  /// A key.
  public init(
    client: ClientIdentity, patientID: String, userID: String, topicSystem: String, topicCode: String,
    findingID: String, indicator: Indicator, matter: String = ""
  ) {
    self.client = client
    self.patientID = patientID
    self.userID = userID
    self.topicSystem = topicSystem
    self.topicCode = topicCode
    self.findingID = findingID
    self.indicator = indicator
    self.matter = matter
  }
}
