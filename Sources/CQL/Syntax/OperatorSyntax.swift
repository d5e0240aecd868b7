/// An operator before its operand. Grammar: CQL 1.5, `expression` and `expressionTerm`.
public enum UnaryOperatorSyntax: String, Sendable, Hashable, CaseIterable {
  case plus = "+"
  case minus = "-"
  case not = "not"
  case exists = "exists"
  case distinct = "distinct"
  case flatten = "flatten"
  case startOf = "start of"
  case endOf = "end of"
  case widthOf = "width of"
  case successorOf = "successor of"
  case predecessorOf = "predecessor of"
  case singletonFrom = "singleton from"
  case pointFrom = "point from"

  /// Whether the operand is a whole expression (`distinct A union B`), not a term (`start of A + 1 day`).
  var takesExpression: Bool { self == .distinct || self == .flatten }
}

/// An operator between its operands, without the timing phrases.
public enum BinaryOperatorSyntax: String, Sendable, Hashable, CaseIterable {
  case implies
  case or, xor
  case and
  case equal = "="
  case notEqual = "!="
  case equivalent = "~"
  case notEquivalent = "!~"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case union, intersect, except
  case add = "+"
  case subtract = "-"
  case concatenate = "&"
  case multiply = "*"
  case divide = "/"
  case truncatedDivide = "div"
  case modulo = "mod"
  case power = "^"

  /// How tightly it binds; the greater, the tighter.
  var precedence: Precedence {
    switch self {
    case .union, .intersect, .except: .set
    case .implies: .implication
    case .or, .xor: .disjunction
    case .and: .conjunction
    case .equal, .notEqual, .equivalent, .notEquivalent: .equality
    case .less, .lessOrEqual, .greater, .greaterOrEqual: .comparison
    case .add, .subtract, .concatenate: .additive
    case .multiply, .divide, .truncatedDivide, .modulo: .multiplicative
    case .power: .exponent
    }
  }
}

/// The levels of binding, loosest first (CQL 1.5, Author's Guide, "Operator Precedence").
enum Precedence: Int, Sendable, Comparable {
  case set, implication, disjunction, conjunction, membership, equality, timing, comparison, between, unaryLogical
  case type, test
  /// From here on an operand is a term, in which neither a query nor a logical operator may stand.
  case additive, multiplicative, exponent, term

  static func < (a: Precedence, b: Precedence) -> Bool { a.rawValue < b.rawValue }

  /// The next tighter level.
  var tighter: Precedence { Precedence(rawValue: rawValue + 1) ?? .term }
}

/// `is null`, `is not true` …
public enum TestSyntax: String, Sendable, Hashable, CaseIterable {
  case isNull = "null"
  case isTrue = "true"
  case isFalse = "false"
}

/// A precision keyword of a timing phrase.
public enum PrecisionSyntax: String, Sendable, Hashable, CaseIterable {
  case year, month, week, day, hour, minute, second, millisecond

  init?(_ keyword: Keyword) {
    switch keyword {
    case .year: self = .year
    case .month: self = .month
    case .week: self = .week
    case .day: self = .day
    case .hour: self = .hour
    case .minute: self = .minute
    case .second: self = .second
    case .millisecond: self = .millisecond
    default: return nil
    }
  }

  init?(plural keyword: Keyword) {
    switch keyword {
    case .years: self = .year
    case .months: self = .month
    case .weeks: self = .week
    case .days: self = .day
    case .hours: self = .hour
    case .minutes: self = .minute
    case .seconds: self = .second
    case .milliseconds: self = .millisecond
    default: return nil
    }
  }
}

/// What `… from X` takes out of a date or time.
public enum ComponentSyntax: Sendable, Hashable {
  case precision(PrecisionSyntax)
  case date, time, timezoneOffset
  /// The spelling before CQL 1.3.
  case timezone
}
