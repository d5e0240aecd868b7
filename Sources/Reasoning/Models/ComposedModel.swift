/// A model that is made of others, runs them in one pass over one chart, and tells what came of each.
public protocol ComposedModel: ReasoningModel {
  /// What came of each part that answers the chart's hook. A part that fails fails alone.
  func results(over chart: Chart, deadline: ContinuousClock.Instant) async -> [PartResult]
}

/// What came of one part of a ``ComposedModel``.
public struct PartResult: Sendable {
  /// The findings, or that it failed.
  public let result: ModelResult
  /// How long it took. What several parts share counts for the one that came first.
  public let microseconds: Int
  /// Why it failed, for the log.
  public let failure: (any Error)?

  /// A result.
  public init(result: ModelResult, microseconds: Int, failure: (any Error)? = nil) {
    self.result = result
    self.microseconds = microseconds
    self.failure = failure
  }
}
