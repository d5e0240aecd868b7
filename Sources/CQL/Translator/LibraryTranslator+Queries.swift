/// Queries.
extension LibraryTranslator {
  func translate(_ query: QuerySyntax, at range: TextRange) -> CQLExpression {
    var sources: [CQLQuery.Source] = []
    var names = Scope()
    var isList = false
    var rows: [CQLType.TupleElement] = []
    // A source does not see the aliases of the sources before it.
    for source in query.sources {
      let (translated, type, listed) = translate(source)
      declare(source.alias, .alias(type), in: &names, at: source.aliasRange)
      sources.append(translated)
      rows.append(.init(source.alias, type))
      isList = isList || listed
    }
    scopes.append(names)
    defer { scopes.removeLast() }
    let lets = query.lets.map { item in
      let value = translate(item.expression)
      declare(item.name, .queryLet(value.type ?? .any), in: &scopes[scopes.count - 1], at: item.nameRange)
      return CQLQuery.Let(item.name, value)
    }
    let relationships = query.inclusions.map { translate($0) }
    let filter = query.filter.map {
      converted(translate($0), to: .boolean, at: $0.range, "The condition of 'where' is not a truth value")
    }
    var row = rows.count == 1 ? rows[0].type : CQLType.tuple(rows)
    var result: CQLQuery.Return?
    var aggregate: CQLQuery.Aggregate?
    if let clause = query.aggregate {
      aggregate = translate(clause)
      let type = aggregate?.expression.type ?? .any
      return make(
        .query(
          CQLQuery(
            sources: sources, lets: lets, relationships: relationships, filter: filter, aggregate: aggregate)), type,
        range)
    }
    if let clause = query.result {
      let value = translate(clause.expression)
      row = value.type ?? .any
      result = CQLQuery.Return(value, isDistinct: clause.isDistinct ?? true)
    } else if rows.count > 1 {
      let elements = rows.map { CQLExpression.NamedExpression($0.name, make(.aliasRef($0.name), $0.type, range)) }
      result = CQLQuery.Return(make(.tuple(elements), row, range), isDistinct: true)
    }
    let sort = query.sort.map { translate($0, row: row) }
    if !sort.isEmpty, !isList { error("Only a list can be sorted", at: range) }
    return make(
      .query(
        CQLQuery(
          sources: sources, lets: lets, relationships: relationships, filter: filter, result: result, sort: sort)),
      isList ? .list(row) : row, range)
  }

  private func translate(_ source: QuerySyntax.Source) -> (CQLQuery.Source, type: CQLType, isList: Bool) {
    var value = translate(source.expression)
    if value.type == .valueSet {
      value = make(.operation(.expandValueSet, [value]), .list(.code), source.expression.range)
    }
    guard case .list(let item)? = value.type else {
      return (CQLQuery.Source(source.alias, value), value.type ?? .any, false)
    }
    return (CQLQuery.Source(source.alias, value), item, true)
  }

  private func declare(_ name: String, _ meaning: Scope.Name, in scope: inout Scope, at range: TextRange) {
    if scope.names[name] != nil { error("The name '\(name)' is already used in this query", at: range) }
    scope.names[name] = meaning
  }

  private func translate(_ inclusion: QuerySyntax.Inclusion) -> CQLQuery.Relationship {
    let (source, type, _) = translate(inclusion.source)
    scopes.append(Scope(names: [source.alias: .alias(type)]))
    defer { scopes.removeLast() }
    let condition = converted(
      translate(inclusion.condition), to: .boolean, at: inclusion.condition.range,
      "The condition of 'such that' is not a truth value")
    return CQLQuery.Relationship(isWithout: inclusion.isWithout, source: source, suchThat: condition)
  }

  private func translate(_ clause: QuerySyntax.Aggregate) -> CQLQuery.Aggregate {
    let starting = clause.starting.map { translate($0) }
    var scope = Scope()
    declare(clause.name, .queryLet(starting?.type ?? .any), in: &scope, at: clause.nameRange)
    scopes.append(scope)
    defer { scopes.removeLast() }
    return CQLQuery.Aggregate(
      clause.name, starting: starting, expression: translate(clause.expression),
      isDistinct: clause.isDistinct ?? false)
  }

  private func translate(_ key: QuerySyntax.SortKey, row: CQLType) -> SortItem {
    let isDescending = key.direction == "desc" || key.direction == "descending"
    guard let syntax = key.expression else { return SortItem(.item, isDescending: isDescending) }
    if case .identifier(let name) = syntax.form, rules.element(name, of: row) != nil {
      return SortItem(.column(name), isDescending: isDescending)
    }
    // Inside the key names are the row's properties first; the query's own aliases are out of sight.
    let outer = scopes
    if !scopes.isEmpty { scopes.removeLast() }
    scopes.append(Scope(row: row))
    let value = translate(syntax)
    scopes = outer
    return SortItem(.expression(value), isDescending: isDescending)
  }
}
