public import CDSHooks
public import Reasoning

/// Runs deterministic models over the chart with a proposal in it, and compares with what they find without.
public struct RuleOrderCheck: OrderCheck {
  /// A model and the hooks at which it speaks; nil for all.
  public struct Rule: Sendable {
    let model: any ReasoningModel
    let hooks: Set<String>?

    /// A rule.
    public init(_ model: any ReasoningModel, hooks: Set<String>? = nil) {
      self.model = model
      self.hooks = hooks
    }

    func speaks(at hook: String) -> Bool { hooks?.contains(hook) ?? true }

    /// What is lacking of the data that the model itself asks for.
    func gaps(in chart: Chart) -> [ChartGap] {
      let seen = (model as? ViewingModel)?.view(of: chart) ?? chart
      return seen.results.flatMap(\.gaps)
    }
  }

  /// The rules found nothing, and some of their data were lacking: they have not checked.
  struct NotChecked: Error {
    let gaps: [ChartGap]
  }

  /// The models.
  public let rules: [Rule]
  /// From which severity on a finding speaks against a proposal.
  public let threshold: Indicator

  /// The hooks at which orders are judged. A model that speaks at several is asked at the first.
  public static let orderHooks = ["order-sign", "order-select"]

  /// A check by rules.
  public init(rules: [Rule], threshold: Indicator = .warning) {
    self.rules = rules
    self.threshold = threshold
  }

  /// A check by models that speak at every hook.
  public init(models: [any ReasoningModel], threshold: Indicator = .warning) {
    self.init(rules: models.map { Rule($0) }, threshold: threshold)
  }

  /// What the models find in the chart as it is: at its own hook, and as if its drafts were being signed.
  public func findings(in chart: Chart, deadline: ContinuousClock.Instant) async throws -> [Finding] {
    var findings = try await ordered(nil, in: chart, deadline: deadline).findings
    for rule in rules where rule.speaks(at: chart.hook) && !Self.orderHooks.contains(where: rule.speaks) {
      findings += try await rule.model.reason(over: chart, deadline: deadline)
    }
    return findings
  }

  /// What the models find against an action: anything of weight about the order itself, and anything of weight that the
  /// chart did not show before. Fails where none objects and one of them lacked data: to have found nothing is no answer
  /// then.
  public func objections(
    to action: Action, in chart: Chart, standing: [Finding], deadline: ContinuousClock.Instant
  ) async throws -> [Finding] {
    let (found, reference) = try await ordered(action, in: chart, deadline: deadline)
    let objections = found.filter { finding in
      guard finding.severity >= threshold else { return false }
      if let reference, finding.orderReference == reference { return true }
      return !standing.contains { known in
        known.id == finding.id && known.orderKey == finding.orderKey && known.severity >= finding.severity
      }
    }
    if objections.isEmpty {
      let asked = rules.filter { Self.orderHooks.contains(where: $0.speaks) }
      let gaps = asked.flatMap { $0.gaps(in: chart) }
      guard gaps.isEmpty else { throw NotChecked(gaps: gaps) }
    }
    return objections
  }

  /// What the models for orders find once the action is taken, and how they call the order.
  private func ordered(
    _ action: Action?, in chart: Chart, deadline: ContinuousClock.Instant
  ) async throws -> (findings: [Finding], reference: String?) {
    var findings: [Finding] = []
    var reference: String?
    var charts: [String: Chart] = [:]
    for rule in rules {
      guard let hook = Self.orderHooks.first(where: rule.speaks) else { continue }
      let ordered: Chart
      if let made = charts[hook] {
        ordered = made
      } else {
        let order = try HypotheticalOrder(action, in: chart, hook: hook)
        charts[hook] = order.chart
        reference = order.reference
        ordered = order.chart
      }
      findings += try await rule.model.reason(over: ordered, deadline: deadline)
    }
    return (findings, reference)
  }
}
