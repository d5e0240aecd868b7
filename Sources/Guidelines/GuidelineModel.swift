import FHIR
public import Reasoning

/// The embedded model: one plan, run natively and deterministically over a chart.
public struct GuidelineModel: ReasoningModel {
  let plan: GuidelinePlan
  let terminology: any TerminologyService
  /// Asked about what the content's terminology cannot tell; nil for nobody.
  var remote: (any AskingTerminology)?

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
    guard let remote else { return try findings(over: chart, deadline: deadline) }
    let result: Result<[Finding], GuidelineError> = await remote.completing(deadline: .asking(before: deadline)) {
      terminology in
      do throws(GuidelineError) {
        return .success(try findings(over: chart, deadline: deadline, terminology: terminology))
      } catch { return .failure(error) }
    }
    return try result.get()
  }

  /// ``reason(over:deadline:)`` without suspension, which asks nobody.
  public func findings(over chart: Chart, deadline: ContinuousClock.Instant) throws(GuidelineError) -> [Finding] {
    try findings(over: chart, deadline: deadline, terminology: terminology)
  }

  private func findings(
    over chart: Chart, deadline: ContinuousClock.Instant, terminology: any TerminologyService
  ) throws(GuidelineError) -> [Finding] {
    var evaluation = PlanEvaluation(plan: plan, chart: chart, terminology: terminology, deadline: deadline)
    return try evaluation.findings()
  }
}

extension ContinuousClock.Instant {
  /// Of the time that is left, the part in which a terminology server may be asked; the rest belongs to the evaluation that
  /// follows.
  static func asking(before deadline: Self) -> Self { .now + (deadline - .now) * 0.75 }
}
