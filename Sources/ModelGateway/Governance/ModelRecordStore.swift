/// Keeps what is known of models' work: events, judgements, and what clinicians ordered afterwards.
public protocol ModelRecordStore: ModelEventSink {
  /// Notes what a clinician orders, so that it can be compared with what models proposed before. It keeps nobody waiting.
  /// - Parameters:
  ///   - orders: the codes of each order, `system|code`.
  ///   - patient: the patient, as the records' keyed hash.
  func noteOrders(_ orders: [[String]], ofPatient patient: String)

  /// What is known of a model's work, remote or embedded.
  /// - Parameters:
  ///   - model: its id.
  ///   - since: milliseconds since 1970; nil for all that is kept.
  /// - Returns: the sums; empty where nothing is known.
  /// - Throws: the store's error.
  func report(on model: String, since: Int64?) async throws -> ModelReport

  /// The ids of all models of which something is known.
  func reportedModels() async throws -> [String]

  /// Whether a registration was closed since another model answered than `expected`.
  func isClosed(model: String, version: String, expected: String) async throws -> Bool

  /// The tokens that a model's answered calls took on a day, in days since 1970-01-01 UTC, as its server counted them.
  func tokens(of model: String, day: Int) async throws -> TokenUsage
}
