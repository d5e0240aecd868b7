/// Timing phrases (grammar rule `intervalOperatorPhrase`).
extension Parser {
  /// The phrase at the current token, or nil when none begins here.
  mutating func timingPhrase() throws(SyntaxFailure) -> TimingPhrase? {
    let start = position
    let left = leftBoundary
    if left != nil { advance() }
    if let phrase = try relation(left) { return phrase }
    position = start
    guard at(.starts) || at(.ends) else {
      if left != nil {
        advance()
        throw unexpected("'before', 'after', 'during', 'within' or 'same' after 'occurs'")
      }
      return nil
    }
    let relation: TimingPhrase.Relation = at(.starts) ? .starts : .ends
    advance()
    return TimingPhrase(left: nil, relation: relation, precision: precisionSpecifier(), right: nil)
  }

  private var leftBoundary: TimingPhrase.LeftBoundary? {
    switch token.keyword {
    case .starts: .starts
    case .ends: .ends
    case .occurs: .occurs
    default: nil
    }
  }

  private mutating func relation(_ left: TimingPhrase.LeftBoundary?) throws(SyntaxFailure) -> TimingPhrase? {
    let properly = at(.properly)
    let keyword = properly ? peek(1).keyword : token.keyword
    switch keyword {
    case .same where !properly: return try same(left)
    case .includes where left == nil:
      position += properly ? 2 : 1
      let precision = precisionSpecifier()
      return TimingPhrase(
        left: nil, relation: .includes(properly: properly), precision: precision, right: rightBoundary())
    case .during, .included:
      guard keyword == .during || peek(properly ? 2 : 1).keyword == .in else { return nil }
      position += (properly ? 2 : 1) + (keyword == .included ? 1 : 0)
      return TimingPhrase(
        left: left, relation: .includedIn(properly: properly), precision: precisionSpecifier(), right: nil)
    case .within:
      position += properly ? 2 : 1
      let distance = try quantity()
      try expect(.of)
      return TimingPhrase(
        left: left, relation: .within(distance, properly: properly), precision: nil, right: rightBoundary())
    case .meets where left == nil && !properly:
      advance()
      let direction = takeDirection()
      return TimingPhrase(left: nil, relation: .meets(direction), precision: precisionSpecifier(), right: nil)
    case .overlaps where left == nil && !properly:
      advance()
      let direction = takeDirection()
      return TimingPhrase(left: nil, relation: .overlaps(direction), precision: precisionSpecifier(), right: nil)
    default:
      guard !properly else { throw unexpectedAfterProperly() }
      return try relative(left)
    }
  }

  private func unexpectedAfterProperly() -> SyntaxFailure {
    failure(
      "Unexpected text after 'properly'", expected: "'includes', 'included in', 'during', 'within' or 'between'",
      found: "'\(text(peek(1)))'", at: peek(1).range)
  }

  private mutating func same(_ left: TimingPhrase.LeftBoundary?) throws(SyntaxFailure) -> TimingPhrase {
    advance()
    let precision = PrecisionSyntax(token.keyword)
    if precision != nil { advance() }
    let same: TimingPhrase.Same
    if take(.as) {
      same = .as
    } else if at(.or), next(is: .before) || next(is: .after) {
      same = next(is: .before) ? .orBefore : .orAfter
      position += 2
    } else {
      throw unexpected("'as', 'or before' or 'or after'")
    }
    return TimingPhrase(left: left, relation: .same(same), precision: precision, right: rightBoundary())
  }

  /// `3 days or less before`, `on or after`, `before or on`, `less than 3 days after`
  private mutating func relative(_ left: TimingPhrase.LeftBoundary?) throws(SyntaxFailure) -> TimingPhrase? {
    var offset: TimingPhrase.Offset?
    switch token.kind {
    case .integer, .decimal:
      let quantity = try quantity()
      var qualifier = TimingPhrase.Offset.Qualifier.exactly
      if at(.or), next(is: .more) || next(is: .less) {
        qualifier = next(is: .more) ? .orMore : .orLess
        position += 2
      }
      offset = TimingPhrase.Offset(qualifier: qualifier, quantity: quantity)
    case .word where (token.keyword == .less || at(.more)) && next(is: .than):
      let qualifier: TimingPhrase.Offset.Qualifier = token.keyword == .less ? .lessThan : .moreThan
      position += 2
      offset = TimingPhrase.Offset(qualifier: qualifier, quantity: try quantity())
    default: break
    }
    var inclusive = false
    if at(.on), next(is: .or) {
      position += 2
      inclusive = true
    }
    guard let direction = takeDirection() else {
      guard offset == nil, !inclusive else { throw unexpected("'before' or 'after'") }
      return nil
    }
    if !inclusive, at(.or), next(is: .on) {
      position += 2
      inclusive = true
    }
    let precision = precisionSpecifier()
    return TimingPhrase(
      left: left, relation: .relative(direction, inclusive: inclusive, offset), precision: precision,
      right: rightBoundary())
  }

  private mutating func takeDirection() -> TimingPhrase.Direction? {
    if take(.before) { return .before }
    return take(.after) ? .after : nil
  }

  /// `day of`
  mutating func precisionSpecifier() -> PrecisionSyntax? {
    guard let precision = PrecisionSyntax(token.keyword), next(is: .of) else { return nil }
    position += 2
    return precision
  }

  /// `start` or `end` of the phrase, unless it begins the operand (`start of X`) or is itself a name (`start.x`).
  private mutating func rightBoundary() -> TimingPhrase.RightBoundary? {
    guard at(.start) || token.keyword == .end, !next(is: .of) else { return nil }
    guard mayBeginTerm(peek(1)) else { return nil }
    let boundary: TimingPhrase.RightBoundary = at(.start) ? .start : .end
    advance()
    return boundary
  }

  /// Whether a term can begin with the token: a name, a constant, a bracket or a prefix word.
  private func mayBeginTerm(_ token: Token) -> Bool {
    switch token.kind {
    case .string, .integer, .decimal, .long, .date, .dateTime, .time, .variable, .percent, .leftParenthesis,
      .leftBracket, .leftBrace, .quotedIdentifier, .delimitedIdentifier:
      return true
    case .word:
      switch token.keyword {
      case .case, .if, .convert, .collapse, .expand, .distinct, .flatten, .singleton, .null, .true, .false: return true
      default: return isName(token)
      }
    default: return false
    }
  }

  /// A number with an optional unit.
  mutating func quantity() throws(SyntaxFailure) -> QuantitySyntax {
    guard at(.integer) || at(.decimal) else { throw unexpected("a quantity") }
    let value = text(token)
    advance()
    if at(.string) {
      defer { advance() }
      return QuantitySyntax(value: value, unit: unquoted(token), isCalendar: false)
    }
    if PrecisionSyntax(token.keyword) != nil || PrecisionSyntax(plural: token.keyword) != nil {
      defer { advance() }
      return QuantitySyntax(value: value, unit: text(token), isCalendar: true)
    }
    return QuantitySyntax(value: value, unit: nil, isCalendar: false)
  }
}
