import CDSHooks
import ClinicalTypes
import FHIR
import FHIRPath
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
/// somebody takes it up. Nested PlanDefinitions are not applied.
public struct PlanApplication: Sendable {
  private let plan: GuidelinePlan
  private let actions: [AppliedAction]
  private let terminology: LocalTerminology

  /// Compiles a plan of the content, by its id.
  /// - Throws: ``ContentErrors`` when the content has no such plan, or the plan is faulty.
  public init(of id: String, in library: GuidelineLibrary) throws(ContentErrors) {
    guard let artifact = library.content.plans.first(where: { $0.id == id }) else {
      throw ContentErrors([ContentError(file: id, message: "the content has no PlanDefinition with this id")])
    }
    let profiles = InputProfileLibrary(content: library.content, terminology: library.terminology)
    var reader = PlanReader(
      artifact: artifact, library: library.content, terminology: library.terminology, profiles: profiles)
    guard var plan = reader.read() else { throw ContentErrors(reader.errors) }
    actions = reader.readApplied(below: artifact.resource.value)
    guard reader.errors.isEmpty else { throw ContentErrors(reader.errors) }
    plan.logic = reader.logic
    self.plan = plan
    terminology = library.terminology
  }

  /// Applies the plan to a chart.
  /// - Throws: ``GuidelineError`` when an expression of the content cannot be evaluated.
  public func carePlan(for chart: Chart, deadline: ContinuousClock.Instant) throws(GuidelineError) -> JSONTree {
    var run = ApplicationRun(plan: plan, chart: chart, terminology: terminology, deadline: deadline)
    var applied: [JSONTree] = []
    for action in actions { applied += try run.apply(action) }

    var group = JSONObject()
    group["resourceType"] = "RequestGroup"
    group["id"] = .string(plan.id)
    frame(&group, chart)
    if !applied.isEmpty { group["action"] = .array(applied) }

    var carePlan = JSONObject()
    carePlan["resourceType"] = "CarePlan"
    carePlan["id"] = .string(plan.id)
    carePlan["contained"] = .array([.object(group)] + run.contained)
    frame(&carePlan, chart)
    carePlan["activity"] = [["reference": ["reference": .string("#\(plan.id)")]]]
    return .object(carePlan)
  }

  private func frame(_ resource: inout JSONObject, _ chart: Chart) {
    resource["instantiatesCanonical"] = [.string(plan.canonical)]
    resource["status"] = "active"
    resource["intent"] = "proposal"
    resource["subject"] = ["reference": .string("Patient/\(chart.patientID)")]
    if let encounter = chart.context.encounterID {
      resource["encounter"] = ["reference": .string("Encounter/\(encounter)")]
    }
  }
}

/// One application of a plan to a chart.
private struct ApplicationRun {
  /// What PlanDefinition.action and RequestGroup.action have in common.
  private static let shared = [
    "id", "prefix", "title", "description", "textEquivalent", "priority", "code", "documentation", "condition",
    "relatedAction", "timingDateTime", "timingAge", "timingPeriod", "timingDuration", "timingRange", "timingTiming",
    "type", "groupingBehavior", "selectionBehavior", "requiredBehavior", "precheckBehavior", "cardinalityBehavior",
  ]

  private var scope: PlanScope
  private let frame: RequestFrame
  private(set) var contained: [JSONTree] = []

  init(plan: GuidelinePlan, chart: Chart, terminology: LocalTerminology, deadline: ContinuousClock.Instant) {
    scope = PlanScope(plan: plan, chart: chart, terminology: terminology, deadline: deadline)
    frame = RequestFrame(
      patientID: chart.patientID, encounterID: chart.context.encounterID,
      requester: chart.context.userType.flatMap {
        ["Practitioner", "PractitionerRole"].contains($0) ? chart.userID : nil
      }, authoredOn: chart.now.description)
  }

  /// The action as it applies: once, not at all, or once for each item.
  mutating func apply(_ action: AppliedAction) throws(GuidelineError) -> [JSONTree] {
    guard let each = action.forEach else { return try instance(of: action).map { [$0] } ?? [] }
    var applied: [JSONTree] = []
    for item in try scope.evaluate(each.expression) {
      scope.bind(each.name, to: item)
      if let instance = try instance(of: action) { applied.append(instance) }
    }
    return applied
  }

  private mutating func instance(of action: AppliedAction) throws(GuidelineError) -> JSONTree? {
    scope.declare(action.variables)
    guard try scope.areTrue(action.conditions) else { return nil }
    var object = JSONObject()
    for element in Self.shared { if let value = action.value[element] { object[element] = .view(value) } }
    var applied = JSONTree.object(object)
    for setting in action.actionSettings {
      ElementValue.set(setting.element, of: &applied, to: try scope.evaluate(setting.expression))
    }
    if let activity = action.activity {
      var resource = activity.create(in: frame)
      for setting in action.resourceSettings {
        ElementValue.set(setting.element, of: &resource, to: try scope.evaluate(setting.expression))
      }
      let id = freeID(activity.artifact.id ?? activity.kind.lowercased())
      resource["id"] = .string(id)
      contained.append(resource)
      applied["resource"] = ["reference": .string("#\(id)")]
    }
    var children: [JSONTree] = []
    for child in action.children { children += try apply(child) }
    if !children.isEmpty { applied["action"] = .array(children) }
    return applied
  }

  private func freeID(_ id: String) -> String {
    let taken = Set(contained.compactMap { $0["id"]?.string })
    guard taken.contains(id) else { return id }
    var number = 2
    while taken.contains("\(id)-\(number)") { number += 1 }
    return "\(id)-\(number)"
  }
}
