import ClinicalTypes

/// Terms and the steps after them.
extension Parser {
  mutating func term() throws(FHIRPathError) -> SyntaxNode {
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

  mutating func number() throws(FHIRPathError) -> SyntaxNode {
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

  mutating func temporal() throws(FHIRPathError) -> SyntaxNode {
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

  mutating func variable() throws(FHIRPathError) -> SyntaxNode {
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

  mutating func invocation(base: SyntaxNode?) throws(FHIRPathError) -> SyntaxNode {
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
  mutating func arguments(sorting: Bool) throws(FHIRPathError) -> [SyntaxNode] {
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

  mutating func typeSpecifier(allowingQuotes: Bool = false) throws(FHIRPathError) -> TypeSpecifier {
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

  mutating func identifier() throws(FHIRPathError) -> String {
    let name =
      token.kind == .identifier ? tokenText : StringEscapes.resolve(lexer.bytes[token.start + 1..<token.end - 1])
    try advance()
    return name
  }
}
