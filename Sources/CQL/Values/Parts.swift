import ClinicalTypes

/// The elements of the System types that have some (CQL 1.5, appendix B, System Model).
enum Parts {
  static func part(of value: CQLValue, _ name: String) throws(CQLError) -> CQLValue {
    switch (value, name) {
    case (.quantity(let quantity), "value"): return .decimal(quantity.value)
    case (.quantity(let quantity), "unit"): return .string(quantity.unit)
    case (.ratio(let ratio), "numerator"): return .quantity(ratio.numerator)
    case (.ratio(let ratio), "denominator"): return .quantity(ratio.denominator)
    case (.code(let code), "code"): return .string(code.code)
    case (.code(let code), "system"): return optional(code.system)
    case (.code(let code), "version"): return optional(code.version)
    case (.code(let code), "display"): return optional(code.display)
    case (.concept(let concept), "codes"): return .list(concept.codes.map(CQLValue.code))
    case (.concept(let concept), "display"): return optional(concept.display)
    case (.valueSet(let reference), "id"), (.codeSystem(let reference), "id"): return .string(reference.id)
    case (.valueSet(let reference), "version"), (.codeSystem(let reference), "version"):
      return optional(reference.version)
    case (.valueSet(let reference), "name"), (.codeSystem(let reference), "name"): return optional(reference.name)
    case (.interval(let interval), "low"): return interval.low
    case (.interval(let interval), "high"): return interval.high
    case (.interval(let interval), "lowClosed"): return .boolean(interval.lowClosed)
    case (.interval(let interval), "highClosed"): return .boolean(interval.highClosed)
    // A FHIR primitive that has become a System value already.
    case (_, "value"): return value
    default: throw CQLError(.unresolved, "\(value.typeName) has no element '\(name)'")
    }
  }

  private static func optional(_ text: String?) -> CQLValue { text.map(CQLValue.string) ?? .null }
}
