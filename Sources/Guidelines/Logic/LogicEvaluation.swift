import CDSHooks
import ClinicalTypes
import CQL
import FHIR
import FHIRPath
import JSON
import Reasoning

/// The CQL of a plan over one chart: each define is evaluated at most once, with those that go with it.
struct LogicEvaluation {
  private let logic: PlanLogic
  private let context: CQLContext
  private var results: [String: Result<CQLValue, CQLError>] = [:]

  init(logic: PlanLogic, chart: Chart, terminology: any TerminologyService, deadline: ContinuousClock.Instant) {
    self.logic = logic
    var context = CQLContext(data: ResourceStore(Self.record(of: chart)), terminology: terminology, now: chart.now)
    context.deadline = deadline
    context.parameters = HookParameters(chart: chart).values(for: logic.engine.libraries)
    self.context = context
  }

  /// What retrieves see: the answers and what came with them, and the medications that drafts refer to. The drafts
  /// themselves are not on record: libraries get them as parameters.
  private static func record(of chart: Chart) -> [JSONValue] {
    var record: [JSONValue] = []
    if let patient = chart.patient { record.append(patient.resource.value) }
    for result in chart.results where result.requirement.type != "Patient" {
      record += result.resources.map(\.resource.value)
    }
    record += chart.supporting.lazy.filter { !$0.resource.isType("Patient") }.map(\.resource.value)
    record += chart.context.resources.lazy.filter { $0.type == "Medication" }.map(\.value)
    return record
  }

  /// The value of a define.
  mutating func value(of define: String) throws(CQLError) -> CQLValue {
    if results[define] == nil {
      // Small libraries end before the engine looks at the clock.
      if let deadline = context.deadline, deadline <= .now {
        throw CQLError(.deadline, "The evaluation did not finish in time")
      }
      let group = logic.conditions.contains(define) ? logic.conditions : logic.texts
      for entry in logic.engine.evaluate(group.contains(define) ? group : [define], in: context) {
        results[entry.name] = entry.result
      }
    }
    guard let result = results[define] else { return .null }
    return try result.get()
  }

  /// A define's value as FHIRPath has it: a list as its items, null as nothing. Nil for what FHIRPath has no form for.
  static func items(_ value: CQLValue) -> [FHIRPathValue]? {
    switch value {
    case .null: return []
    case .boolean(let value): return [.boolean(value)]
    case .integer(let value): return [.integer(Int(value))]
    case .long(let value): return [.integer(value)]
    case .decimal(let value): return [.decimal(value)]
    case .string(let value): return [.string(value)]
    case .date(let value): return [.date(value)]
    case .dateTime(let value): return [.dateTime(value)]
    case .time(let value): return [.time(value)]
    case .quantity(let value): return [.quantity(value)]
    case .code: return item(of: value, type: "Coding").map { [$0] }
    case .concept: return item(of: value, type: "CodeableConcept").map { [$0] }
    case .tuple(let tuple):
      guard case .model(let model)? = tuple.type else { return nil }
      return item(of: value, type: model.name).map { [$0] }
    case .node(let node):
      guard let type = node.type?.name, node.json["resourceType"] == nil else { return [FHIRPathValue(node.json)] }
      return [.node(FHIRPathNode(node.json, typeName: type))]
    case .list(let items):
      var all: [FHIRPathValue] = []
      for item in items {
        // Lists of lists are no FHIR.
        if case .list = item { return nil }
        guard let found = Self.items(item) else { return nil }
        all += found
      }
      return all
    case .ratio, .interval, .valueSet, .codeSystem, .uncertain: return nil
    }
  }

  /// What CQL made as an element of FHIR; nil for what FHIR has no form for.
  private static func item(of value: CQLValue, type: String) -> FHIRPathValue? {
    guard let tree = InstanceJSON.tree(value) else { return nil }
    if let text = tree.string { return .string(text) }
    guard let document = try? JSONDocument(fhir: tree.serialized(), limits: .default) else { return nil }
    return .node(
      Resource(document.root) == nil ? FHIRPathNode(document.root, typeName: type) : FHIRPathNode(document.root))
  }

  /// What was needed and is not known to be there in full, for people: a card says what it could not look at.
  static func gaps(of chart: Chart) -> [String] {
    var lines: [String] = []
    for result in chart.results where result.requirement.acceptsOtherKeys {
      guard let gap = result.gaps.first else { continue }
      lines.append("\(result.requirement.type): \(gap.text)")
    }
    return lines
  }
}
