public import CDSHooks
public import Reasoning

/// Asks the rules about a proposal, as if the clinician had ordered it.
public protocol OrderCheck: Sendable {
  /// What the rules find in the chart as it is.
  func findings(in chart: Chart, deadline: ContinuousClock.Instant) async throws -> [Finding]

  /// What speaks against an action: what the rules warn of once it is ordered.
  /// - Parameters:
  ///   - action: the change, not yet made.
  ///   - chart: the chart of the call.
  ///   - standing: ``findings(in:deadline:)`` of the same chart.
  ///   - deadline: when the rules must have finished.
  /// - Returns: the objections; none when the rules find nothing against it.
  /// - Throws: any error when the rules could not judge; the proposal then falls.
  func objections(
    to action: Action, in chart: Chart, standing: [Finding], deadline: ContinuousClock.Instant
  ) async throws -> [Finding]
}
