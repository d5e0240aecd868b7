import ClinicalTypes

/// Precision and the boundaries that it leaves (CQL 1.5, appendix B, Precision, LowBoundary, HighBoundary).
extension Evaluation {
  func precision(of operand: CQLValue) throws(CQLError) -> CQLValue {
    switch operand.unwrapped {
    case .null: return .null
    case .decimal(let value): return .integer(Int32(clamping: value.precision))
    case .integer, .long: return .integer(0)
    case .date(let value): return .integer(Int32(clamping: value.precision.digits))
    case .dateTime(let value): return .integer(Int32(clamping: value.precision.digits))
    case .time(let value): return .integer(Int32(clamping: value.precision.timeDigits))
    default: throw .mismatch("Precision", [operand])
    }
  }

  func boundary(_ name: CQLOperator, _ operand: CQLValue, _ digits: CQLValue) throws(CQLError) -> CQLValue {
    let isLow = name == .lowBoundary
    switch operand.unwrapped {
    case .null: return .null
    case .decimal(let value):
      let places = digits.int ?? 8
      guard (0...8).contains(places) else { return .null }
      return decimal(
        isLow ? value.truncatedLowBoundary(precision: places) : value.truncatedHighBoundary(precision: places))
    case .integer, .long:
      guard let value = operand.decimal else { return .null }
      return try boundary(name, .decimal(value), digits)
    case .date(let value):
      guard let precision = digits.int.map({ TemporalPrecision(digits: $0) }) ?? .day else { return .null }
      let result = isLow ? value.lowBoundary(precision: precision) : value.highBoundary(precision: precision)
      return result.map(CQLValue.date) ?? .null
    case .dateTime(let value):
      guard let precision = digits.int.map({ TemporalPrecision(digits: $0) }) ?? .millisecond else { return .null }
      return .dateTime(
        isLow
          ? value.lowBoundary(precision: precision, style: .cql) : value.highBoundary(precision: precision, style: .cql)
      )
    case .time(let value):
      guard let precision = digits.int.map({ TemporalPrecision(timeDigits: $0) }) ?? .millisecond else { return .null }
      let result = isLow ? value.lowBoundary(precision: precision) : value.highBoundary(precision: precision)
      return result.map(CQLValue.time) ?? .null
    default: throw .mismatch(name.rawValue, [operand])
    }
  }
}
