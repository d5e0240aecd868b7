/// Queries, sorts, and the iterations of ELM.
extension Compiler {
  mutating func query(_ query: CQLQuery, _ node: CQLExpression) -> Closure {
    let compiled = compiled(query)
    return { evaluation throws(CQLError) in
      do throws(CQLError) { return try compiled.run(evaluation) } catch { throw evaluation.located(error, node) }
    }
  }

  /// Whether a query gives anything that is not null, without its results in a list.
  mutating func anyRow(of query: CQLQuery, _ node: CQLExpression) -> Test {
    cost += 1
    let compiled = compiled(query)
    return { evaluation throws(CQLError) in
      do throws(CQLError) { return try compiled.exists(evaluation) } catch { throw evaluation.located(error, node) }
    }
  }

  private mutating func compiled(_ query: CQLQuery) -> CompiledQuery {
    let sources = query.sources.map { code($0.expression) }
    let mark = mark
    defer { restore(mark) }
    let before = cost
    let slots = query.sources.map { bind($0.alias) }
    let lets = query.lets.map { item in
      let code = code(item.expression)
      return CompiledQuery.Step(slot: bind(item.name), code: code)
    }
    let plan = QueryPlan(query)
    let joins = zip(query.relationships, plan.relationships).map { join($0, $1, outerNames: plan.outerNames) }
    let index = sourceIndex(of: query)
    let filter = query.filter.map { condition($0) }
    let result = query.result.map { code($0.expression) }
    var aggregate: CompiledQuery.Aggregate?
    if let clause = query.aggregate {
      let starting = clause.starting.map { code($0) }
      let slot = bind(clause.name)
      aggregate = CompiledQuery.Aggregate(
        slot: slot, starting: starting, code: code(clause.expression), isDistinct: clause.isDistinct)
    }
    let rowCost = cost - before
    // A sort key sees the row, and none of the query's own names.
    restore(mark)
    let sort = keys(query.sort)
    return CompiledQuery(
      sources: zip(slots, sources).map { CompiledQuery.Step(slot: $0, code: $1) }, names: query.sources.map(\.alias),
      lets: lets, joins: joins, index: index, filter: filter, result: result,
      isDistinct: query.result?.isDistinct == true,
      aggregate: aggregate, sort: sort, cost: 1 + rowCost / 4)
  }

  // MARK: Sorts

  mutating func keys(_ items: [SortItem]) -> [SortKey] {
    items.map { item in
      switch item.key {
      case .item: return SortKey(isDescending: item.isDescending, value: nil)
      case .column(let path):
        return SortKey(isDescending: item.isDescending) { evaluation, row throws(CQLError) in
          try evaluation.member(row, path).unwrapped
        }
      case .expression(let node):
        let mark = mark
        let slot = bind("$this")
        let code = code(node)
        restore(mark)
        return SortKey(isDescending: item.isDescending) { evaluation, row throws(CQLError) in
          evaluation.set(slot, row)
          return try code(evaluation).unwrapped
        }
      }
    }
  }

  mutating func sort(_ source: CQLExpression, _ items: [SortItem], _ node: CQLExpression) -> Closure {
    let source = code(source)
    let keys = keys(items)
    return { evaluation throws(CQLError) in
      let value = try source(evaluation)
      guard let items = value.items else { return value }
      do throws(CQLError) { return .list(try evaluation.sort(items, by: keys)) } catch {
        throw evaluation.located(error, node)
      }
    }
  }

  // MARK: Filter, ForEach, Repeat

  mutating func iteration(
    _ kind: CQLExpression.Iteration, _ source: CQLExpression, _ scope: String?, _ element: CQLExpression,
    _ node: CQLExpression
  ) -> Closure {
    let source = code(source)
    let mark = mark
    let slot = bind(scope ?? "$this")
    let before = cost
    let code = code(element)
    let rowCost = 1 + (cost - before) / 4
    restore(mark)
    return { evaluation throws(CQLError) in
      let value = try source(evaluation)
      do throws(CQLError) {
        return try evaluation.iterate(kind, over: value) { item throws(CQLError) in
          try evaluation.spend(rowCost)
          evaluation.set(slot, item)
          return try code(evaluation)
        }
      } catch { throw evaluation.located(error, node) }
    }
  }
}
