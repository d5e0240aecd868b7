import FHIRPath

/// Definitions and statements (grammar rules `definition` and `statement`).
extension Parser {
  mutating func definition() throws(SyntaxFailure) -> DefinitionSyntax {
    let tags = takeTags()
    let start = token
    var isPrivate = accessModifier() ?? false
    let keyword = token.keyword
    guard keyword.beginsDefinition, keyword != .library else {
      throw unexpected(
        "a definition (define, parameter, valueset, codesystem, code, concept, context, using or include)")
    }
    advance()
    let name: String
    let nameRange: TextRange
    let form: DefinitionSyntax.Form
    switch keyword {
    case .using, .include:
      let qualified = try qualifiedName(keyword == .using ? "a model's name" : "a library's name")
      let version = try version()
      let alias = take(.called) ? try self.name("an alias") : nil
      (name, nameRange) = (qualified.name, qualified.range)
      form =
        keyword == .using
        ? .using(qualified, version: version, alias: alias) : .include(qualified, version: version, alias: alias)
    case .context:
      let qualified = try qualifiedName("a context, as Patient or Unfiltered")
      (name, nameRange) = (qualified.name, qualified.range)
      form = .context(model: qualified.qualifiers.last)
    case .define:
      isPrivate = accessModifier() ?? isPrivate
      if at(.fluent) || at(.function) { return try function(from: start, isPrivate: isPrivate, tags: tags) }
      (name, nameRange) = try declaredName("the name of the definition")
      try expectColon(after: name)
      form = .expression(try expression())
    case .parameter:
      (name, nameRange) = try declaredName("the parameter's name")
      let type = at(.default) || isAtDefinitionEnd ? nil : try typeSpecifier()
      let value = take(.default) ? try expression() : nil
      form = .parameter(type: type, value: value)
    default:
      (name, nameRange) = try declaredName("a name")
      try expectColon(after: name)
      form = try terminology(keyword)
    }
    return DefinitionSyntax(
      form: form, name: name, nameRange: nameRange, range: range(from: start), isPrivate: isPrivate, tags: tags)
  }

  private mutating func expectColon(after name: String) throws(SyntaxFailure) {
    guard !take(.colon) else { return }
    if at(.equal) { throw failure("Unexpected text", expected: "':'", found: "'='", suggestion: "':'") }
    throw unexpected("':' after \"\(name)\"")
  }

  private mutating func accessModifier() -> Bool? {
    if take(.private) { return true }
    return take(.public) ? false : nil
  }

  /// Whether nothing more of a definition can follow.
  private var isAtDefinitionEnd: Bool { at(.endOfText) || token.startsLine && token.keyword.beginsDefinition }

  private mutating func terminology(_ keyword: Keyword) throws(SyntaxFailure) -> DefinitionSyntax.Form {
    switch keyword {
    case .codesystem: return .codeSystem(id: try string("the code system's URI"), version: try version())
    case .valueset:
      let id = try string("the value set's URI")
      let version = try version()
      var systems: [QualifiedNameSyntax] = []
      if take(.codesystems) {
        try expect(.leftBrace, "'{'")
        repeat { systems.append(try qualifiedName("a code system's name")) } while take(.comma)
        try expect(.rightBrace, "'}' or ','")
      }
      return .valueSet(id: id, version: version, codeSystems: systems)
    case .code:
      let id = try string("the code")
      try expect(.from)
      let system = try qualifiedName("the code system's name")
      return .code(id: id, system: system, display: try display())
    default:
      var codes: [QualifiedNameSyntax] = []
      try expect(.leftBrace, "'{'")
      repeat { codes.append(try qualifiedName("a code's name")) } while take(.comma)
      try expect(.rightBrace, "'}' or ','")
      return .concept(codes: codes, display: try display())
    }
  }

  private mutating func function(
    from start: Token, isPrivate: Bool, tags: [TagSyntax]
  ) throws(SyntaxFailure) -> DefinitionSyntax {
    let isFluent = take(.fluent)
    try expect(.function)
    let (name, nameRange) = try declaredName("the function's name")
    try expect(.leftParenthesis, "'('")
    var operands: [FunctionSyntax.Operand] = []
    if !at(.rightParenthesis) {
      repeat {
        let (operand, operandRange) = try declaredName("an operand's name")
        operands.append(
          FunctionSyntax.Operand(name: operand, nameRange: operandRange, type: try typeSpecifier()))
      } while take(.comma)
    }
    try expect(.rightParenthesis, "')' or ','")
    let returns = take(.returns) ? try typeSpecifier() : nil
    try expectColon(after: name)
    let body = take(.external) ? nil : try expression()
    return DefinitionSyntax(
      form: .function(FunctionSyntax(operands: operands, returns: returns, body: body, isFluent: isFluent)),
      name: name, nameRange: nameRange, range: range(from: start), isPrivate: isPrivate, tags: tags)
  }

  // MARK: Names

  /// Whether a token may be a name: quoted, delimited, or a word that does not begin or join clauses.
  func isName(_ token: Token) -> Bool {
    switch token.kind {
    case .quotedIdentifier, .delimitedIdentifier: true
    case .word: token.keyword.mayBeName
    default: false
    }
  }

  /// Whether a token is a name to anyone: quoted or any word, as after a dot.
  func isAnyName(_ token: Token) -> Bool {
    switch token.kind {
    case .quotedIdentifier, .delimitedIdentifier, .word: true
    default: false
    }
  }

  func nameText(_ token: Token) -> String { token.kind == .word ? text(token) : unquoted(token) }

  mutating func name(_ expected: String) throws(SyntaxFailure) -> String {
    guard isName(token) else { throw unexpected(expected) }
    defer { advance() }
    return nameText(token)
  }

  /// A name that the text introduces, with its place.
  mutating func declaredName(_ expected: String) throws(SyntaxFailure) -> (String, TextRange) {
    guard isName(token) || token.kind == .word && peek(1).kind == .colon else {
      if at(.string) {
        throw failure(
          "A name is written in double quotes", expected: expected, found: text(token),
          suggestion: StringEscapes.quote(unquoted(token), with: "\""))
      }
      throw unexpected(expected)
    }
    let range = token.range
    let name = nameText(token)
    advance()
    return (name, range)
  }

  mutating func qualifiedName(_ expected: String) throws(SyntaxFailure) -> QualifiedNameSyntax {
    let start = token
    var parts = [try name(expected)]
    while at(.dot) {
      advance()
      guard isAnyName(token) else { throw unexpected(expected) }
      parts.append(nameText(token))
      advance()
    }
    let last = parts.removeLast()
    return QualifiedNameSyntax(qualifiers: parts, name: last, range: range(from: start))
  }

  mutating func string(_ expected: String) throws(SyntaxFailure) -> String {
    guard at(.string) else { throw unexpected("\(expected) in single quotes") }
    defer { advance() }
    return unquoted(token)
  }

  mutating func version() throws(SyntaxFailure) -> String? { take(.version) ? try string("a version") : nil }

  mutating func display() throws(SyntaxFailure) -> String? { take(.display) ? try string("the text to display") : nil }
}
