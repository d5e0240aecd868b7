/// Queries and retrieves (grammar rules `query` and `retrieve`).
extension Parser {
  /// Whether the token at an index may be an alias: a quoted name, or a word without a meaning of its own here.
  func isAlias(at index: Int) -> Bool {
    let token = tokens[min(index, tokens.count - 1)]
    switch token.kind {
    case .quotedIdentifier, .delimitedIdentifier: return true
    case .word:
      guard token.keyword != .none else { return true }
      guard token.keyword.isSoft else { return false }
      let following = tokens[min(index + 1, tokens.count - 1)].keyword
      return switch token.keyword {
      case .included: following != .in
      case .such: following != .that
      case .less, .more: following != .than
      case .on: following != .or
      default: true
      }
    default: return false
    }
  }

  /// A query; `first` is its first source when that has been read before the alias showed that it is a query.
  mutating func query(from start: Int, first: ExpressionSyntax? = nil) throws(SyntaxFailure) -> ExpressionSyntax {
    var query = QuerySyntax()
    if let first {
      query.sources.append(try aliased(first))
    } else {
      try expect(.from)
      repeat { query.sources.append(try source()) } while takeCommaBeforeSource()
    }
    if take(.let) {
      repeat {
        let (name, range) = try declaredName("a name after 'let'")
        try expect(.colon, "':'")
        query.lets.append(QuerySyntax.Let(name: name, nameRange: range, expression: try expression()))
      } while take(.comma)
    }
    while at(.with) || at(.without) {
      let isWithout = at(.without)
      advance()
      let source = try source()
      guard at(.such), next(is: .that) else { throw unexpected("'such that'") }
      position += 2
      query.inclusions.append(
        QuerySyntax.Inclusion(isWithout: isWithout, source: source, condition: try expression()))
    }
    if take(.where) { query.filter = try expression() }
    if take(.return) {
      query.result = QuerySyntax.Return(isDistinct: distinctness(), expression: try expression())
    } else if take(.aggregate) {
      query.aggregate = try aggregate()
    }
    if take(.sort) { query.sort = try sortKeys() }
    return try make(.query(query), from: start)
  }

  /// Takes the comma unless it ends the query: in `{ a: from X A, Y B, c: 1 }` the last one belongs to the tuple.
  private mutating func takeCommaBeforeSource() -> Bool {
    guard at(.comma), !(isAnyName(peek(1)) && peek(2).kind == .colon) else { return false }
    advance()
    return true
  }

  private mutating func source() throws(SyntaxFailure) -> QuerySyntax.Source { try aliased(try term()) }

  private mutating func aliased(_ expression: ExpressionSyntax) throws(SyntaxFailure) -> QuerySyntax.Source {
    guard isAlias(at: position) else { throw unexpected("an alias") }
    let token = token
    advance()
    return QuerySyntax.Source(alias: nameText(token), aliasRange: token.range, expression: expression)
  }

  /// `all` is false, `distinct` true.
  private mutating func distinctness() -> Bool? {
    if take(.all) { return false }
    guard at(.distinct) else { return nil }
    advance()
    return true
  }

  private mutating func aggregate() throws(SyntaxFailure) -> QuerySyntax.Aggregate {
    let isDistinct = distinctness()
    let (name, range) = try declaredName("the accumulator's name")
    var starting: ExpressionSyntax?
    if take(.starting) {
      let start = Int(token.start)
      if at(.integer) || at(.decimal) {
        // No ratio here: the colon belongs to the clause.
        starting = try make(.literal(try numberLiteral()), from: start)
      } else {
        starting = try term()
      }
    }
    try expect(.colon, "':'")
    return QuerySyntax.Aggregate(
      isDistinct: isDistinct, name: name, nameRange: range, starting: starting, expression: try expression())
  }

  private mutating func sortKeys() throws(SyntaxFailure) -> [QuerySyntax.SortKey] {
    if let direction = sortDirection() { return [QuerySyntax.SortKey(expression: nil, direction: direction)] }
    guard take(.by) else { throw unexpected("'by', 'asc' or 'desc'") }
    var keys: [QuerySyntax.SortKey] = []
    repeat {
      let key = try expression(minimum: .additive)
      keys.append(QuerySyntax.SortKey(expression: key, direction: sortDirection()))
    } while take(.comma)
    return keys
  }

  private mutating func sortDirection() -> String? {
    switch token.keyword {
    case .asc, .ascending, .desc, .descending:
      defer { advance() }
      return token.keyword.rawValue
    default: return nil
    }
  }

  /// `[Patient -> Condition: code in "Diabetes"]`
  mutating func retrieve() throws(SyntaxFailure) -> ExpressionSyntax {
    let start = Int(token.start)
    try expect(.leftBracket, "'['")
    var first = try namedType()
    var context: QualifiedNameSyntax?
    if take(.arrow) {
      if case .named(let qualifiers, let name, let range) = first {
        context = QualifiedNameSyntax(qualifiers: qualifiers, name: name, range: range)
      }
      first = try namedType()
    }
    var retrieve = RetrieveSyntax(context: context, type: first)
    if take(.colon) {
      if let length = codePathLength {
        var path = ""
        for _ in 0..<length {
          path += at(.dot) ? "." : nameText(token)
          advance()
        }
        retrieve.codePath = path
        retrieve.comparator = at(.equal) ? .equal : at(.equivalent) ? .equivalent : .in
        advance()
      }
      retrieve.terminology = try expression()
    }
    try expect(.rightBracket, retrieve.terminology == nil ? "']' or ':'" : "']'")
    return try make(.retrieve(retrieve), from: start)
  }

  /// The number of tokens of `code.path` before a comparator, or nil when the terminology follows at once.
  private var codePathLength: Int? {
    var length = 0
    while isAnyName(peek(length)) {
      length += 1
      let following = peek(length)
      switch following.kind {
      case .dot: length += 1
      case .equal, .equivalent: return length
      case .word where following.keyword == .in: return length
      default: return nil
      }
    }
    return nil
  }
}
