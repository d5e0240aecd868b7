import FHIR
public import Reasoning

/// The embedded model: one plan, run natively and deterministically over a chart.
public struct GuidelineModel: ReasoningModel {
  let plan: GuidelinePlan
  let terminology: any TerminologyService

  /// The plan's id.
  public var id: String { plan.id }
  /// The plan's business version.
  public var version: String { plan.version }
  /// The plan's title.
  public var name: String { plan.title }

  /// The findings of the plan's cards that apply to the chart's hook.
  /// - Throws: ``GuidelineError`` when an expression of the content cannot be evaluated; the caller says "could not be
  ///   checked", since an error is not "no advice".
  public func reason(over chart: Chart, deadline: ContinuousClock.Instant) async throws -> [Finding] {
    try findings(over: chart, deadline: deadline)
  }

  /// ``reason(over:deadline:)`` without suspension.
  public func findings(over chart: Chart, deadline: ContinuousClock.Instant) throws(GuidelineError) -> [Finding] {
    var evaluation = PlanEvaluation(plan: plan, chart: chart, terminology: terminology, deadline: deadline)
    return try evaluation.findings()
  }
}
