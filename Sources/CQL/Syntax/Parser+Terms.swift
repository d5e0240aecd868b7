/// Terms (grammar rules `expressionTerm` and `term`).
extension Parser {
  /// A term with its prefix words and the steps after it.
  mutating func term() throws(SyntaxFailure) -> ExpressionSyntax {
    nesting += 1
    guard nesting <= limits.nesting else { throw limit("The text is nested deeper than \(limits.nesting)") }
    let start = Int(token.start)
    let node: ExpressionSyntax
    if let unary = unaryOperator {
      position += unary.words
      let operand = unary.operation.takesExpression ? try expression() : try term()
      node = try make(.unary(unary.operation, operand), from: start)
    } else if let component, next(is: .from) {
      position += 2
      node = try make(.component(component, try term()), from: start)
    } else {
      node = try steps(of: try primary(), from: start)
    }
    nesting -= 1
    return node
  }

  private var unaryOperator: (operation: UnaryOperatorSyntax, words: Int)? {
    switch token.kind {
    case .plus: return (.plus, 1)
    case .minus: return (.minus, 1)
    default: break
    }
    switch (token.keyword, peek(1).keyword) {
    case (.distinct, _): return (.distinct, 1)
    case (.flatten, _): return (.flatten, 1)
    case (.start, .of): return (.startOf, 2)
    case (.end, .of): return (.endOf, 2)
    case (.width, .of): return (.widthOf, 2)
    case (.successor, .of): return (.successorOf, 2)
    case (.predecessor, .of): return (.predecessorOf, 2)
    case (.singleton, .from): return (.singletonFrom, 2)
    case (.point, .from): return (.pointFrom, 2)
    default: return nil
    }
  }

  private var component: ComponentSyntax? {
    if let precision = PrecisionSyntax(token.keyword) { return .precision(precision) }
    return switch token.keyword {
    case .date: .date
    case .time: .time
    case .timezoneoffset: .timezoneOffset
    case .timezone: .timezone
    default: nil
    }
  }

  /// `.name`, `.function(…)` and `[index]` after a term.
  private mutating func steps(of term: ExpressionSyntax, from start: Int) throws(SyntaxFailure) -> ExpressionSyntax {
    var node = term
    while true {
      switch token.kind {
      case .dot:
        advance()
        guard isAnyName(token) else { throw unexpected("the name of an element or a function") }
        let name = nameText(token)
        advance()
        if at(.leftParenthesis) {
          node = try make(.call(base: node, name: name, arguments: try arguments()), from: start)
        } else {
          node = try make(.member(node, name), from: start)
        }
      case .leftBracket:
        advance()
        let index = try expression()
        try expect(.rightBracket, "']'")
        node = try make(.indexer(node, index), from: start)
      case .leftBrace:
        // A qualified type before braces is an instance.
        guard let type = node.asTypeName else { return node }
        node = try make(.instance(type, try braces()), from: start)
      default: return node
      }
    }
  }

  private mutating func arguments() throws(SyntaxFailure) -> [ExpressionSyntax] {
    try expect(.leftParenthesis, "'('")
    var arguments: [ExpressionSyntax] = []
    if !at(.rightParenthesis) {
      repeat { arguments.append(try expression()) } while take(.comma)
    }
    try expect(.rightParenthesis, "')' or ','")
    return arguments
  }

  private mutating func primary() throws(SyntaxFailure) -> ExpressionSyntax {
    let start = Int(token.start)
    switch token.kind {
    case .leftParenthesis:
      advance()
      let inner = try expression()
      try expect(.rightParenthesis, "')'")
      return inner
    case .leftBracket: return try retrieve()
    case .leftBrace: return isAtTuple ? try tuple(from: start) : try list(nil, from: start)
    case .string:
      let value = unquoted(token)
      advance()
      return try make(.literal(.string(value)), from: start)
    case .integer, .decimal: return try number(from: start)
    case .long:
      let value = String(text(token).dropLast())
      advance()
      return try make(.literal(.long(value)), from: start)
    case .date, .dateTime, .time: return try temporal(from: start)
    case .variable:
      let name = text(token)
      advance()
      return try make(.variable(name), from: start)
    case .percent:
      advance()
      guard isAnyName(token) || at(.string) else { throw unexpected("a name after '%'") }
      let name = at(.string) ? unquoted(token) : nameText(token)
      advance()
      return try make(.external(name), from: start)
    case .word: return try word(from: start)
    case .quotedIdentifier, .delimitedIdentifier: return try identifier(from: start)
    default: throw unexpected("an expression")
    }
  }

  private mutating func word(from start: Int) throws(SyntaxFailure) -> ExpressionSyntax {
    let following = peek(1)
    if token.startsLine, token.keyword.beginsDefinition, beginsDefinition(at: position) {
      throw unexpected("an expression")
    }
    switch token.keyword {
    case .null:
      advance()
      return try make(.literal(.null), from: start)
    case .true, .false:
      let value = at(.true)
      advance()
      return try make(.literal(.boolean(value)), from: start)
    case .if: return try conditional(from: start)
    case .case: return try cases(from: start)
    case .convert: return try conversion(from: start)
    case .collapse, .expand: return try collapseOrExpand(from: start)
    case .intervalType where following.kind == .leftBracket || following.kind == .leftParenthesis:
      return try interval(from: start)
    case .tupleType where following.kind == .leftBrace:
      advance()
      return try tuple(from: start)
    case .listType where following.kind == .leftBrace:
      advance()
      return try list(nil, from: start)
    case .listType where following.kind == .lessThan:
      advance()
      advance()
      let element = try typeSpecifier()
      try expect(.greaterThan, "'>'")
      return try list(element, from: start)
    case .codeSelector where following.kind == .string:
      return try make(.code(try codeSelector()), from: start)
    case .conceptSelector
    where following.kind == .leftBrace && peek(2).keyword == .codeSelector && peek(3).kind == .string:
      return try conceptSelector(from: start)
    case .minimum, .maximum:
      guard isName(following), following.keyword == .none else { break }
      let isMaximum = at(.maximum)
      advance()
      return try make(.extreme(isMaximum: isMaximum, try namedType()), from: start)
    case .distinct, .flatten, .not, .exists, .cast, .duration, .difference, .from:
      // A prefix word where only a term may stand.
      return try nested { parser throws(SyntaxFailure) in try parser.expression(minimum: .unaryLogical) }
    default: break
    }
    guard token.keyword.mayBeName || following.kind == .leftParenthesis && token.keyword != .and && token.keyword != .or
    else { throw unexpected("an expression") }
    return try identifier(from: start)
  }

  /// A name, a call, or the beginning of a qualified name.
  private mutating func identifier(from start: Int) throws(SyntaxFailure) -> ExpressionSyntax {
    let name = nameText(token)
    advance()
    guard at(.leftParenthesis) else { return try make(.identifier(name), from: start) }
    return try make(.call(base: nil, name: name, arguments: try arguments()), from: start)
  }

  private mutating func conditional(from start: Int) throws(SyntaxFailure) -> ExpressionSyntax {
    advance()
    let condition = try expression()
    try expect(.then)
    let then = try expression()
    try expect(.else)
    return try make(.conditional(condition, then: then, else: try expression()), from: start)
  }

  private mutating func cases(from start: Int) throws(SyntaxFailure) -> ExpressionSyntax {
    advance()
    let comparand = at(.when) ? nil : try expression()
    var items: [ExpressionSyntax.CaseItem] = []
    guard at(.when) else { throw unexpected("'when'") }
    while take(.when) {
      let condition = try expression()
      try expect(.then)
      items.append(ExpressionSyntax.CaseItem(when: condition, then: try expression()))
    }
    try expect(.else)
    let last = try expression()
    try expect(.end as Keyword)
    return try make(.cases(comparand: comparand, items, else: last), from: start)
  }

  private mutating func conversion(from start: Int) throws(SyntaxFailure) -> ExpressionSyntax {
    advance()
    let operand = try expression()
    try expect(.to)
    if at(.string) {
      let unit = unquoted(token)
      advance()
      return try make(.convertUnit(operand, unit: unit), from: start)
    }
    if PrecisionSyntax(token.keyword) != nil || PrecisionSyntax(plural: token.keyword) != nil {
      let unit = text(token)
      advance()
      return try make(.convertUnit(operand, unit: unit), from: start)
    }
    return try make(.convert(operand, to: try typeSpecifier()), from: start)
  }

  private mutating func collapseOrExpand(from start: Int) throws(SyntaxFailure) -> ExpressionSyntax {
    let isExpand = at(.expand)
    advance()
    let operand = try expression()
    var per: ExpressionSyntax.PerSyntax?
    if take(.per) {
      if let precision = PrecisionSyntax(token.keyword), !next(is: .from) {
        advance()
        per = .precision(precision)
      } else {
        per = .expression(try expression())
      }
    }
    return try make(isExpand ? .expand(operand, per: per) : .collapse(operand, per: per), from: start)
  }
}

extension ExpressionSyntax {
  /// The name as that of a type, if this is a name, qualified or not.
  fileprivate var asTypeName: TypeSpecifierSyntax? {
    switch form {
    case .identifier(let name): return .named(qualifiers: [], name: name, range)
    case .member(let base, let name):
      guard case .named(let qualifiers, let last, _) = base.asTypeName else { return nil }
      return .named(qualifiers: qualifiers + [last], name: name, range)
    default: return nil
    }
  }
}
