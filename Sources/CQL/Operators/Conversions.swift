import ClinicalTypes

/// Conversions (CQL 1.5, appendix B, Type Operators). Text that is no value of the type gives null.
extension Evaluation {
  func conversion(_ name: CQLOperator, _ operand: CQLValue) throws(CQLError) -> CQLValue {
    let value = try system(operand, for: name)
    if value.isNull { return .null }
    if name == .toChars, let text = value.text, text.utf8.count > CQLContext.maximumItems {
      throw CQLError(.limit, "A text has more than \(CQLContext.maximumItems) bytes to be taken apart")
    }
    guard let result = convert(name, value) else { throw .mismatch(name.rawValue, [operand]) }
    if case .list(let items) = result { return try admit(items) }
    return result
  }

  /// Whether the conversion would give a value.
  func converts(_ name: CQLOperator, _ operand: CQLValue) throws(CQLError) -> CQLValue {
    if operand.isNull { return .null }
    guard let conversion = CQLOperator(rawValue: "To" + name.rawValue.dropFirst("ConvertsTo".count)) else {
      return .null
    }
    let value = try system(operand, for: conversion)
    return .boolean(!(convert(conversion, value) ?? .null).isNull)
  }

  /// FHIR data as a System value.
  private func system(_ operand: CQLValue, for name: CQLOperator) throws(CQLError) -> CQLValue {
    guard case .node(let node) = operand else { return operand }
    if let value = node.primitiveValue { return value }
    return try FHIRHelpers.value(node, in: self) ?? operand
  }

  /// The converted value: `.null` if this one has none, nil if the types do not convert.
  private func convert(_ name: CQLOperator, _ value: CQLValue) -> CQLValue? {
    switch name {
    case .toBoolean: toBoolean(value)
    case .toInteger: toInteger(value)
    case .toLong: toLong(value)
    case .toDecimal: toDecimal(value)
    case .toString: Self.text(of: value).map(CQLValue.string)
    case .toChars: value.text.map { .list($0.map { .string(String($0)) }) }
    case .toDate: toDate(value)
    case .toDateTime: toDateTime(value)
    case .toTime: toTime(value)
    case .toQuantity: toQuantity(value)
    case .toRatio: toRatio(value)
    case .toConcept: toConcept(value)
    default: nil
    }
  }

  private func toBoolean(_ value: CQLValue) -> CQLValue? {
    switch value {
    case .boolean: return value
    case .string(let text):
      switch text.lowercased() {
      case "true", "t", "yes", "y", "1": return .boolean(true)
      case "false", "f", "no", "n", "0": return .boolean(false)
      default: return .null
      }
    default:
      guard let number = value.decimal else { return nil }
      return number == 1 ? .boolean(true) : number.isZero ? .boolean(false) : .null
    }
  }

  /// An optional sign and digits: nothing else is a whole number.
  private static func whole(_ text: String) -> Int? {
    let digits =
      text.utf8.first == UInt8(ascii: "+") || text.utf8.first == UInt8(ascii: "-")
      ? text.utf8.dropFirst() : text.utf8[...]
    guard !digits.isEmpty, digits.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
    return Int(text)
  }

  private func toInteger(_ value: CQLValue) -> CQLValue? {
    switch value {
    case .integer, .uncertain: value
    case .long(let value): Int32(exactly: value).map(CQLValue.integer) ?? .null
    case .string(let text): Self.whole(text).flatMap { Int32(exactly: $0) }.map(CQLValue.integer) ?? .null
    case .boolean(let truth): .integer(truth ? 1 : 0)
    case .decimal(let value):
      value.isInteger ? value.int.flatMap { Int32(exactly: $0) }.map(CQLValue.integer) ?? .null : .null
    default: nil
    }
  }

  private func toLong(_ value: CQLValue) -> CQLValue? {
    switch value {
    case .integer(let value): .long(Int(value))
    case .long: value
    case .string(let text): Self.whole(text).map(CQLValue.long) ?? .null
    case .boolean(let truth): .long(truth ? 1 : 0)
    case .decimal(let value): value.isInteger ? value.int.map(CQLValue.long) ?? .null : .null
    default: nil
    }
  }

  private func toDecimal(_ value: CQLValue) -> CQLValue? {
    switch value {
    case .integer, .long: return value.decimal.map(CQLValue.decimal)
    case .decimal, .uncertain: return value
    case .boolean(let truth): return .decimal(truth ? 1 : 0)
    case .string(let text):
      guard let first = text.utf8.last, first &- 0x30 < 10,
        !text.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "e") })
      else { return .null }
      let unsigned = text.utf8.first == UInt8(ascii: "+") ? String(text.dropFirst()) : text
      guard unsigned.utf8.first != UInt8(ascii: "+") else { return .null }
      return ExactDecimal(unsigned).flatMap { $0.roundedForCQL() }.map(CQLValue.decimal) ?? .null
    default: return nil
    }
  }

  private func toDate(_ value: CQLValue) -> CQLValue? {
    switch value {
    case .date: value
    case .dateTime(let value): .date(value.date)
    case .string(let text):
      PartialDate(text).map(CQLValue.date) ?? PartialDateTime(text).map { .date($0.date) } ?? .null
    default: nil
    }
  }

  private func toDateTime(_ value: CQLValue) -> CQLValue? {
    switch value {
    case .dateTime: value
    case .date(let date): .dateTime(date.dateTime)
    case .string(let text): PartialDateTime(text).map(CQLValue.dateTime) ?? .null
    default: nil
    }
  }

  private func toTime(_ value: CQLValue) -> CQLValue? {
    switch value {
    case .time: return value
    case .dateTime(let value): return value.time.map(CQLValue.time) ?? .null
    case .string(let text):
      // A zone is allowed and means nothing for a time of day.
      let plain = text.utf8.first == UInt8(ascii: "T") ? String(text.dropFirst()) : text
      let end = plain.firstIndex { $0 == "Z" || $0 == "+" || $0 == "-" } ?? plain.endIndex
      let offset = plain[end...].dropFirst()
      let isZone = offset.isEmpty ? plain.last != "+" && plain.last != "-" : PartialTime(offset)?.precision == .minute
      return isZone ? PartialTime(plain[..<end]).map(CQLValue.time) ?? .null : .null
    default: return nil
    }
  }

  private func toQuantity(_ value: CQLValue) -> CQLValue? {
    switch value {
    case .quantity: return value
    case .ratio(let ratio): return ratio.numerator.divided(by: ratio.denominator).map(CQLValue.quantity) ?? .null
    case .string(let text):
      return Quantity(text.utf8.first == UInt8(ascii: "+") ? String(text.dropFirst()) : text).map(CQLValue.quantity)
        ?? .null
    default: return value.decimal.map { .quantity(Quantity($0)) }
    }
  }

  private func toRatio(_ value: CQLValue) -> CQLValue? {
    switch value {
    case .ratio: return value
    case .string(let text):
      // A colon inside a unit's quotes divides nothing.
      for index in text.indices where text[index] == ":" {
        if let numerator = Quantity(Self.trimmed(text[..<index])),
          let denominator = Quantity(Self.trimmed(text[text.index(after: index)...]))
        {
          return .ratio(Ratio(numerator: numerator, denominator: denominator))
        }
      }
      return .null
    default: return nil
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  private func toConcept(_ value: CQLValue) -> CQLValue? {
    switch value {
    case .concept: value
    case .code(let code): .concept(Concept(codes: [code], display: code.display))
    case .list(let items):
      .concept(Concept(codes: items.compactMap { if case .code(let code) = $0 { code } else { nil } }))
    default: nil
    }
  }

  /// What ToString gives; nil for types without a text.
  static func text(of value: CQLValue) -> String? {
    switch value {
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .long(let value): String(value)
    // At least one place after the point, which tells a Decimal from an Integer.
    case .decimal(let value): value.precision == 0 ? value.description + ".0" : value.description
    case .string(let value): value
    case .date(let value): value.description
    case .dateTime(let value): dateTimeText(value)
    case .time(let value): value.description
    case .quantity(let value): value.description
    case .ratio(let value): value.description
    case .code(let value): value.code
    default: nil
    }
  }

  /// Zones are written as hours and minutes: `Z` is `+00:00` (CQL 1.5, ToString).
  private static func dateTimeText(_ value: PartialDateTime) -> String {
    let text = value.description
    return text.utf8.last == UInt8(ascii: "Z") ? text.dropLast() + "+00:00" : text
  }
}
