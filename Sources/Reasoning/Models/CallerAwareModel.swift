/// A model whose answer depends on who asks: a remote one, by its owner's terms.
public protocol CallerAwareModel: ReasoningModel {
  /// Reasons over a chart on somebody's behalf.
  func reason(over chart: Chart, for caller: ModelCaller, deadline: ContinuousClock.Instant) async throws -> [Finding]
}

/// A model that is asked by one caller.
public struct CallerBoundModel: ReasoningModel {
  private let model: any CallerAwareModel
  private let caller: ModelCaller

  /// The model's id.
  public var id: String { model.id }
  /// The model's version.
  public var version: String { model.version }
  /// The model's name.
  public var name: String { model.name }

  /// A model and its caller.
  public init(model: any CallerAwareModel, caller: ModelCaller) {
    self.model = model
    self.caller = caller
  }

  /// What the model finds for its caller.
  public func reason(over chart: Chart, deadline: ContinuousClock.Instant) async throws -> [Finding] {
    try await model.reason(over: chart, for: caller, deadline: deadline)
  }
}
