/// A constant as written; the translator reads the numbers and checks their ranges.
public enum LiteralSyntax: Sendable, Hashable {
  /// `null`
  case null
  /// `true`
  case boolean(Bool)
  /// `'text'`, escapes resolved
  case string(String)
  /// `5`
  case integer(String)
  /// `5L`, without the `L`
  case long(String)
  /// `5.0`
  case decimal(String)
  /// `@2014-01-25`, without the `@`
  case date(String)
  /// `@2014-01-25T14:30`, without the `@`
  case dateTime(String)
  /// `@T14:30`, without the `@T`
  case time(String)
  /// `5 'mg'`, `4 days`
  case quantity(QuantitySyntax)
  /// `1 'mg' : 2 'mL'`
  case ratio(QuantitySyntax, QuantitySyntax)
}

/// A number with a unit.
public struct QuantitySyntax: Sendable, Hashable {
  /// The number as written.
  public var value: String
  /// A UCUM code, a calendar keyword, or nil where none is written (which means `1`).
  public var unit: String?
  /// Whether the unit is a calendar keyword (`days`), not a quoted UCUM code.
  public var isCalendar: Bool
}
