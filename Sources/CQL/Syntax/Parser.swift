import FHIRPath

/// Reads a library into a syntax tree: recursive descent for definitions and clauses, precedence climbing for operators.
///
/// Bounded in text, nesting and depth. After an error it takes up again at the next definition, so that one pass finds
/// the errors of all definitions. Grammar: CQL 1.5, appendix "Formal Specifications".
struct Parser {
  let bytes: [UInt8]
  let tokens: [Token]
  let comments: [TextRange]
  let limits: SyntaxLimits
  var position = 0
  var nesting = 0
  var diagnostics: [CQLDiagnostic]
  private var nextComment = 0

  init(_ bytes: [UInt8], limits: SyntaxLimits) {
    self.limits = limits
    guard bytes.count <= limits.textLength else {
      self.bytes = []
      tokens = [Token(kind: .endOfText, keyword: .none, startsLine: true, start: 0, end: 0)]
      comments = []
      diagnostics = [
        CQLDiagnostic(.error, .limit, "The library is longer than \(limits.textLength) bytes", at: TextRange(0, 0))
      ]
      return
    }
    let lexer = Lexer(bytes, limits: limits)
    self.bytes = bytes
    tokens = lexer.tokens
    comments = lexer.comments
    diagnostics = lexer.diagnostics
  }

  /// The whole text as a library; what could not be read is left out and reported.
  mutating func parseLibrary() -> LibrarySyntax {
    var library = LibrarySyntax()
    while !at(.endOfText), diagnostics.count < limits.diagnostics {
      let start = position
      do throws(SyntaxFailure) {
        if at(.library) {
          let isFirst = library.name == nil && library.definitions.isEmpty
          guard isFirst else {
            throw failure("The library's name must come first", expected: "a definition", found: "'library'")
          }
          library.tags = takeTags()
          advance()
          library.name = try qualifiedName("the library's name")
          library.version = try version()
        } else {
          library.definitions.append(try definition())
        }
      } catch {
        report(error)
        nesting = 0
        recover(from: start)
      }
    }
    return library
  }

  /// The whole text as one expression.
  mutating func parseExpression() -> ExpressionSyntax? {
    do throws(SyntaxFailure) {
      let node = try expression()
      guard at(.endOfText) else { throw unexpected("an operator or the end of the expression") }
      return node
    } catch {
      report(error)
      return nil
    }
  }

  private mutating func report(_ failure: SyntaxFailure) {
    // The lexer has already said what is wrong with a faulty token.
    if failure.isAtInvalidToken { return }
    diagnostics.append(failure.diagnostic)
  }

  /// Skips to the next token that begins a definition, at least one token further than `start`.
  private mutating func recover(from start: Int) {
    if position == start { position += 1 }
    while !at(.endOfText) {
      if token.startsLine, beginsDefinition(at: position) { return }
      position += 1
    }
  }

  /// Whether a definition begins at an index, to all appearances.
  func beginsDefinition(at index: Int) -> Bool {
    let next = peek(index + 1 - position)
    switch tokens[min(index, tokens.count - 1)].keyword {
    case .define: return true
    case .public, .private: return next.keyword.beginsDefinition
    case .codesystem, .valueset, .code, .concept: return isName(next) && peek(index + 2 - position).kind == .colon
    case .parameter, .context, .include, .using, .library: return isName(next)
    default: return false
    }
  }

  /// The tags in the comments that stand before the current token and after the last call.
  mutating func takeTags() -> [TagSyntax] {
    var tags: [TagSyntax] = []
    while nextComment < comments.count, comments[nextComment].end <= Int(token.start) {
      let range = comments[nextComment]
      tags += TagSyntax.read(in: bytes[range.start..<range.end])
      nextComment += 1
    }
    return tags
  }

  // MARK: Tokens

  var token: Token { tokens[min(position, tokens.count - 1)] }

  func peek(_ distance: Int) -> Token { tokens[min(max(position + distance, 0), tokens.count - 1)] }

  func at(_ kind: Token.Kind) -> Bool { token.kind == kind }

  func at(_ keyword: Keyword) -> Bool { token.keyword == keyword }

  func next(is keyword: Keyword) -> Bool { peek(1).keyword == keyword }

  mutating func advance() { if position < tokens.count - 1 { position += 1 } }

  mutating func take(_ kind: Token.Kind) -> Bool {
    guard at(kind) else { return false }
    advance()
    return true
  }

  mutating func take(_ keyword: Keyword) -> Bool {
    guard at(keyword) else { return false }
    advance()
    return true
  }

  mutating func expect(_ kind: Token.Kind, _ spelling: String) throws(SyntaxFailure) {
    guard take(kind) else { throw unexpected(spelling) }
  }

  mutating func expect(_ keyword: Keyword) throws(SyntaxFailure) {
    guard take(keyword) else { throw unexpected("'\(keyword.rawValue)'") }
  }

  func text(_ token: Token) -> String { String(decoding: bytes[Int(token.start)..<Int(token.end)], as: UTF8.self) }

  /// The text between the quotes of a string or quoted name.
  func unquoted(_ token: Token) -> String {
    StringEscapes.resolve(bytes[Int(token.start) + 1..<Int(token.end) - 1])
  }

  /// From the token at `start` to the token before the current one.
  func range(from start: Token) -> TextRange { TextRange(Int(start.start), Int(peek(-1).end)) }

  // MARK: Failures

  func failure(
    _ message: String, expected: String? = nil, found: String? = nil, suggestion: String? = nil,
    at range: TextRange? = nil
  ) -> SyntaxFailure {
    SyntaxFailure(
      diagnostic: CQLDiagnostic(
        .error, .syntax, message, expected: expected, found: found, suggestion: suggestion, at: range ?? token.range),
      isAtInvalidToken: token.kind == .invalid)
  }

  /// That the current token cannot stand here.
  func unexpected(_ expected: String) -> SyntaxFailure {
    failure(
      "Unexpected text", expected: expected, found: at(.endOfText) ? "the end of the text" : "'\(text(token))'",
      suggestion: spellingOfOtherLanguages)
  }

  /// What CQL writes for an operator that other languages write otherwise.
  private var spellingOfOtherLanguages: String? {
    switch (token.kind, peek(1).kind) {
    case (.equal, .equal): "'='"
    case (.equal, _) where peek(-1).kind == .equal: "a single '='"
    case (.greaterThan, _) where peek(-1).kind == .lessThan: "'!='"
    case (.ampersand, _) where peek(-1).kind == .ampersand: "'and'"
    case (.bar, _): "'union', or 'or'"
    default: nil
    }
  }

  func limit(_ message: String) -> SyntaxFailure {
    SyntaxFailure(diagnostic: CQLDiagnostic(.error, .limit, message, at: token.range), isAtInvalidToken: false)
  }

  /// Runs `body` one level deeper.
  mutating func nested<T>(
    _ body: (inout Parser) throws(SyntaxFailure) -> T
  ) throws(SyntaxFailure) -> T {
    nesting += 1
    guard nesting <= limits.nesting else { throw limit("The text is nested deeper than \(limits.nesting)") }
    let result = try body(&self)
    nesting -= 1
    return result
  }

  /// A node from `start` to the token before the current one.
  func make(_ form: ExpressionSyntax.Form, from start: Int) throws(SyntaxFailure) -> ExpressionSyntax {
    let node = ExpressionSyntax(form, at: TextRange(start, Int(peek(-1).end)))
    guard node.depth <= limits.treeDepth else {
      throw limit("The expression has more than \(limits.treeDepth) steps in a row")
    }
    return node
  }
}

/// The end of reading a definition.
struct SyntaxFailure: Error {
  let diagnostic: CQLDiagnostic
  /// Whether the failure is the lexer's, which has reported it.
  let isAtInvalidToken: Bool
}
