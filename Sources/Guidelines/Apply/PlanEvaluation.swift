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
  let frame: RequestFrame
  var scope: PlanScope
  /// Whether a suggestion of the card would change a draft that has no id.
  var lacksIDOfOrder = false
  /// The call's drafts, once a card is about one.
  var drafts: DraftIndex?

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
      try scope.checkDeadline(at: found.expression.path)
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
    let concerned = try tuple.map { (tuple) throws(GuidelineError) in try self.resources(.order, of: tuple, card) }
    let order = order(concerned?.first ?? item?.node?.value)
    lacksIDOfOrder = false
    let suggestions = try suggestions(of: card)
    return Finding(
      id: try text(.id, of: tuple, card) ?? card.id, topic: card.topic ?? plan.topic,
      severity: try severity(of: card, tuple), summary: summary,
      detail: try words(.detail, of: tuple, card, else: card.description),
      evidence: line(naming: order, besides: facts, summary) + facts.lines,
      missing: try missing(of: card, tuple, facts) + (lacksIDOfOrder ? [Self.noID] : []), suggestions: suggestions,
      selectionBehavior: card.selectionBehavior, source: card.source,
      citations: card.citations, overrideReasons: card.overrideReasons, links: card.links,
      orderReference: order?.reference,
      draft: order?.place)
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
}
