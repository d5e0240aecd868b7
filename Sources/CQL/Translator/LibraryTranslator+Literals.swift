import ClinicalTypes

/// Constants: reads their numbers and checks their ranges.
extension LibraryTranslator {
  func translate(_ literal: LiteralSyntax, at range: TextRange) -> CQLExpression {
    switch literal {
    case .null: return make(.null, .any, range)
    case .boolean(let value): return make(.literal(.boolean(value)), .boolean, range)
    case .string(let value): return make(.literal(.string(value)), .string, range)
    case .integer(let text):
      guard let value = Int32(text) else {
        return refused(
          "The integer is out of range", expected: "at most \(Int32.max), or a Long as in 5L", text, at: range)
      }
      return make(.literal(.integer(value)), .integer, range)
    case .long(let text):
      guard let value = Int(text) else {
        return refused("The integer is out of range", expected: "at most \(Int.max)", text, at: range)
      }
      return make(.literal(.long(value)), .long, range)
    case .decimal(let text):
      guard let value = decimal(text, at: range) else { return failed(range) }
      return make(.literal(.decimal(value)), .decimal, range)
    case .date(let text):
      guard let value = PartialDate(text) else { return refused("There is no such date", "@\(text)", at: range) }
      return make(.literal(.date(value)), .date, range)
    case .dateTime(let text):
      guard let value = PartialDateTime(text) else {
        return refused("There is no such date and time", "@\(text)", at: range)
      }
      return make(.literal(.dateTime(value)), .dateTime, range)
    case .time(let text):
      guard let value = PartialTime(text) else { return refused("There is no such time", "@T\(text)", at: range) }
      return make(.literal(.time(value)), .time, range)
    case .quantity(let syntax):
      guard let value = quantity(syntax, at: range) else { return failed(range) }
      return make(.literal(.quantity(value)), .quantity, range)
    case .ratio(let numerator, let denominator):
      guard let numerator = quantity(numerator, at: range), let denominator = quantity(denominator, at: range) else {
        return failed(range)
      }
      return make(.literal(.ratio(Ratio(numerator: numerator, denominator: denominator))), .ratio, range)
    }
  }

  private func refused(
    _ message: String, expected: String? = nil, _ found: String, at range: TextRange
  ) -> CQLExpression {
    error(message, expected: expected, found: found, at: range)
    return failed(range)
  }

  /// 10 to the 28th power.
  private static let decimalBound = ExactDecimal(coefficient: 10_000_000_000_000_000_000_000_000_000, scale: 0) ?? 0

  /// A decimal within the limits of CQL: 28 digits before the point, eight after it.
  private func decimal(_ text: String, at range: TextRange) -> ExactDecimal? {
    guard let value = ExactDecimal(text), value.magnitude < Self.decimalBound,
      value.scale <= 8 || value.isZero || !value.rounded(to: 8).isZero
    else {
      error(
        "The decimal is out of range", expected: "at most 28 digits before and 8 after the point", found: text,
        at: range)
      return nil
    }
    if value.scale > 8 { warn("CQL reckons with 8 digits after the point", at: range) }
    return value
  }

  func quantity(_ syntax: QuantitySyntax, at range: TextRange) -> Quantity? {
    guard let value = decimal(syntax.value, at: range) else { return nil }
    guard let unit = syntax.unit else { return Quantity(value) }
    if !syntax.isCalendar, !unit.isEmpty, UCUM.unit(unit) == nil, CalendarUnit(keyword: unit) == nil {
      warn("'\(unit)' is not a unit of UCUM", at: range)
    }
    return Quantity(value, unit.isEmpty ? "1" : unit)
  }

  /// `-5` as a constant where the number alone would be out of range: `-2147483648`.
  func negatedLiteral(_ operand: ExpressionSyntax, at range: TextRange) -> CQLExpression? {
    switch operand.form {
    case .literal(.integer(let text)) where Int32(text) == nil && Int32("-\(text)") != nil:
      return make(.literal(.integer(.min)), .integer, range)
    case .literal(.long(let text)) where Int(text) == nil && Int("-\(text)") != nil:
      return make(.literal(.long(.min)), .long, range)
    default: return nil
    }
  }
}
