import CDSHooks
import FHIR
public import JSON
public import Reasoning

/// A PlanDefinition ready for `$apply`: the CarePlan that it proposes for a patient, with a RequestGroup of the actions
/// that apply and the requests that they make, all contained.
///
/// ```swift
/// let application = try PlanApplication(of: "opioidcds-10-patient-view", in: library)
/// let carePlan = try application.carePlan(for: chart, deadline: deadline)
/// ```
///
/// Source: FHIR R4, `PlanDefinition/$apply`. Everything proposed is a draft or a proposal: nothing is in force until
/// somebody takes it up. A plan that an action stands for is applied too; its RequestGroup is that action's resource.
public struct PlanApplication: Sendable {
  private let entries: [AppliedPlans.Entry]
  private let terminology: LocalTerminology
  private let parts: [[RequirementUnion.Part]]?
  /// The data that the plan and those that it leads to need.
  public let requirements: [DataRequirement]

  /// Compiles a plan of the content, by its id.
  /// - Throws: ``ContentErrors`` when the content has no such plan, or the plan is faulty.
  public init(of id: String, in library: GuidelineLibrary) throws(ContentErrors) {
    guard let artifact = library.content.plans.first(where: { $0.id == id }) else {
      throw ContentErrors([ContentError(file: id, message: "the content has no PlanDefinition with this id")])
    }
    entries = try AppliedPlans(artifact, in: library).entries
    terminology = library.terminology
    let plans = entries.map(\.plan)
    if plans.count > 1 {
      let merged = RequirementMerge(plans, besides: plans[0], terminology: library.terminology)
      requirements = merged.requirements
      // Every plan looks at the patient, whoever of them asked for him.
      let patient = merged.parts.joined().first { $0.own.type == "Patient" }
      parts = merged.parts.map { part in
        part.contains { $0.own.type == "Patient" } ? part : part + (patient.map { [$0] } ?? [])
      }
    } else {
      requirements = plans.first?.requirements ?? []
      parts = nil
    }
  }

  /// Applies the plan to a chart.
  /// - Throws: ``GuidelineError`` when an expression of the content cannot be evaluated.
  public func carePlan(for chart: Chart, deadline: ContinuousClock.Instant) throws(GuidelineError) -> JSONTree {
    guard let first = entries.first?.plan else { return .object(JSONObject()) }
    var charts: [Chart] = []
    for index in entries.indices { charts.append(parts.map { chart.view(of: $0[index]) } ?? chart) }
    var run = ApplicationRun(entries: entries, charts: charts, terminology: terminology, deadline: deadline)
    let group = run.group(of: first, actions: try run.apply(plan: 0))
    var carePlan = JSONObject()
    carePlan["resourceType"] = "CarePlan"
    carePlan["id"] = .string(first.id)
    carePlan["contained"] = .array([group] + run.contained)
    run.frame(&carePlan, of: first)
    carePlan["activity"] = [["reference": ["reference": .string("#\(first.id)")]]]
    return .object(carePlan)
  }
}
