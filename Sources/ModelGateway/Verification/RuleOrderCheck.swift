public import CDSHooks
public import Reasoning

/// Runs deterministic models over the chart with a proposal in it, and compares with what they find without.
public struct RuleOrderCheck: OrderCheck {
  /// The models.
  public let models: [any ReasoningModel]
  /// The hook under which they run.
  public let hook: String
  /// From which severity on a finding speaks against a proposal.
  public let threshold: Indicator

  /// A check.
  public init(models: [any ReasoningModel], hook: String = "order-sign", threshold: Indicator = .warning) {
    self.models = models
    self.hook = hook
    self.threshold = threshold
  }

  /// What the models find in the chart as it is, as if its drafts were being signed.
  public func findings(in chart: Chart, deadline: ContinuousClock.Instant) async throws -> [Finding] {
    try await run(over: HypotheticalOrder(nil, in: chart, hook: hook).chart, deadline: deadline)
  }

  /// What the models find against an action: anything of weight about the order itself, and anything of weight that the
  /// chart did not show before.
  public func objections(
    to action: Action, in chart: Chart, standing: [Finding], deadline: ContinuousClock.Instant
  ) async throws -> [Finding] {
    let order = try HypotheticalOrder(action, in: chart, hook: hook)
    return try await run(over: order.chart, deadline: deadline).filter { finding in
      guard finding.severity >= threshold else { return false }
      if let reference = order.reference, finding.orderReference == reference { return true }
      return !standing.contains { known in
        known.id == finding.id && known.orderReference == finding.orderReference && known.severity >= finding.severity
      }
    }
  }

  private func run(over chart: Chart, deadline: ContinuousClock.Instant) async throws -> [Finding] {
    var findings: [Finding] = []
    for model in models { findings += try await model.reason(over: chart, deadline: deadline) }
    return findings
  }
}
