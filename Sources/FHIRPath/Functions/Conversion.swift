import ClinicalTypes

/// Conversions between System types (FHIRPath N1, 5.5); nil where a value does not convert.
enum Conversion {
  static func boolean(_ value: FHIRPathValue) -> FHIRPathValue? {
    switch value.system {
    case .boolean(let value): return .boolean(value)
    case .integer(let value): return value == 1 ? .boolean(true) : value == 0 ? .boolean(false) : nil
    case .decimal(let value): return value == 1 ? .boolean(true) : value == 0 ? .boolean(false) : nil
    case .string(let text):
      switch text.lowercased() {
      case "true", "t", "yes", "y", "1", "1.0": return .boolean(true)
      case "false", "f", "no", "n", "0", "0.0": return .boolean(false)
      default: return nil
      }
    default: return nil
    }
  }

  static func integer(_ value: FHIRPathValue) -> FHIRPathValue? {
    switch value.system {
    case .integer(let value): return .integer(value)
    case .boolean(let value): return .integer(value ? 1 : 0)
    case .string(let text):
      var digits = text.utf8[...]
      if digits.first == UInt8(ascii: "-") || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
      guard !digits.isEmpty, digits.allSatisfy(Lexer.isDigit) else { return nil }
      return Arithmetic.integer(Int(text))
    default: return nil
    }
  }

  static func decimal(_ value: FHIRPathValue) -> FHIRPathValue? {
    switch value.system {
    case .integer(let value): return .decimal(ExactDecimal(value))
    case .decimal(let value): return .decimal(value)
    case .boolean(let value): return .decimal(value ? 1 : 0)
    case .string(let text):
      // An exponent is JSON's way to write a decimal, not FHIRPath's.
      guard !text.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) else { return nil }
      return ExactDecimal(text).map(FHIRPathValue.decimal)
    default: return nil
    }
  }

  static func string(_ value: FHIRPathValue) -> String? {
    switch value.system {
    case .string(let text): text
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .decimal(let value): value.description
    case .date(let value): value.description
    case .dateTime(let value): value.description
    case .time(let value): value.description
    case .quantity(let value): value.description
    case .node, .type: nil
    }
  }

  static func date(_ value: FHIRPathValue) -> FHIRPathValue? {
    switch value.system {
    case .date(let value): .date(value)
    case .dateTime(let value): .date(value.date)
    case .string(let text): text.hasPrefix("@") ? nil : PartialDateTime(text).map { .date($0.date) }
    default: nil
    }
  }

  static func dateTime(_ value: FHIRPathValue) -> FHIRPathValue? {
    switch value.system {
    case .date(let value): .dateTime(value.dateTime)
    case .dateTime(let value): .dateTime(value)
    case .string(let text): text.hasPrefix("@") ? nil : PartialDateTime(text).map(FHIRPathValue.dateTime)
    default: nil
    }
  }

  static func time(_ value: FHIRPathValue) -> FHIRPathValue? {
    switch value.system {
    case .time(let value): .time(value)
    case .dateTime(let value): value.time.map(FHIRPathValue.time)
    case .string(let text): text.hasPrefix("@") ? nil : PartialTime(text).map(FHIRPathValue.time)
    default: nil
    }
  }

  /// The value as a quantity, in `unit` if one is given.
  static func quantity(_ value: FHIRPathValue, unit: String? = nil) -> FHIRPathValue? {
    let quantity: Quantity? =
      switch value.system {
      case .integer(let value): Quantity(ExactDecimal(value))
      case .decimal(let value): Quantity(value)
      case .boolean(let value): Quantity(value ? 1 : 0)
      case .quantity(let value): value
      case .string(let text): text.utf8.contains(0x65) && !text.contains(" ") ? nil : Quantity(text)
      default: nil
      }
    guard let quantity else { return nil }
    guard let unit else { return .quantity(quantity) }
    return (try? quantity.converted(to: unit)).map(FHIRPathValue.quantity)
  }
}
