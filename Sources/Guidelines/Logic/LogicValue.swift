import ClinicalTypes
import CQL
import FHIR
import FHIRPath
import JSON

/// What CQL gives, as cards and FHIRPath take it.
enum LogicValue {
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
}
