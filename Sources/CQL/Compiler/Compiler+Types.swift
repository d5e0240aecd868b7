import FHIR

/// `as` and `is`, with the types of FHIR looked up beforehand.
extension Compiler {
  mutating func cast(_ operand: CQLExpression, to type: CQLType, isStrict: Bool, _ node: CQLExpression) -> Closure {
    let code = code(operand)
    let check = TypeCheck(type)
    return { evaluation throws(CQLError) in
      let value = try code(evaluation)
      if case .null = value { return .null }
      if check.matches(value) { return value }
      guard isStrict else { return .null }
      throw evaluation.located(
        CQLError(.value, "A \(value.typeName) stands where a \(type) must be"), node)
    }
  }
}

/// Whether values are of a type; the same answer as ``TypeTest``, which looks types up by name.
struct TypeCheck: Sendable {
  private enum Form: Sendable {
    case any
    case system(SystemType)
    /// A class of FHIR that the type table knows.
    case fhir(FHIRType)
    case other
  }

  private let type: CQLType
  private let form: Form

  init(_ type: CQLType) {
    self.type = type
    switch type {
    case .system(.any): form = .any
    case .system(.vocabulary): form = .other
    case .system(let type): form = .system(type)
    case .model(let model):
      if let found = FHIRTypes.shared.type(named: TypeTest.tableName(model.name)), found.name == model.name {
        form = .fhir(found)
      } else {
        form = .other
      }
    default: form = .other
    }
  }

  func matches(_ value: CQLValue) -> Bool {
    switch form {
    case .any: return !value.isNull
    case .system(let wanted): return value.systemType == wanted
    case .fhir(let wanted):
      guard case .node(let node) = value else { return TypeTest.matches(value, type) }
      return node.type?.isSubtype(of: wanted) ?? false
    case .other: return TypeTest.matches(value, type)
    }
  }
}
