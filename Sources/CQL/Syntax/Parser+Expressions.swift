/// Operators (grammar rule `expression`).
extension Parser {
  /// An expression of operators that bind at least as tightly as `minimum`.
  mutating func expression(minimum: Precedence = .set) throws(SyntaxFailure) -> ExpressionSyntax {
    nesting += 1
    guard nesting <= limits.nesting else { throw limit("The text is nested deeper than \(limits.nesting)") }
    let start = Int(token.start)
    var left = try prefix(allowingQuery: minimum < .additive)
    while let next = try suffix(of: left, minimum: minimum, from: start) { left = next }
    nesting -= 1
    return left
  }

  /// `left` with the operator after it, or nil when none that binds tightly enough follows.
  private mutating func suffix(
    of left: ExpressionSyntax, minimum: Precedence, from start: Int
  ) throws(SyntaxFailure) -> ExpressionSyntax? {
    if let binary = binaryOperator {
      guard binary.precedence >= minimum else { return nil }
      advance()
      let right = try expression(minimum: binary.precedence.tighter)
      return try make(.binary(binary, left, right), from: start)
    }
    switch token.keyword {
    case .is: return try isOperator(left, minimum: minimum, from: start)
    case .as:
      guard minimum <= .type else { return nil }
      advance()
      return try make(.as(left, try typeSpecifier(), isCast: false), from: start)
    case .between where minimum <= .between, .properly where next(is: .between) && minimum <= .between:
      let properly = take(.properly)
      advance()
      let low = try expression(minimum: .additive)
      try expect(.and)
      let high = try expression(minimum: .additive)
      return try make(.between(left, properly: properly, low: low, high: high), from: start)
    case .between: return nil
    case .in, .contains:
      guard minimum <= .membership else { return nil }
      let contains = at(.contains)
      advance()
      let precision = precisionSpecifier()
      let right = try expression(minimum: .equality)
      return try make(.membership(contains: contains, precision, left, right), from: start)
    default:
      guard minimum <= .timing, let phrase = try timingPhrase() else { return nil }
      let right = try expression(minimum: .comparison)
      return try make(.timing(phrase, left, right), from: start)
    }
  }

  private mutating func isOperator(
    _ left: ExpressionSyntax, minimum: Precedence, from start: Int
  ) throws(SyntaxFailure) -> ExpressionSyntax? {
    let negated = next(is: .not)
    let test: TestSyntax? =
      switch peek(negated ? 2 : 1).keyword {
      case .null: .isNull
      case .true: .isTrue
      case .false: .isFalse
      default: nil
      }
    if let test {
      guard minimum <= .test else { return nil }
      position += negated ? 3 : 2
      return try make(.test(test, negated: negated, left), from: start)
    }
    guard minimum <= .type else { return nil }
    advance()
    if negated {
      advance()
      throw unexpected("'null', 'true' or 'false' after 'is not'")
    }
    return try make(.is(left, try typeSpecifier()), from: start)
  }

  private var binaryOperator: BinaryOperatorSyntax? {
    switch token.kind {
    case .plus: .add
    case .minus: .subtract
    case .ampersand: .concatenate
    case .star: .multiply
    case .slash: .divide
    case .caret: .power
    case .bar: .union
    case .equal: .equal
    case .notEqual: .notEqual
    case .equivalent: .equivalent
    case .notEquivalent: .notEquivalent
    case .lessThan: .less
    case .lessOrEqual: .lessOrEqual
    case .greaterThan: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .word:
      switch token.keyword {
      case .and: .and
      case .or: .or
      case .xor: .xor
      case .implies: .implies
      case .div: .truncatedDivide
      case .mod: .modulo
      case .union: .union
      case .intersect: .intersect
      case .except: .except
      default: nil
      }
    default: nil
    }
  }

  /// What stands before the first operator: prefix operators of truth, a query, or a term.
  private mutating func prefix(allowingQuery: Bool) throws(SyntaxFailure) -> ExpressionSyntax {
    let start = Int(token.start)
    switch token.keyword {
    case .not:
      advance()
      return try make(.unary(.not, try expression(minimum: .unaryLogical)), from: start)
    case .exists:
      advance()
      return try make(.unary(.exists, try expression(minimum: .unaryLogical)), from: start)
    case .cast:
      advance()
      let operand = try expression(minimum: .test)
      try expect(.as)
      return try make(.as(operand, try typeSpecifier(), isCast: true), from: start)
    case .duration, .difference:
      return try span(from: start)
    case .from where allowingQuery: return try query(from: start)
    default: break
    }
    if let precision = PrecisionSyntax(plural: token.keyword), next(is: .between) {
      advance()
      return try spanBetween(isDifference: false, precision, from: start)
    }
    let isParenthesised = at(.leftParenthesis)
    let node = try term()
    guard allowingQuery, isAlias(at: position), isParenthesised || node.mayBeQuerySource else { return node }
    return try query(from: start, first: node)
  }

  /// `duration in days between a and b`, `difference in days of x`
  private mutating func span(from start: Int) throws(SyntaxFailure) -> ExpressionSyntax {
    let isDifference = at(.difference)
    advance()
    try expect(.in)
    guard let precision = PrecisionSyntax(plural: token.keyword) else { throw unexpected("a precision, as 'days'") }
    advance()
    if take(.of) { return try make(.spanOf(isDifference: isDifference, precision, try term()), from: start) }
    return try spanBetween(isDifference: isDifference, precision, from: start)
  }

  private mutating func spanBetween(
    isDifference: Bool, _ precision: PrecisionSyntax, from start: Int
  ) throws(SyntaxFailure) -> ExpressionSyntax {
    try expect(.between)
    let low = try expression(minimum: .additive)
    try expect(.and)
    let high = try expression(minimum: .additive)
    return try make(.spanBetween(isDifference: isDifference, precision, low, high), from: start)
  }
}

extension ExpressionSyntax {
  /// Whether an alias may follow: retrieves, names, calls and whatever stood in parentheses.
  fileprivate var mayBeQuerySource: Bool {
    switch form {
    case .literal, .unary: false
    default: true
    }
  }
}
