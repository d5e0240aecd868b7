/// Literals and selectors (grammar rules `literal`, `intervalSelector`, `tupleSelector` …).
extension Parser {
  /// A number: integer, decimal or quantity, without ratio.
  mutating func numberLiteral() throws(SyntaxFailure) -> LiteralSyntax {
    let isInteger = at(.integer)
    let quantity = try quantity()
    if quantity.unit != nil { return .quantity(quantity) }
    return isInteger ? .integer(quantity.value) : .decimal(quantity.value)
  }

  mutating func number(from start: Int) throws(SyntaxFailure) -> ExpressionSyntax {
    let isInteger = at(.integer)
    let first = try quantity()
    if at(.colon), peek(1).kind == .integer || peek(1).kind == .decimal {
      advance()
      return try make(.literal(.ratio(first, try quantity())), from: start)
    }
    if first.unit != nil { return try make(.literal(.quantity(first)), from: start) }
    return try make(.literal(isInteger ? .integer(first.value) : .decimal(first.value)), from: start)
  }

  mutating func temporal(from start: Int) throws(SyntaxFailure) -> ExpressionSyntax {
    let kind = token.kind
    let value = text(token)
    advance()
    return switch kind {
    case .date: try make(.literal(.date(String(value.dropFirst()))), from: start)
    case .dateTime: try make(.literal(.dateTime(String(value.dropFirst()))), from: start)
    default: try make(.literal(.time(String(value.dropFirst(2)))), from: start)
    }
  }

  mutating func interval(from start: Int) throws(SyntaxFailure) -> ExpressionSyntax {
    advance()
    let lowClosed = at(.leftBracket)
    advance()
    let low = try expression()
    try expect(.comma, "','")
    let high = try expression()
    guard at(.rightBracket) || at(.rightParenthesis) else { throw unexpected("']' or ')'") }
    let highClosed = at(.rightBracket)
    advance()
    return try make(.interval(low: low, high: high, lowClosed: lowClosed, highClosed: highClosed), from: start)
  }

  /// Whether the braces at the current token hold named elements.
  var isAtTuple: Bool {
    peek(1).kind == .colon || isAnyName(peek(1)) && peek(2).kind == .colon
  }

  mutating func tuple(from start: Int) throws(SyntaxFailure) -> ExpressionSyntax {
    try make(.tuple(try braces()), from: start)
  }

  /// `{ a: x, b: y }` or `{ : }`
  mutating func braces() throws(SyntaxFailure) -> [ExpressionSyntax.NamedElement] {
    try expect(.leftBrace, "'{'")
    var elements: [ExpressionSyntax.NamedElement] = []
    if !take(.colon), !at(.rightBrace) {
      repeat {
        guard isAnyName(token) else { throw unexpected("an element's name") }
        let range = token.range
        let name = nameText(token)
        advance()
        try expect(.colon, "':'")
        elements.append(ExpressionSyntax.NamedElement(name: name, nameRange: range, value: try expression()))
      } while take(.comma)
    }
    try expect(.rightBrace, "'}' or ','")
    return elements
  }

  mutating func list(_ element: TypeSpecifierSyntax?, from start: Int) throws(SyntaxFailure) -> ExpressionSyntax {
    try expect(.leftBrace, "'{'")
    var items: [ExpressionSyntax] = []
    if !at(.rightBrace) {
      repeat { items.append(try expression()) } while take(.comma)
    }
    try expect(.rightBrace, "'}' or ','")
    return try make(.list(element: element, items), from: start)
  }

  mutating func codeSelector() throws(SyntaxFailure) -> CodeSelectorSyntax {
    let start = token
    try expect(.codeSelector)
    let code = try string("a code")
    try expect(.from)
    let system = try qualifiedName("the code system's name")
    let display = try display()
    return CodeSelectorSyntax(code: code, system: system, display: display, range: range(from: start))
  }

  mutating func conceptSelector(from start: Int) throws(SyntaxFailure) -> ExpressionSyntax {
    advance()
    try expect(.leftBrace, "'{'")
    var codes: [CodeSelectorSyntax] = []
    repeat { codes.append(try codeSelector()) } while take(.comma)
    try expect(.rightBrace, "'}' or ','")
    return try make(.concept(codes, display: try display()), from: start)
  }
}
