/// A binary operator, in the order of the grammar.
public enum BinaryOperator: String, Sendable, Hashable, CaseIterable {
  case multiply = "*"
  case divide = "/"
  case integerDivide = "div"
  case modulo = "mod"
  case add = "+"
  case subtract = "-"
  case concatenate = "&"
  case union = "|"
  case lessOrEqual = "<="
  case less = "<"
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "="
  case equivalent = "~"
  case notEqual = "!="
  case notEquivalent = "!~"
  case `in` = "in"
  case contains = "contains"
  case and = "and"
  case or = "or"
  case xor = "xor"
  case implies = "implies"

  /// How tightly the operator binds; all are left-associative. `is` and `as` bind at `typePrecedence`.
  var precedence: Int {
    switch self {
    case .multiply, .divide, .integerDivide, .modulo: 11
    case .add, .subtract, .concatenate: 10
    case .union: 8
    case .lessOrEqual, .less, .greater, .greaterOrEqual: 7
    case .equal, .equivalent, .notEqual, .notEquivalent: 6
    case .in, .contains: 5
    case .and: 4
    case .or, .xor: 3
    case .implies: 2
    }
  }

  static let typePrecedence = 9
  static let signPrecedence = 12
}

/// The sign in front of a term.
public enum Sign: String, Sendable, Hashable {
  case plus = "+"
  case minus = "-"
}
