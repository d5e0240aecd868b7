/// Names: aliases, operands, definitions of this library and of others, properties.
extension LibraryTranslator {
  func identifier(_ name: String, at range: TextRange) -> CQLExpression {
    if let local = localName(name, at: range) { return local }
    if let symbol = symbols[name] { return reference(to: symbol, name, at: range) }
    if includes[name] != nil {
      error("'\(name)' is a library, not a value", expected: "'.' and a name of the library", at: range)
    } else if functionsByName[name] != nil {
      error("\"\(name)\" is a function", expected: "'(' and its arguments", at: range)
    } else if !missingIncludes.contains(name) {
      error(
        "There is nothing called \"\(name)\" here", suggestion: Suggestion.closest(to: name, among: visibleNames),
        at: range)
    }
    return failed(range)
  }

  private var visibleNames: [String] {
    scopes.flatMap { scope in Array(scope.names.keys) + (scope.row.map { rules.elementNames(of: $0) } ?? []) }
      + symbols.keys + includes.keys
  }

  /// An alias, let, operand, or a property of the row being sorted.
  private func localName(_ name: String, at range: TextRange) -> CQLExpression? {
    for scope in scopes.reversed() {
      switch scope.names[name] {
      case .alias(let type): return make(.aliasRef(name), type, range)
      case .queryLet(let type): return make(.queryLetRef(name), type, range)
      case .operand(let type): return make(.operandRef(name), type, range)
      case .variable(let type): return make(.identifierRef(name), type, range)
      case nil: break
      }
      if let row = scope.row, let type = rules.element(name, of: row) {
        return make(.identifierRef(name), type, range)
      }
    }
    return nil
  }

  func isLocal(_ name: String) -> Bool {
    scopes.contains { $0.names[name] != nil || ($0.row.map { rules.element(name, of: $0) != nil } ?? false) }
  }

  func variable(_ name: String, at range: TextRange) -> CQLExpression {
    for scope in scopes.reversed() {
      switch scope.names[name] {
      case .alias(let type): return make(.aliasRef(name), type, range)
      case .variable(let type): return make(.identifierRef(name), type, range)
      default: break
      }
      if name == "$this", let row = scope.row { return make(.identifierRef(name), row, range) }
    }
    error("\(name) has no meaning here", expected: "a place inside 'sort by' or a method, as where()", at: range)
    return failed(range)
  }

  private func reference(to symbol: Symbol, _ name: String, at range: TextRange) -> CQLExpression {
    let reference = DefinitionReference(name)
    switch symbol {
    case .parameter(let index): return make(.parameterRef(reference), library.parameters[index].type ?? .any, range)
    case .codeSystem: return make(.codeSystemRef(reference), .codeSystem, range)
    case .valueSet: return make(.valueSetRef(reference), .valueSet, range)
    case .code: return make(.codeRef(reference), .code, range)
    case .concept: return make(.conceptRef(reference), .concept, range)
    case .context(let type): return make(.expressionRef(reference), type, range)
    case .expression(let index):
      expressions[index].isUsed = true
      guard translateExpression(index) else {
        error("The definition \"\(name)\" refers to itself, directly or through others", at: range)
        return failed(range)
      }
      if context == "Unfiltered", expressions[index].context != "Unfiltered" {
        // Seen from no patient in particular it would have a value for each patient; an evaluation knows one only.
        error(
          "\"\(name)\" belongs to the context \(expressions[index].context), this definition to Unfiltered",
          expected: "'context \(expressions[index].context)' before this definition", at: range)
      }
      return make(.expressionRef(reference), expressions[index].result?.type ?? .any, range)
    }
  }

  /// `base.name`: a definition of an included library, or a property.
  func member(_ name: String, of base: ExpressionSyntax, at range: TextRange) -> CQLExpression {
    if case .identifier(let alias) = base.form, !isLocal(alias), symbols[alias] == nil {
      if missingIncludes.contains(alias) { return failed(range) }
      if let interface = includes[alias] { return member(name, of: interface, alias, at: range) }
    }
    return property(name, of: translate(base), at: range)
  }

  private func member(
    _ name: String, of interface: LibraryInterface, _ alias: String, at range: TextRange
  ) -> CQLExpression {
    let reference = DefinitionReference(name, library: alias)
    switch interface.members[name] {
    case .parameter(let type): return make(.parameterRef(reference), type, range)
    case .expression(let type): return make(.expressionRef(reference), type, range)
    case .codeSystem: return make(.codeSystemRef(reference), .codeSystem, range)
    case .valueSet: return make(.valueSetRef(reference), .valueSet, range)
    case .code: return make(.codeRef(reference), .code, range)
    case .concept: return make(.conceptRef(reference), .concept, range)
    case nil:
      if interface.privateNames.contains(name) {
        error("\"\(name)\" of the library '\(alias)' is private", at: range)
      } else {
        error(
          "The library '\(alias)' has nothing called \"\(name)\"",
          suggestion: Suggestion.closest(to: name, among: interface.members.keys), at: range)
      }
      return failed(range)
    }
  }

  /// A property of a value; of a list, the properties of its items.
  func property(_ name: String, of base: CQLExpression, at range: TextRange) -> CQLExpression {
    let type = base.type ?? .any
    if type == .any { return make(.property(base, path: name), .any, range) }
    if let element = rules.element(name, of: type) { return make(.property(base, path: name), element, range) }
    if case .list(let item) = type, rules.element(name, of: item) != nil {
      return traversal(name, of: base, item, at: range)
    }
    let names = rules.elementNames(of: type)
    error(
      "\(type) has no element '\(name)'", suggestion: Suggestion.closest(to: name, among: names), at: range)
    return failed(range)
  }

  /// `list.name` as the query `list X where X.name is not null return all X.name`, flattened where names give lists.
  private func traversal(_ name: String, of list: CQLExpression, _ item: CQLType, at range: TextRange) -> CQLExpression
  {
    guard let element = rules.element(name, of: item) else { return failed(range) }
    let row = make(.aliasRef("$this"), item, range)
    let value = make(.property(row, path: name), element, range)
    let known = make(.operation(.not, [make(.operation(.isNull, [value]), .boolean, range)]), .boolean, range)
    let query = CQLQuery(
      sources: [.init("$this", list)], filter: known, result: .init(value, isDistinct: false))
    let rows = make(.query(query), .list(element), range)
    return element.isList ? make(.operation(.flatten, [rows]), element, range) : rows
  }
}
