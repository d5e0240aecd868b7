/// The classes of the System model (CQL 1.5, appendix B).
enum SystemModel {
  /// The elements of a structured type of System, none of a simple one.
  static func elements(of type: SystemType) -> [CQLType.TupleElement] {
    switch type {
    case .quantity: [.init("value", .decimal), .init("unit", .string)]
    case .ratio: [.init("numerator", .quantity), .init("denominator", .quantity)]
    case .code:
      [.init("code", .string), .init("system", .string), .init("version", .string), .init("display", .string)]
    case .concept: [.init("codes", .list(.code)), .init("display", .string)]
    case .vocabulary, .valueSet, .codeSystem:
      [.init("id", .string), .init("version", .string), .init("name", .string)]
    default: []
    }
  }

  /// The base of a type; nil at the root.
  static func base(of type: SystemType) -> SystemType? {
    switch type {
    case .any: nil
    case .valueSet, .codeSystem: .vocabulary
    default: .any
    }
  }

  /// The type of a name as sources write it.
  static func type(named name: String) -> SystemType? { SystemType(rawValue: name) }
}
