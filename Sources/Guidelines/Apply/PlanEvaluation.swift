import CDSHooks
import ClinicalTypes
import FHIR
import FHIRPath
import JSON
import Reasoning

/// Applies a plan to a chart: each applicable card becomes a ``Finding``.
struct PlanEvaluation {
  let plan: GuidelinePlan
  let chart: Chart
  private let frame: RequestFrame
  var scope: PlanScope

  init(
    plan: GuidelinePlan, chart: Chart, terminology: any TerminologyService, deadline: ContinuousClock.Instant,
    session: LogicSession? = nil
  ) {
    self.plan = plan
    self.chart = chart
    scope = PlanScope(plan: plan, chart: chart, terminology: terminology, deadline: deadline, session: session)
    frame = RequestFrame(
      patientID: chart.patientID, encounterID: chart.context.encounterID,
      requester: chart.context.userType.flatMap {
        ["Practitioner", "PractitionerRole"].contains($0) ? chart.userID : nil
      },
      authoredOn: chart.now.description)
  }

  /// The findings in the order of the plan's cards.
  /// - Throws: ``GuidelineError`` as soon as one expression cannot be evaluated: a plan answers whole or not at all.
  mutating func findings() throws(GuidelineError) -> [Finding] {
    var findings: [Finding] = []
    for card in plan.cards where card.hooks.contains(chart.hook) {
      if let found = card.finding {
        findings += try self.findings(of: card, found)
        continue
      }
      guard let each = card.forEach else {
        if let finding = try finding(of: card, about: nil) { findings.append(finding) }
        continue
      }
      for item in try scope.evaluate(each.expression) {
        scope.bind(each.name, to: item)
        if let finding = try finding(of: card, about: item) { findings.append(finding) }
      }
    }
    return findings
  }

  /// One finding for each tuple that the card's define gives.
  private mutating func findings(of card: PlanCard, _ found: PlanFinding) throws(GuidelineError) -> [Finding] {
    scope.declare(card.variables)
    // Conditions that look at no tuple come first: they may spare the define.
    var card = card
    let own = card.conditions.filter { $0.variables.contains { found.variables.contains($0) } }
    let before = card.conditions.filter { condition in !own.contains { $0.path == condition.path } }
    guard try scope.areTrue(before) else { return [] }
    card.conditions = own
    var findings: [Finding] = []
    for tuple in try scope.tuples(of: found) {
      try scope.bind(tuple, of: found)
      if let finding = try finding(of: card, about: nil, as: tuple) { findings.append(finding) }
    }
    return findings
  }

  private mutating func finding(
    of card: PlanCard, about item: FHIRPathValue?, as tuple: FoundTuple? = nil
  ) throws(GuidelineError) -> Finding? {
    scope.declare(card.variables)
    guard try scope.areTrue(card.conditions) else { return nil }
    guard let summary = try words(.summary, of: tuple, card, else: card.title), !summary.isEmpty else {
      throw scope.fault("\(card.path).title", "the card has no title")
    }
    let facts = try facts(of: card, tuple)
    let order = try tuple.map { (tuple) throws(GuidelineError) in try self.resources(.order, of: tuple, card) }
    return Finding(
      id: try text(.id, of: tuple, card) ?? card.id, topic: card.topic ?? plan.topic,
      severity: try severity(of: card, tuple), summary: summary,
      detail: try words(.detail, of: tuple, card, else: card.description),
      evidence: facts.lines, missing: try missing(of: card, tuple, facts),
      suggestions: try suggestions(of: card),
      selectionBehavior: card.selectionBehavior, source: card.source,
      citations: card.citations.map { Citation(text: $0) },
      overrideReasons: card.overrideReasons, orderReference: orderReference(of: order?.first ?? item?.node?.value))
  }

  // MARK: Tuples

  /// The tuple's text, else the action's.
  private mutating func words(
    _ element: PlanFinding.Element, of tuple: FoundTuple?, _ card: PlanCard, else other: PlanText
  ) throws(GuidelineError) -> String? {
    if let text = try text(element, of: tuple, card) { return text }
    return try scope.text(other)
  }

  private func text(
    _ element: PlanFinding.Element, of tuple: FoundTuple?, _ card: PlanCard
  ) throws(GuidelineError) -> String? {
    do throws(FoundTuple.Fault) { return try tuple?.text(element) } catch { throw fault(error, card) }
  }

  func resources(
    _ element: PlanFinding.Element, of tuple: FoundTuple, _ card: PlanCard
  ) throws(GuidelineError) -> [JSONValue] {
    do throws(FoundTuple.Fault) { return try tuple.resources(element) } catch { throw fault(error, card) }
  }

  private func fault(_ fault: FoundTuple.Fault, _ card: PlanCard) -> GuidelineError {
    scope.fault(card.finding?.expression.path ?? card.path, "the element \(fault.element) \(fault.message)")
  }

  /// FHIR's priorities as the CDS Hooks clinical reasoning guide maps them; `asap` lies between urgent and stat and is
  /// shown as a warning, since critical is for stat alone.
  private mutating func severity(of card: PlanCard, _ tuple: FoundTuple?) throws(GuidelineError) -> Indicator {
    if let text = try text(.indicator, of: tuple, card) {
      guard let indicator = Indicator(published: text) else {
        throw scope.fault(
          card.finding?.expression.path ?? card.path, "the indicator must be info, warning or critical")
      }
      return indicator
    }
    if let computed = card.indicator, let text = try scope.strings(computed).first,
      let indicator = Indicator(published: text)
    {
      return indicator
    }
    switch try scope.text(card.priority) {
    case nil, "routine": return .info
    case "urgent", "asap": return .warning
    case "stat": return .critical
    default: throw scope.fault("\(card.path).priority", "the priority must be routine, urgent, asap or stat")
    }
  }

  private func orderReference(of order: JSONValue?) -> String? {
    guard let reference = order.flatMap({ Resource($0) })?.reference else { return nil }
    return chart.draftOrders.contains { $0.reference == reference } ? reference : nil
  }

  // MARK: Suggestions

  private mutating func suggestions(of card: PlanCard) throws(GuidelineError) -> [Suggestion] {
    var suggestions: [Suggestion] = []
    for suggestion in card.suggestions where try scope.areTrue(suggestion.conditions) {
      guard let label = try scope.text(suggestion.title) else {
        throw scope.fault("\(suggestion.path).title", "the suggestion has no title")
      }
      var actions: [Action] = []
      for action in suggestion.actions where try scope.areTrue(action.conditions) {
        actions += try apply(action, label: label)
      }
      // What nothing is left of would be a promise without an order.
      guard !actions.isEmpty || suggestion.actions.isEmpty else { continue }
      suggestions.append(
        Suggestion(label: label, isRecommended: suggestion.isRecommended ? true : nil, actions: actions))
    }
    guard card.areSuggestionsOne, suggestions.count > 1 else { return suggestions }
    // A suggestion's actions are taken together: all, or none.
    return [
      Suggestion(
        label: suggestions.map(\.label).joined(separator: " and "),
        isRecommended: suggestions.contains { $0.isRecommended == true } ? true : nil,
        actions: suggestions.flatMap(\.actions))
    ]
  }

  private mutating func apply(_ action: PlanMenuAction, label: String) throws(GuidelineError) -> [Action] {
    let description = try scope.text(action.description) ?? label
    let drafts = try action.target.map { (target) throws(GuidelineError) in try targets(target) } ?? []
    switch action.kind {
    case .delete:
      return drafts.compactMap { Resource($0)?.reference }.map { Action.delete($0, description: description) }
    case .update:
      guard let activity = action.activity else { return [] }
      var actions: [Action] = []
      for draft in drafts {
        actions.append(.update(try settle(activity.update(draft), action), description: description))
      }
      return actions
    case .create:
      guard let activity = action.activity else { return [] }
      return [.create(try settle(activity.create(in: frame), action), description: description)]
    }
  }

  /// The drafts that an action is about. Only the hook's own drafts can be changed.
  private mutating func targets(_ target: PlanExpression) throws(GuidelineError) -> [JSONValue] {
    try scope.evaluate(target).compactMap(\.node?.value).filter { value in
      let reference = Resource(value)?.reference
      return reference != nil && chart.draftOrders.contains { $0.reference == reference }
    }
  }

  private mutating func settle(_ resource: JSONTree, _ action: PlanMenuAction) throws(GuidelineError) -> JSONTree {
    var resource = resource
    for setting in (action.activity?.settings ?? []) + action.settings {
      ElementValue.set(setting.element, of: &resource, to: try scope.evaluate(setting.expression))
    }
    return resource
  }
}
