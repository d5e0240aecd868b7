import ClinicalTypes
import FHIR
import FHIRPath
import JSON
import Reasoning

/// What a card rests on, and what it lacks.
extension PlanEvaluation {
  /// The facts of a card: as lines, and as the resources that hold them.
  struct Facts {
    /// More resources than these, of those that logic alone has chosen, tell a reader nothing new.
    static let maximumTraced = 8

    var lines: [Evidence] = []
    var resources: [Resource] = []
    /// What cannot be told of them.
    var missing: [String] = []

    fileprivate mutating func add(_ json: JSONValue, _ label: String?, _ chart: Chart, _ names: CodeNames) {
      guard let line = EvidenceReader(names: names).evidence(json, label: label, zone: chart.now.offset) else { return }
      if !lines.contains(line) { lines.append(line) }
      if let resource = Resource(json) { resources.append(resource) }
    }
  }

  /// The facts that the tuple or the plan names; where neither names any, those that decided the card's conditions in CQL.
  mutating func facts(of card: PlanCard, _ tuple: FoundTuple?) throws(GuidelineError) -> Facts {
    var facts = Facts()
    let named = try tuple.map { (tuple) throws(GuidelineError) in try resources(.evidence, of: tuple, card) }
    for json in named ?? [] { facts.add(json, nil, chart, plan.names) }
    for fact in card.evidence {
      for value in try scope.evaluate(fact.expression) {
        if let json = value.node?.value { facts.add(json, fact.label, chart, plan.names) }
      }
    }
    guard tuple == nil, card.evidence.isEmpty else { return facts }
    guard let traced = scope.evidence(for: card.conditions) else {
      facts.missing.append("The records that decided could not be told")
      return facts
    }
    for resource in traced.prefix(Facts.maximumTraced) { facts.add(resource.value, nil, chart, plan.names) }
    let more = traced.count - Facts.maximumTraced
    if more > 0 { facts.lines.append(Evidence(label: "and \(more) more \(more == 1 ? "record" : "records")")) }
    return facts
  }

  /// What the plan says was missing, then what the resources lack that the plan's profiles hope for.
  mutating func missing(
    of card: PlanCard, _ tuple: FoundTuple?, _ facts: Facts
  ) throws(GuidelineError) -> [String] {
    var lines: [String] = []
    for line in (tuple?.texts(.missing) ?? []) + scope.logicGaps + facts.missing where !lines.contains(line) {
      lines.append(line)
    }
    for expression in card.missing { lines += try scope.strings(expression) }
    for line in InputGaps.lines(of: facts.resources, plan: plan, chart: chart) where !lines.contains(line) {
      lines.append(line)
    }
    return lines
  }
}
