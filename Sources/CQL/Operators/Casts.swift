import ClinicalTypes

/// `as`, `convert`, `CanConvert` (CQL 1.5, appendix B, Type Operators).
extension Evaluation {
  func cast(_ value: CQLValue, to type: CQLType, isStrict: Bool) throws(CQLError) -> CQLValue {
    if value.isNull { return .null }
    if TypeTest.matches(value, type) { return value }
    guard isStrict else { return .null }
    throw CQLError(.value, "A \(value.typeName) stands where a \(type) must be")
  }

  func convert(_ value: CQLValue, to type: CQLType) throws(CQLError) -> CQLValue {
    if value.isNull { return .null }
    if TypeTest.matches(value, type) { return value }
    switch type {
    case .system(let target):
      if let name = CQLOperator(rawValue: "To" + target.rawValue) { return try conversion(name, value) }
      if target == .code, case .node(let node) = value {
        return FHIRHelpers.code(node.json).map(CQLValue.code) ?? .null
      }
      throw CQLError(.type, "A \(value.typeName) cannot be converted to \(type)")
    case .interval:
      if case .node(let node) = value, let converted = try FHIRHelpers.value(node, in: self) { return converted }
      throw CQLError(.type, "A \(value.typeName) cannot be converted to \(type)")
    case .list(let element):
      guard let items = value.items else { return .list([try convert(value, to: element)]) }
      var result: [CQLValue] = []
      for item in items { result.append(try convert(item, to: element)) }
      return try admit(result)
    case .choice(let types):
      for type in types {
        if let converted = try? convert(value, to: type), !converted.isNull { return converted }
      }
      return .null
    default: throw CQLError(.type, "A \(value.typeName) cannot be converted to \(type)")
    }
  }

  func canConvert(_ value: CQLValue, to type: CQLType) throws(CQLError) -> CQLValue {
    if value.isNull { return .null }
    do throws(CQLError) { return .boolean(!(try convert(value, to: type)).isNull) } catch {
      if error.kind == .limit || error.kind == .deadline { throw error }
      return .boolean(false)
    }
  }

  func convertQuantity(_ value: CQLValue, _ unit: CQLValue) throws(CQLError) -> CQLValue {
    guard case .quantity(let quantity) = value, let unit = unit.text else {
      if value.isNull || unit.isNull { return .null }
      throw .mismatch("ConvertQuantity", [value, unit])
    }
    guard let converted = try? quantity.converted(to: unit), let rounded = converted.value.roundedForCQL() else {
      return .null
    }
    return .quantity(Quantity(rounded, converted.unit))
  }

  func canConvertQuantity(_ value: CQLValue, _ unit: CQLValue) throws(CQLError) -> CQLValue {
    if value.isNull || unit.isNull { return .null }
    return .boolean(!(try convertQuantity(value, unit)).isNull)
  }
}
