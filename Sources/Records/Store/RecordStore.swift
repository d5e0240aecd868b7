public import CDSHooks
public import ModelGateway
public import Reasoning

/// What the service keeps of its work.
///
/// Every method that is `async throws` returns only when what it was given is durable. When it throws, the call that wanted
/// the record must not be answered as if it had been kept.
public protocol RecordStore: FeedbackStore, DismissalStore, ModelRecordStore {
  /// Keeps the line of a hook call together with the cards that answer it and what dismissing them would dismiss (by the
  /// card's uuid), in one commit.
  func record(
    _ line: AuditLine, cards: [IssuedCard], meanings: [String: Set<DismissalKey>], sentTo client: ClientIdentity?
  ) async throws

  /// The keyed hash under which a patient appears in records; nil where nothing is kept.
  /// `patientID`: the id within `fhirServer`.
  func patientHash(_ patientID: String, fhirServer: String?) -> String?

  /// Whether records can be written now.
  func isReady() async -> Bool
}

extension RecordStore {
  /// Keeps a line without cards.
  public func record(_ line: AuditLine) async throws {
    try await record(line, cards: [], meanings: [:], sentTo: nil)
  }

  /// Keeps a line and cards that cannot be dismissed.
  public func record(_ line: AuditLine, cards: [IssuedCard], sentTo client: ClientIdentity?) async throws {
    try await record(line, cards: cards, meanings: [:], sentTo: client)
  }
}

/// Keeps nothing: for evaluations without a server, and for measuring what records cost.
///
/// It accepts no feedback, since it remembers no card.
public struct NoRecords: RecordStore {
  /// Keeps nothing.
  public init() {}

  /// Does nothing.
  public func record(
    _ line: AuditLine, cards: [IssuedCard], meanings: [String: Set<DismissalKey>], sentTo client: ClientIdentity?
  ) async throws {}
  /// Does nothing.
  public func record(_ cards: [IssuedCard], sentTo client: ClientIdentity) async throws {}
  /// Knows no card.
  public func accept(
    _ feedback: [Feedback], about service: String, from client: ClientIdentity
  ) async throws -> [FeedbackDisposition] { feedback.map { _ in .unknownCard } }
  /// Nothing was dismissed.
  public func dismissed(among keys: Set<DismissalKey>) async throws -> Set<DismissalKey> { [] }
  /// Does nothing.
  public func remember(_ keys: Set<DismissalKey>, ofCard uuid: String) async throws {}
  /// None.
  public func patientHash(_ patientID: String, fhirServer: String?) -> String? { nil }
  /// Always.
  public func isReady() async -> Bool { true }
  /// Does nothing.
  public func record(_ event: ModelEvent) async throws {}
  /// Does nothing.
  public func noteOrders(_ orders: [[String]], ofPatient patient: String) {}
  /// Empty.
  public func report(on model: String, since: Int64?) async throws -> ModelReport { ModelReport(model: model) }
  /// None.
  public func reportedModels() async throws -> [String] { [] }
  /// Never.
  public func isClosed(model: String, version: String, expected: String) async throws -> Bool { false }
  /// None.
  public func tokens(of model: String, day: Int) async throws -> TokenUsage { TokenUsage(input: 0, output: 0) }
}
