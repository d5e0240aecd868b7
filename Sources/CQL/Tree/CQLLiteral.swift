public import ClinicalTypes

/// A constant of the source. A dateTime without a zone takes that of the evaluation's `now`.
public enum CQLLiteral: Sendable, Hashable {
  /// `true`
  case boolean(Bool)
  /// `5`, within 32 bits
  case integer(Int32)
  /// `5L`
  case long(Int)
  /// `5.0`
  case decimal(ExactDecimal)
  /// `'text'`
  case string(String)
  /// `5 'mg'`, `4 days`
  case quantity(Quantity)
  /// `1 'mg' : 2 'mL'`
  case ratio(Ratio)
  /// `@2014-01-25`
  case date(PartialDate)
  /// `@2014-01-25T14:30`
  case dateTime(PartialDateTime)
  /// `@T14:30`
  case time(PartialTime)

  /// The type.
  public var type: CQLType {
    switch self {
    case .boolean: .boolean
    case .integer: .integer
    case .long: .long
    case .decimal: .decimal
    case .string: .string
    case .quantity: .quantity
    case .ratio: .ratio
    case .date: .date
    case .dateTime: .dateTime
    case .time: .time
    }
  }
}
