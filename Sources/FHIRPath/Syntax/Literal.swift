public import ClinicalTypes

/// A constant as written in an expression.
public enum Literal: Sendable, Hashable {
  case boolean(Bool)
  case string(String)
  case integer(Int)
  case decimal(ExactDecimal)
  case date(PartialDate)
  case dateTime(PartialDateTime)
  case time(PartialTime)
  case quantity(Quantity)
}
