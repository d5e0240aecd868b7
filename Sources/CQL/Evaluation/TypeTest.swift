import FHIR

/// Whether a value is of a type (CQL 1.5, `is` and `as`).
enum TypeTest {
  static func matches(_ value: CQLValue, _ type: CQLType) -> Bool {
    if value.isNull { return false }
    switch type {
    case .system(.any): return true
    case .system(.vocabulary):
      if case .valueSet = value { return true }
      if case .codeSystem = value { return true }
      return false
    case .system(let type): return value.systemType == type
    case .model(let type):
      switch value {
      case .node(let node): return matches(node, type)
      case .tuple(let tuple): return tuple.type == .model(type)
      default: return false
      }
    case .list(let element):
      guard let items = value.items else { return false }
      return items.allSatisfy { $0.isNull || matches($0, element) }
    case .interval(let point):
      guard case .interval(let interval) = value else { return false }
      guard case .system(let wanted) = point, wanted != .any, let own = interval.pointType else { return true }
      return own == wanted
    case .tuple(let elements):
      guard case .tuple(let tuple) = value, tuple.type == nil else { return false }
      return elements.allSatisfy { element in
        tuple[element.name].map { $0.isNull || matches($0, element.type) } ?? false
      }
    case .choice(let types): return types.contains { matches(value, $0) }
    }
  }

  /// Whether the value is of the type itself, not of one derived from it.
  static func isExactly(_ value: CQLValue, _ type: CQLType) -> Bool {
    switch type {
    case .system(let type): return value.systemType == type
    case .model(let type):
      if case .node(let node) = value { return node.type?.name == tableName(type.name) }
      return matches(value, .model(type))
    default: return matches(value, type)
    }
  }

  private static func matches(_ node: FHIRNode, _ type: ModelType) -> Bool {
    guard let own = node.type else { return false }
    if own.name == type.name { return true }
    guard let wanted = FHIRTypes.shared.type(named: tableName(type.name)) else {
      // What the table does not know is an enumeration of the model information: in FHIR, a code.
      return own.name == "code" || own.name == "string" || own.name == "uri"
    }
    return own.isSubtype(of: wanted)
  }

  /// The type table's name of a class: `Observation.Component` is `Observation.component` there.
  static func tableName(_ name: String) -> String {
    guard name.contains(".") else { return name }
    return name.split(separator: ".").enumerated().map { index, part in
      index == 0 ? String(part) : part.prefix(1).lowercased() + part.dropFirst()
    }.joined(separator: ".")
  }
}
