/// Why a plan could not be evaluated over a chart. It names the place in the content, never a value of the chart.
public struct GuidelineError: Error, Sendable, CustomStringConvertible {
  /// The plan's id.
  public let plan: String
  /// The element, as in `action[0].condition[0].expression`.
  public let path: String
  /// What went wrong, in one clause.
  public let message: String

  /// `PLAN: PATH: MESSAGE`
  public var description: String { "\(plan): \(path): \(message)" }
}
