import ClinicalTypes
import FHIR
import JSON

/// What a property node found out about the type that it met last.
struct PropertyAccess {
  /// The type.
  let type: FHIRType
  /// Whether the element repeats.
  let isList: Bool
  /// The JSON members that may hold it, with their types: several for a choice.
  let members: [(key: FHIRKey, type: FHIRType)]
  /// Whether the members' own `resourceType` tells the type.
  let isResource: Bool

  init?(_ type: FHIRType, _ path: String) {
    guard let element = type.element(named: path) else { return nil }
    self.type = type
    isList = element.isCollection
    members = element.types.map { (FHIRKey($0.jsonName), $0.type) }
    isResource = element.types.contains { $0.type.kind == .resource }
  }
}

/// An element of a type.
struct MemberKey: Hashable {
  let type: FHIRType
  let name: String
}

/// Properties of FHIR data, tuples, and the System types that have parts (CQL 1.5, Property).
extension Evaluation {
  @inline(never) func property(_ node: CQLExpression) throws(CQLError) -> CQLValue {
    guard case .property(let source, let path) = node.kind else { return .null }
    let value = try value(of: source)
    guard case .node(let element) = value, let type = element.type, type.primitive == nil else {
      return try member(value, path)
    }
    let key = ObjectIdentifier(node)
    if let known = properties[key], known.type == type { return element.read(known) }
    guard let access = PropertyAccess(type, path) else { return try member(value, path) }
    properties[key] = access
    return element.read(access)
  }

  /// A property by path: steps are separated by dots, and may carry an index.
  func member(_ value: CQLValue, _ path: String) throws(CQLError) -> CQLValue {
    guard path.utf8.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "[") }) else {
      return try step(value, path)
    }
    var result = value
    for part in path.split(separator: ".") {
      let name = part.prefix { $0 != "[" }
      result = try step(result, String(name))
      if let index = Int(part.dropFirst(name.count + 1).prefix { $0 != "]" }) {
        guard let items = result.items, items.indices.contains(index) else { return .null }
        result = items[index]
      }
    }
    return result
  }

  /// A property by name: a path of one step.
  func step(_ value: CQLValue, _ name: String) throws(CQLError) -> CQLValue {
    switch value {
    case .null: return .null
    case .node(let node): return try step(node, name)
    case .tuple(let tuple): return tuple[name] ?? .null
    case .list(let items):
      // Old ELM and FHIRPath style: the property of each item, lists made one.
      var values: [CQLValue] = []
      for item in items {
        let value = try step(item, name)
        if let inner = value.items { values += inner } else if !value.isNull { values.append(value) }
      }
      return try admit(values)
    default: return try Parts.part(of: value, name)
    }
  }

  private func step(_ node: FHIRNode, _ name: String) throws(CQLError) -> CQLValue {
    guard let type = node.type else {
      guard let json = node.json[name], !json.isNull else { return .null }
      if json.isArray { return .list(json.elements.map { .node(FHIRNode($0, type: nil)) }) }
      let inner = FHIRNode(json, type: nil)
      return inner.primitiveValue ?? .node(inner)
    }
    if type.primitive != nil { return name == "value" ? node.primitiveValue ?? .null : .null }
    guard let access = access(type, name) else {
      // A choice's JSON name (`valueQuantity`) is accepted too; anything else is no element of the type.
      if let property = type.property(named: name), let json = node.json[name] {
        return .node(FHIRNode(json, type: property.type, in: node))
      }
      if type.property(named: name) != nil { return .null }
      throw CQLError(.unresolved, "FHIR.\(type.name) has no element '\(name)'\(suggestion(type, name))")
    }
    return node.read(access)
  }

  /// What the type says of an element, looked up once an evaluation.
  private func access(_ type: FHIRType, _ name: String) -> PropertyAccess? {
    let key = MemberKey(type: type, name: name)
    if let known = members[key] { return known }
    let access = PropertyAccess(type, name)
    if let access { members[key] = access }
    return access
  }

  private func suggestion(_ type: FHIRType, _ name: String) -> String {
    type.closestName(to: name).map { "; '\($0)' may be meant" } ?? ""
  }
}
