import ClinicalTypes

/// Reads an expression into a tree: precedence climbing over the lexer's tokens, bounded in text and in depth so that
/// hostile text can exhaust neither memory nor the stack.
struct Parser {
  var lexer: Lexer
  var token = Token(kind: .end, start: 0, end: 0)
  var nesting = 0
  let limits: ParserLimits

  init(_ text: String, limits: ParserLimits) throws(FHIRPathError) {
    guard text.utf8.count <= limits.textLength else {
      throw FHIRPathError.limit("The expression is longer than \(limits.textLength) bytes", at: 0)
    }
    self.limits = limits
    lexer = Lexer(text)
    try advance()
  }

  /// The whole text as one expression.
  mutating func parse() throws(FHIRPathError) -> SyntaxNode {
    let node = try expression(minimum: 0)
    guard token.kind == .end else { throw unexpected("an operator or the end of the expression") }
    return node
  }

  mutating func advance() throws(FHIRPathError) { token = try lexer.next() }

  var tokenText: String { lexer.text(token.start..<token.end) }

  func unexpected(_ expected: String) -> FHIRPathError {
    let found = token.kind == .end ? "the end of the expression" : "'\(tokenText)'"
    return FHIRPathError(.syntax, "Unexpected text", expected: expected, found: found, at: token.start)
  }

  mutating func expect(_ kind: Token.Kind, _ spelling: String) throws(FHIRPathError) {
    guard token.kind == kind else { throw unexpected(spelling) }
    try advance()
  }

  func make(_ form: SyntaxNode.Form, at offset: Int) throws(FHIRPathError) -> SyntaxNode {
    let node = SyntaxNode(form, at: offset)
    guard node.depth <= limits.treeDepth else {
      throw FHIRPathError.limit("The expression has more than \(limits.treeDepth) steps in a row", at: offset)
    }
    return node
  }

  // MARK: Operators

  mutating func expression(minimum: Int) throws(FHIRPathError) -> SyntaxNode {
    nesting += 1
    guard nesting <= limits.nesting else {
      throw FHIRPathError.limit("The expression is nested deeper than \(limits.nesting)", at: token.start)
    }
    defer { nesting -= 1 }
    var left = try signed()
    while true {
      if let type = typeOperator {
        guard BinaryOperator.typePrecedence >= minimum else { return left }
        let offset = token.start
        try advance()
        left = try make(.typeOperator(type, left, try typeSpecifier()), at: offset)
      } else if let binary = binaryOperator, binary.precedence >= minimum {
        let offset = token.start
        try advance()
        left = try make(.binary(binary, left, try expression(minimum: binary.precedence + 1)), at: offset)
      } else {
        return left
      }
    }
  }

  var typeOperator: SyntaxNode.TypeOperator? {
    guard token.kind == .identifier, token.end - token.start == 2 else { return nil }
    switch (lexer.bytes[token.start], lexer.bytes[token.start + 1]) {
    case (UInt8(ascii: "i"), UInt8(ascii: "s")): return .is
    case (UInt8(ascii: "a"), UInt8(ascii: "s")): return .as
    default: return nil
    }
  }

  var binaryOperator: BinaryOperator? {
    switch token.kind {
    case .star: return .multiply
    case .slash: return .divide
    case .plus: return .add
    case .minus: return .subtract
    case .ampersand: return .concatenate
    case .bar: return .union
    case .less: return .less
    case .lessOrEqual: return .lessOrEqual
    case .greater: return .greater
    case .greaterOrEqual: return .greaterOrEqual
    case .equal: return .equal
    case .notEqual: return .notEqual
    case .equivalent: return .equivalent
    case .notEquivalent: return .notEquivalent
    case .identifier:
      switch tokenText {
      case "and": return .and
      case "or": return .or
      case "xor": return .xor
      case "implies": return .implies
      case "in": return .in
      case "contains": return .contains
      case "div": return .integerDivide
      case "mod": return .modulo
      default: return nil
      }
    default: return nil
    }
  }

  /// Signs bind looser than the steps after a term: `-1.abs()` is `-(1.abs())`.
  mutating func signed() throws(FHIRPathError) -> SyntaxNode {
    var signs: [(Sign, Int)] = []
    while token.kind == .plus || token.kind == .minus {
      signs.append((token.kind == .minus ? .minus : .plus, token.start))
      guard signs.count <= limits.nesting else {
        throw FHIRPathError.limit("The expression is nested deeper than \(limits.nesting)", at: token.start)
      }
      try advance()
    }
    var node = try steps(of: try term())
    for (sign, offset) in signs.reversed() { node = try make(.signed(sign, node), at: offset) }
    return node
  }

  /// `.member`, `.function(…)` and `[index]` after a term.
  mutating func steps(of term: SyntaxNode) throws(FHIRPathError) -> SyntaxNode {
    var node = term
    while true {
      switch token.kind {
      case .dot:
        try advance()
        node = try invocation(base: node)
      case .leftBracket:
        let offset = token.start
        try advance()
        let index = try expression(minimum: 0)
        try expect(.rightBracket, "']'")
        node = try make(.indexer(base: node, index: index), at: offset)
      default: return node
      }
    }
  }
}
