/// What came of one model in one call.
public struct ModelResult: Sendable {
  /// How it ended.
  public enum Outcome: Sendable {
    /// It finished and found this.
    case completed([Finding])
    /// It did not finish.
    case failed(Failure)
  }

  /// Why a model did not finish.
  public enum Failure: String, Sendable, Hashable {
    /// The deadline passed.
    case late
    /// It failed.
    case failed
  }

  /// The model's id.
  public let id: String
  /// The model's version.
  public let version: String
  /// The model's name for clinicians.
  public let name: String
  /// How it ended.
  public let outcome: Outcome
  /// Whether its failure may go unsaid: only a remote model's, which adds to what the rules have checked.
  public let mayFailQuietly: Bool

  /// A result.
  public init(id: String, version: String, name: String, outcome: Outcome, mayFailQuietly: Bool = false) {
    self.id = id
    self.version = version
    self.name = name
    self.outcome = outcome
    self.mayFailQuietly = mayFailQuietly
  }

  /// What `model` came to.
  public init(of model: any ReasoningModel, _ outcome: Outcome, mayFailQuietly: Bool = false) {
    self.init(
      id: model.id, version: model.version, name: model.name, outcome: outcome, mayFailQuietly: mayFailQuietly)
  }
}
