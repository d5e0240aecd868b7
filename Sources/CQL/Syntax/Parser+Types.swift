/// Type specifiers (grammar rule `typeSpecifier`).
extension Parser {
  mutating func typeSpecifier() throws(SyntaxFailure) -> TypeSpecifierSyntax {
    let start = token
    return try nested { parser throws(SyntaxFailure) in
      switch start.keyword {
      case .listType where parser.peek(1).kind == .lessThan:
        parser.advance()
        let element = try parser.angleBracketed()
        return .list(element, parser.range(from: start))
      case .intervalType where parser.peek(1).kind == .lessThan:
        parser.advance()
        let point = try parser.angleBracketed()
        return .interval(point, parser.range(from: start))
      case .choiceType where parser.peek(1).kind == .lessThan:
        parser.advance()
        parser.advance()
        var types: [TypeSpecifierSyntax] = []
        repeat { types.append(try parser.typeSpecifier()) } while parser.take(.comma)
        try parser.expect(.greaterThan, "'>' or ','")
        return .choice(types, parser.range(from: start))
      case .tupleType where parser.peek(1).kind == .leftBrace:
        parser.advance()
        parser.advance()
        var elements: [TypeSpecifierSyntax.Element] = []
        if !parser.at(.rightBrace) {
          repeat {
            guard parser.isAnyName(parser.token) else { throw parser.unexpected("an element's name") }
            let name = parser.nameText(parser.token)
            parser.advance()
            elements.append(TypeSpecifierSyntax.Element(name: name, type: try parser.typeSpecifier()))
          } while parser.take(.comma)
        }
        try parser.expect(.rightBrace, "'}' or ','")
        return .tuple(elements, parser.range(from: start))
      default: return try parser.namedType()
      }
    }
  }

  private mutating func angleBracketed() throws(SyntaxFailure) -> TypeSpecifierSyntax {
    try expect(.lessThan, "'<'")
    let type = try typeSpecifier()
    try expect(.greaterThan, "'>'")
    return type
  }

  mutating func namedType() throws(SyntaxFailure) -> TypeSpecifierSyntax {
    let name = try qualifiedName("the name of a type")
    return .named(qualifiers: name.qualifiers, name: name.name, name.range)
  }
}
