import ClinicalTypes

/// Instances of classes: `Code { … }`, `Quantity { … }`, `FHIR.Period { … }`.
enum Instances {
  static func make(_ type: CQLType, _ elements: [(name: String, value: CQLValue)]) throws(CQLError) -> CQLValue {
    let tuple = CQLTuple(elements, type: type)
    guard case .system(let system) = type else { return .tuple(tuple) }
    func text(_ name: String) -> String? { tuple[name]?.text }
    switch system {
    case .code:
      guard let code = text("code") else { return .null }
      return .code(Code(system: text("system"), code: code, version: text("version"), display: text("display")))
    case .concept: return .concept(Concept(codes: codes(tuple["codes"]), display: text("display")))
    case .quantity:
      guard let value = tuple["value"]?.unwrapped.decimal else { return .null }
      return .quantity(Quantity(value, text("unit") ?? "1"))
    case .ratio:
      guard case .quantity(let numerator) = tuple["numerator"], case .quantity(let denominator) = tuple["denominator"]
      else { return .null }
      return .ratio(Ratio(numerator: numerator, denominator: denominator))
    case .valueSet, .codeSystem:
      let reference = VocabularyReference(id: text("id") ?? "", version: text("version"), name: text("name"))
      return system == .valueSet ? .valueSet(reference) : .codeSystem(reference)
    default: throw CQLError(.type, "\(system.rawValue) is no class of which instances are made")
    }
  }

  /// The codes of a list, or the one code.
  static func codes(_ value: CQLValue?) -> [Code] {
    switch value {
    case .code(let code): [code]
    case .list(let items): items.compactMap { if case .code(let code) = $0 { code } else { nil } }
    default: []
    }
  }
}
