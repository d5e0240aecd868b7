import CDSHooks
import CQL
import ClinicalTypes
import FHIR
import Reasoning

/// The plans that answer for a service, with the data that they need together.
struct ServiceComposition: Sendable {
  /// A plan of the service.
  private struct Part: Sendable {
    let plan: GuidelinePlan
    /// Conditions of the aggregate under which the plan is asked at all.
    let conditions: [PlanExpression]
    /// What the plan sees, under its own keys; nil for all of it.
    let view: [RequirementUnion.Part]?
  }

  private let plan: GuidelinePlan
  private let parts: [Part]
  let members: [(member: PlanMember, service: GuidelineService)]
  let terminology: LocalTerminology
  /// Asked about what the content's terminology cannot tell; nil for nobody.
  var remote: (any AskingTerminology)?
  private let libraries: [CQLLibrary]
  private let options: [String: CQLValue]
  let requirements: [DataRequirement]

  init(plan: GuidelinePlan, members: [(member: PlanMember, service: GuidelineService)], terminology: LocalTerminology) {
    self.plan = plan
    self.members = members
    self.terminology = terminology
    let own = plan.cards.isEmpty ? [] : [(plan, [PlanExpression]())]
    let plans = own + members.map { ($0.service.plan, $0.member.conditions) }
    if members.isEmpty {
      requirements = plan.requirements
      parts = plans.map { Part(plan: $0, conditions: $1, view: nil) }
    } else {
      let merged = RequirementMerge(plans.map(\.0), besides: plan, terminology: terminology)
      requirements = merged.requirements
      parts = zip(plans, merged.parts).map { Part(plan: $0.0, conditions: $0.1, view: $1) }
    }
    var libraries: [CQLLibrary] = []
    var options: [String: CQLValue] = [:]
    for logic in plans.flatMap(\.0.allLogic) {
      for library in logic.engine.libraries
      where !libraries.contains(where: { $0.identifier == library.identifier }) {
        libraries.append(library)
      }
      options.merge(logic.options) { first, _ in first }
    }
    self.libraries = libraries
    self.options = options
  }

  /// The results; what the content's terminology cannot tell is asked of the remote one, as long as there is time.
  func results(over chart: Chart, deadline: ContinuousClock.Instant) async -> [PartResult] {
    guard let remote else { return results(over: chart, deadline: deadline, terminology: terminology) }
    return await remote.completing(deadline: .asking(before: deadline)) { terminology in
      results(over: chart, deadline: deadline, terminology: terminology)
    }
  }

  private func results(
    over chart: Chart, deadline: ContinuousClock.Instant, terminology: any TerminologyService
  ) -> [PartResult] {
    let session =
      libraries.isEmpty
      ? nil
      : LogicSession(chart: chart, terminology: terminology, libraries: libraries, options: options, deadline: deadline)
    var outer: PlanScope?
    return parts.compactMap { part in
      guard part.plan.cards.contains(where: { $0.hooks.contains(chart.hook) }) else { return nil }
      let start = ContinuousClock.now
      let outcome: ModelResult.Outcome
      var failure: GuidelineError?
      do throws(GuidelineError) {
        if !part.conditions.isEmpty {
          if outer == nil {
            outer = PlanScope(
              plan: plan, chart: chart, terminology: terminology, deadline: deadline, session: session)
          }
          guard try outer?.areTrue(part.conditions) == true else { return nil }
        }
        let view = part.view.map { chart.view(of: $0) } ?? chart
        var evaluation = PlanEvaluation(
          plan: part.plan, chart: view, terminology: terminology, deadline: deadline, session: session)
        outcome = .completed(try evaluation.findings())
      } catch {
        failure = error
        outcome = .failed(ContinuousClock.now >= deadline ? .late : .failed)
      }
      return PartResult(
        result: ModelResult(
          id: part.plan.id, version: part.plan.version, name: part.plan.title, outcome: outcome),
        microseconds: (ContinuousClock.now - start).microseconds, failure: failure)
    }
  }
}

extension Duration {
  fileprivate var microseconds: Int {
    Int(components.seconds) * 1_000_000 + Int(components.attoseconds / 1_000_000_000_000)
  }
}
