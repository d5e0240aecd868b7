/// Something that reads a chart and finds what a clinician should know.
///
/// A model is pure: it reads nothing but the chart, and writes nothing. It must check its deadline, and throw rather than
/// return nothing when it could not finish.
public protocol ReasoningModel: Sendable {
  /// Names the model in audit, metrics and cards (`metformin-renal-safety`).
  var id: String { get }
  /// The version of the model or of its content.
  var version: String { get }
  /// The name that clinicians read.
  var name: String { get }

  /// Reasons over a chart.
  /// - Returns: what was found; empty when all is well.
  /// - Throws: any error when the model could not finish. Its text is logged, never shown.
  func reason(over chart: Chart, deadline: ContinuousClock.Instant) async throws -> [Finding]
}
