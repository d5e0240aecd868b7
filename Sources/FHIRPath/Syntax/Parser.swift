import ClinicalTypes

/// Reads an expression into a tree: precedence climbing over the lexer's tokens, bounded in text and in depth so that
/// hostile text can exhaust neither memory nor the stack.
struct Parser {
  private var lexer: Lexer
  private var token = Token(kind: .end, start: 0, end: 0)
  private var nesting = 0
  private let limits: ParserLimits

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

  private mutating func advance() throws(FHIRPathError) { token = try lexer.next() }

  private var tokenText: String { lexer.text(token.start..<token.end) }

  private func unexpected(_ expected: String) -> FHIRPathError {
    let found = token.kind == .end ? "the end of the expression" : "'\(tokenText)'"
    return FHIRPathError(.syntax, "Unexpected text", expected: expected, found: found, at: token.start)
  }

  private mutating func expect(_ kind: Token.Kind, _ spelling: String) throws(FHIRPathError) {
    guard token.kind == kind else { throw unexpected(spelling) }
    try advance()
  }

  private func make(_ form: SyntaxNode.Form, at offset: Int) throws(FHIRPathError) -> SyntaxNode {
    let node = SyntaxNode(form, at: offset)
    guard node.depth <= limits.treeDepth else {
      throw FHIRPathError.limit("The expression has more than \(limits.treeDepth) steps in a row", at: offset)
    }
    return node
  }

  // MARK: Operators

  private mutating func expression(minimum: Int) throws(FHIRPathError) -> SyntaxNode {
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

  private var typeOperator: SyntaxNode.TypeOperator? {
    guard token.kind == .identifier, token.end - token.start == 2 else { return nil }
    switch (lexer.bytes[token.start], lexer.bytes[token.start + 1]) {
    case (UInt8(ascii: "i"), UInt8(ascii: "s")): return .is
    case (UInt8(ascii: "a"), UInt8(ascii: "s")): return .as
    default: return nil
    }
  }

  private var binaryOperator: BinaryOperator? {
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
  private mutating func signed() throws(FHIRPathError) -> SyntaxNode {
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
  private mutating func steps(of term: SyntaxNode) throws(FHIRPathError) -> SyntaxNode {
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

  // MARK: Terms

  private mutating func term() throws(FHIRPathError) -> SyntaxNode {
    let start = token.start
    switch token.kind {
    case .leftParenthesis:
      try advance()
      let inner = try expression(minimum: 0)
      try expect(.rightParenthesis, "')'")
      return inner
    case .leftBrace:
      try advance()
      try expect(.rightBrace, "'}'")
      return try make(.empty, at: start)
    case .string:
      let text = StringEscapes.resolve(lexer.bytes[start + 1..<token.end - 1])
      try advance()
      return try make(.literal(.string(text)), at: start)
    case .integer, .decimal: return try number()
    case .date, .dateTime, .time: return try temporal()
    case .percent: return try variable()
    case .identifier, .delimitedIdentifier:
      if token.kind == .identifier {
        switch tokenText {
        case "true", "false":
          let value = lexer.bytes[start] == UInt8(ascii: "t")
          try advance()
          return try make(.literal(.boolean(value)), at: start)
        case "and", "or", "xor", "implies", "div", "mod": throw unexpected("a term")
        default: break
        }
      }
      return try invocation(base: nil)
    case .this, .index, .total: return try invocation(base: nil)
    default: throw unexpected("a term")
    }
  }

  private mutating func number() throws(FHIRPathError) -> SyntaxNode {
    let start = token.start
    let text = tokenText
    let isDecimal = token.kind == .decimal
    guard let decimal = ExactDecimal(text) else {
      throw FHIRPathError(.syntax, "The number has too many digits", at: start)
    }
    try advance()
    if token.kind == .string {
      let unit = StringEscapes.resolve(lexer.bytes[token.start + 1..<token.end - 1])
      try advance()
      return try make(.literal(.quantity(Quantity(decimal, unit))), at: start)
    }
    if token.kind == .identifier, CalendarUnit(keyword: tokenText) != nil {
      let unit = tokenText
      try advance()
      return try make(.literal(.quantity(Quantity(decimal, unit))), at: start)
    }
    if isDecimal { return try make(.literal(.decimal(decimal)), at: start) }
    guard let integer = Int(text) else {
      throw FHIRPathError(.syntax, "The integer is out of range", expected: "at most \(Int.max)", at: start)
    }
    return try make(.literal(.integer(integer)), at: start)
  }

  private mutating func temporal() throws(FHIRPathError) -> SyntaxNode {
    let start = token.start
    let kind = token.kind
    let text = lexer.text(start + 1..<token.end)
    let literal: Literal? =
      switch kind {
      case .date: PartialDate(text).map(Literal.date)
      case .dateTime: PartialDateTime(text).map(Literal.dateTime)
      default: PartialTime(String(text.dropFirst())).map(Literal.time)
      }
    guard let literal else {
      throw FHIRPathError(.syntax, "No such date or time", found: "'@\(text)'", at: start)
    }
    try advance()
    return try make(.literal(literal), at: start)
  }

  private mutating func variable() throws(FHIRPathError) -> SyntaxNode {
    let start = token.start
    try advance()
    let name: String
    switch token.kind {
    case .identifier: name = tokenText
    case .delimitedIdentifier, .string: name = StringEscapes.resolve(lexer.bytes[token.start + 1..<token.end - 1])
    default: throw unexpected("a variable's name after '%'")
    }
    try advance()
    return try make(.variable(name), at: start)
  }

  // MARK: Steps

  private mutating func invocation(base: SyntaxNode?) throws(FHIRPathError) -> SyntaxNode {
    let start = token.start
    switch token.kind {
    case .this where base == nil:
      try advance()
      return try make(.this, at: start)
    case .index where base == nil:
      try advance()
      return try make(.index, at: start)
    case .total where base == nil:
      try advance()
      return try make(.total, at: start)
    case .identifier, .delimitedIdentifier: break
    default: throw unexpected("the name of an element or a function")
    }
    let name = try identifier()
    guard token.kind == .leftParenthesis else { return try make(.member(base: base, name: name), at: start) }
    try advance()
    if let function = SyntaxNode.TypeFunction(rawValue: name) {
      let type = try typeSpecifier(allowingQuotes: true)
      try expect(.rightParenthesis, "')'")
      return try make(.typeCall(base: base, function: function, type: type), at: start)
    }
    guard let function = FunctionTable.shared.name(name) else {
      throw FHIRPathError(
        .semantic, "There is no function '\(name)'", suggestion: FunctionTable.shared.suggestion(for: name), at: start)
    }
    let arguments = try self.arguments(sorting: name == "sort")
    guard function.definition.arity.contains(arguments.count) else {
      throw FHIRPathError(
        .semantic, "Wrong number of arguments of \(name)()", expected: function.definition.arityDescription,
        found: "\(arguments.count)", at: start)
    }
    return try make(.call(base: base, function: function, arguments: arguments), at: start)
  }

  /// The arguments up to and with the closing parenthesis. The keys of `sort` may end in `asc` or `desc`; a descending
  /// key is kept as its negation, the older way to write it.
  private mutating func arguments(sorting: Bool) throws(FHIRPathError) -> [SyntaxNode] {
    var arguments: [SyntaxNode] = []
    if token.kind != .rightParenthesis {
      while true {
        var argument = try expression(minimum: 0)
        if sorting, token.kind == .identifier {
          let word = tokenText
          if word == "desc" { argument = try make(.signed(.minus, argument), at: argument.offset) }
          if word == "asc" || word == "desc" { try advance() }
        }
        arguments.append(argument)
        guard token.kind == .comma else { break }
        try advance()
      }
    }
    try expect(.rightParenthesis, "')' or ','")
    return arguments
  }

  private mutating func typeSpecifier(allowingQuotes: Bool = false) throws(FHIRPathError) -> TypeSpecifier {
    if allowingQuotes, token.kind == .string {
      // Seen in published content: ofType('Patient').
      let name = StringEscapes.resolve(lexer.bytes[token.start + 1..<token.end - 1])
      try advance()
      return TypeSpecifier(name: name)
    }
    guard token.kind == .identifier || token.kind == .delimitedIdentifier else {
      throw unexpected("the name of a type")
    }
    let first = try identifier()
    guard token.kind == .dot else { return TypeSpecifier(name: first) }
    guard first == "FHIR" || first == "System" else { return TypeSpecifier(name: first) }
    try advance()
    guard token.kind == .identifier || token.kind == .delimitedIdentifier else {
      throw unexpected("the name of a type")
    }
    return TypeSpecifier(namespace: first, name: try identifier())
  }

  private mutating func identifier() throws(FHIRPathError) -> String {
    let name =
      token.kind == .identifier ? tokenText : StringEscapes.resolve(lexer.bytes[token.start + 1..<token.end - 1])
    try advance()
    return name
  }
}
