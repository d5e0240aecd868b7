/// How far an expression is checked against the R4 type table before it is evaluated.
public enum CheckingMode: Sendable, Hashable {
  /// Not at all: an element that does not exist gives nothing.
  case none
  /// Elements, types and operands that cannot be right are errors.
  case standard
  /// As `standard`; and criteria must be Boolean, casts possible, and functions that need an order must have one.
  case strict
}
