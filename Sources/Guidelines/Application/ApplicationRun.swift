import CDSHooks
import ClinicalTypes
import FHIR
import FHIRPath
import JSON
import Reasoning

/// One application of a plan, and of those that its actions stand for, to a chart.
struct ApplicationRun {
  /// What PlanDefinition.action and RequestGroup.action have in common.
  private static let shared = [
    "id", "prefix", "title", "description", "textEquivalent", "priority", "code", "documentation", "condition",
    "relatedAction", "timingDateTime", "timingAge", "timingPeriod", "timingDuration", "timingRange", "timingTiming",
    "type", "groupingBehavior", "selectionBehavior", "requiredBehavior", "precheckBehavior", "cardinalityBehavior",
  ]

  private let entries: [AppliedPlans.Entry]
  private var scopes: [PlanScope]
  private let chart: Chart
  private let frame: RequestFrame
  /// The requests and the groups of other plans, in the order in which they were made.
  private(set) var contained: [JSONTree] = []
  private var taken: Set<String> = []

  /// `charts`: what each plan sees, in the order of the entries.
  init(
    entries: [AppliedPlans.Entry], charts: [Chart], terminology: LocalTerminology, deadline: ContinuousClock.Instant
  ) {
    self.entries = entries
    scopes = zip(entries, charts).map {
      PlanScope(plan: $0.plan, chart: $1, terminology: terminology, deadline: deadline)
    }
    let chart = charts[0]
    self.chart = chart
    taken = [entries[0].plan.id]
    frame = RequestFrame(
      patientID: chart.patientID, encounterID: chart.context.encounterID,
      requester: chart.context.userType.flatMap {
        ["Practitioner", "PractitionerRole"].contains($0) ? chart.userID : nil
      }, authoredOn: chart.now.description)
  }

  /// The actions of a plan as they apply.
  mutating func apply(plan: Int) throws(GuidelineError) -> [JSONTree] {
    var applied: [JSONTree] = []
    for action in entries[plan].actions { applied += try apply(action, of: plan) }
    return applied
  }

  /// The RequestGroup of a plan's actions.
  func group(of plan: GuidelinePlan, id: String? = nil, actions: [JSONTree]) -> JSONTree {
    var group = JSONObject()
    group["resourceType"] = "RequestGroup"
    group["id"] = .string(id ?? plan.id)
    frame(&group, of: plan)
    if !actions.isEmpty { group["action"] = .array(actions) }
    return .object(group)
  }

  /// What CarePlan and RequestGroup say alike: what they follow, that they are proposals, for whom and when.
  func frame(_ resource: inout JSONObject, of plan: GuidelinePlan) {
    resource["instantiatesCanonical"] = [.string(plan.canonical)]
    resource["status"] = "active"
    resource["intent"] = "proposal"
    resource["subject"] = ["reference": .string("Patient/\(chart.patientID)")]
    if let encounter = chart.context.encounterID {
      resource["encounter"] = ["reference": .string("Encounter/\(encounter)")]
    }
  }

  // MARK: Actions

  /// The action as it applies: once, not at all, or once for each item or tuple.
  private mutating func apply(_ action: AppliedAction, of plan: Int) throws(GuidelineError) -> [JSONTree] {
    if let finding = action.finding { return try apply(action, of: plan, for: finding) }
    guard let each = action.forEach else { return try instance(of: action, of: plan).map { [$0] } ?? [] }
    var applied: [JSONTree] = []
    for item in try scopes[plan].evaluate(each.expression) {
      scopes[plan].bind(each.name, to: item)
      if let instance = try instance(of: action, of: plan) { applied.append(instance) }
    }
    return applied
  }

  /// The action for each tuple of its define, with the tuple's words.
  private mutating func apply(
    _ action: AppliedAction, of plan: Int, for finding: PlanFinding
  ) throws(GuidelineError) -> [JSONTree] {
    scopes[plan].declare(action.variables)
    // Conditions that look at no tuple come first: they may spare the define.
    let before = action.conditions.filter { !$0.variables.contains(where: finding.variables.contains) }
    guard try scopes[plan].areTrue(before) else { return [] }
    var applied: [JSONTree] = []
    for tuple in try scopes[plan].tuples(of: finding) {
      try scopes[plan].bind(tuple, of: finding)
      guard var instance = try instance(of: action, of: plan) else { continue }
      do throws(FoundTuple.Fault) {
        if let title = try tuple.text(.summary) { instance["title"] = .string(title) }
        if let detail = try tuple.text(.detail) { instance["description"] = .string(detail) }
        if let priority = try tuple.text(.indicator).flatMap({ Self.priorities[$0] }) {
          instance["priority"] = .string(priority)
        }
      } catch {
        throw scopes[plan].fault(finding.expression.path, "the element \(error.element) \(error.message)")
      }
      applied.append(instance)
    }
    return applied
  }

  /// Indicators of cards as FHIR's priorities.
  private static let priorities = ["info": "routine", "warning": "urgent", "critical": "stat"]

  private mutating func instance(of action: AppliedAction, of plan: Int) throws(GuidelineError) -> JSONTree? {
    scopes[plan].declare(action.variables)
    guard try scopes[plan].areTrue(action.conditions) else { return nil }
    var object = JSONObject()
    for element in Self.shared { if let value = action.value[element] { object[element] = .view(value) } }
    let participants = action.value["participant"].elements.compactMap(participant)
    if !participants.isEmpty { object["participant"] = .array(participants) }
    var applied = JSONTree.object(object)
    for setting in action.actionSettings {
      try scopes[plan].set(setting, of: &applied, type: PlanReader.requestAction)
    }
    if let activity = action.activity {
      applied["resource"] = try made(activity, action.resourceSettings, of: plan)
    } else if let canonical = action.nested {
      applied["resource"] = try group(standingFor: canonical)
    }
    var children: [JSONTree] = []
    for child in action.children { children += try apply(child, of: plan) }
    if !children.isEmpty { applied["action"] = .array(children) }
    return applied
  }

  /// Makes an activity's request and refers to it.
  private mutating func made(
    _ activity: ActivityTemplate, _ settings: [PlanSetting], of plan: Int
  ) throws(GuidelineError) -> JSONTree {
    var resource = activity.create(in: frame)
    for setting in activity.settings + settings {
      try scopes[plan].set(setting, of: &resource)
    }
    let id = freeID(activity.artifact.id ?? activity.kind.lowercased())
    resource["id"] = .string(id)
    contained.append(resource)
    return ["reference": .string("#\(id)")]
  }

  /// Applies another plan and refers to its RequestGroup; nil when nothing of it applies.
  private mutating func group(standingFor canonical: String) throws(GuidelineError) -> JSONTree? {
    guard let place = entries.firstIndex(where: { $0.plan.canonical == canonical }) else { return nil }
    let actions = try apply(plan: place)
    guard !actions.isEmpty else { return nil }
    let id = freeID(entries[place].plan.id)
    contained.append(group(of: entries[place].plan, id: id, actions: actions))
    return ["reference": .string("#\(id)")]
  }

  /// The person that a participant is: the patient, or the user where a practitioner is meant. Roles alone name nobody.
  private func participant(_ participant: JSONValue) -> JSONTree? {
    switch participant["type"]?.string {
    case "patient": ["reference": .string("Patient/\(frame.patientID)")]
    case "practitioner": frame.requester.map { ["reference": .string($0)] }
    default: nil
    }
  }

  private mutating func freeID(_ id: String) -> String {
    var free = id
    var number = 2
    while !taken.insert(free).inserted {
      free = "\(id)-\(number)"
      number += 1
    }
    return free
  }
}
