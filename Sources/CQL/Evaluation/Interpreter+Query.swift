/// Queries (CQL 1.5, Author's Guide, Queries).
extension Evaluation {
  @inline(never) func query(_ node: CQLExpression) throws(CQLError) -> CQLValue {
    guard case .query(let query) = node.kind else { return .null }
    let plan = plan(of: query, node)
    var sources: [[CQLValue]] = []
    var isSingular = true
    for source in query.sources {
      // A later source may refer to an earlier alias only in FHIRPath style; CQL's sources are independent.
      switch try value(of: source.expression) {
      case .null: return .null
      case .list(let items):
        isSingular = false
        sources.append(items)
      case let item: sources.append([item])
      }
    }
    let count = bindings.count
    defer { bindings.removeLast(bindings.count - count) }
    var run = QueryRun(query, plan, sources)
    recorder?.enterRows()
    defer { recorder?.leaveRows() }
    try rows(&run, from: 0)
    if let aggregate = query.aggregate { return try fold(aggregate, run.rows, query) }
    var results = run.results
    if query.result?.isDistinct == true { results = try distinct(results) }
    if !query.sort.isEmpty { results = try sort(results, by: sortKeys(query.sort)) }
    if isSingular { return results.first ?? .null }
    return try admit(results)
  }

  /// What one run of a query has collected.
  private struct QueryRun {
    let query: CQLQuery
    let plan: QueryPlan
    let sources: [[CQLValue]]
    /// Results of the rows that passed.
    var results: [CQLValue] = []
    /// The rows themselves, for an aggregate clause.
    var rows: [[CQLValue]] = []
    /// The items of relationships that do not depend on the row.
    var related: [RelatedItems?]

    init(_ query: CQLQuery, _ plan: QueryPlan, _ sources: [[CQLValue]]) {
      self.query = query
      self.plan = plan
      self.sources = sources
      related = Array(repeating: nil, count: query.relationships.count)
    }
  }

  /// Takes each item of the source at `position` in turn, then those of the sources after it.
  private func rows(_ run: inout QueryRun, from position: Int) throws(CQLError) {
    guard position < run.sources.count else { return try row(&run) }
    let name = run.query.sources[position].alias
    let place = bindings.count
    bindings.append(Binding(name: name, value: .null))
    for item in run.sources[position] {
      bindings[place].value = item
      try rows(&run, from: position + 1)
    }
    bindings.removeLast()
  }

  /// One row: lets, relationships, filter, result.
  private func row(_ run: inout QueryRun) throws(CQLError) {
    try spend(1)
    let count = bindings.count
    defer { bindings.removeLast(bindings.count - count) }
    for definition in run.query.lets {
      let value = try value(of: definition.expression)
      bindings.append(Binding(name: definition.name, value: value))
    }
    for index in run.query.relationships.indices {
      let relationship = run.query.relationships[index]
      if try isRelated(relationship, index, &run) == relationship.isWithout { return }
    }
    if let filter = run.query.filter, try !isTrue(filter) { return }
    if run.query.aggregate != nil {
      let start = count - run.sources.count
      run.rows.append(bindings[start..<bindings.count].map(\.value))
    } else if let result = run.query.result {
      if explains { recorder?.pass(bindings[count - 1].value) }
      run.results.append(try value(of: result.expression))
    } else if run.sources.count == 1 {
      run.results.append(bindings[count - 1].value)
    } else {
      let start = count - run.sources.count
      run.results.append(.tuple(CQLTuple(bindings[start..<count].map { ($0.name, $0.value) })))
    }
    if run.results.count > CQLContext.maximumItems { _ = try admit(run.results) }
  }

  // MARK: Relationships

  private func isRelated(
    _ relationship: CQLQuery.Relationship, _ index: Int, _ run: inout QueryRun
  ) throws(CQLError) -> Bool {
    let plan = run.plan.relationships[index]
    var items: [CQLValue]
    if plan.isIndependent {
      let related: RelatedItems
      if let known = run.related[index] { related = known } else { related = try relatedItems(relationship, plan) }
      run.related[index] = related
      items = related.items
      if let lookup = related.lookup, let key = plan.outerKey {
        // What a hash join finds is tested all the same: the key may be one of several conditions.
        switch JoinIndex.key(of: try value(of: key)) {
        case .text(let text): items = lookup[text]?.map { related.items[$0] } ?? []
        case .missing: return false
        case .other: break
        }
      }
    } else {
      items = Self.items(try value(of: relationship.source.expression))
    }
    let place = bindings.count
    bindings.append(Binding(name: relationship.source.alias, value: .null))
    defer { bindings.removeLast(bindings.count - place) }
    for item in items {
      try spend(1)
      bindings[place].value = item
      if try isTrue(relationship.suchThat) { return true }
    }
    return false
  }

  static func items(_ value: CQLValue) -> [CQLValue] {
    switch value {
    case .null: []
    case .list(let items): items
    default: [value]
    }
  }

  private func relatedItems(
    _ relationship: CQLQuery.Relationship, _ plan: QueryPlan.Relationship
  ) throws(CQLError) -> RelatedItems {
    let items = Self.items(try value(of: relationship.source.expression))
    guard let key = plan.innerKey, items.count > 4 else { return RelatedItems(items: items, lookup: nil) }
    var lookup: [String: [Int]] = [:]
    let place = bindings.count
    bindings.append(Binding(name: relationship.source.alias, value: .null))
    defer { bindings.removeLast(bindings.count - place) }
    for (index, item) in items.enumerated() {
      bindings[place].value = item
      switch JoinIndex.key(of: try value(of: key)) {
      case .text(let text): lookup[text, default: []].append(index)
      case .missing: break
      case .other: return RelatedItems(items: items, lookup: nil)
      }
    }
    return RelatedItems(items: items, lookup: lookup)
  }

  // MARK: Aggregate

  private func fold(
    _ aggregate: CQLQuery.Aggregate, _ rows: [[CQLValue]], _ query: CQLQuery
  ) throws(CQLError) -> CQLValue {
    var rows = rows
    if aggregate.isDistinct {
      rows = try distinct(rows.map { .list($0) }).map { $0.items ?? [] }
    }
    let names = query.sources.map(\.alias) + query.lets.map(\.name)
    var result: CQLValue = try aggregate.starting.map { (node) throws(CQLError) in try value(of: node) } ?? .null
    for (number, row) in rows.enumerated() {
      if number & 15 == 15 { try admitNesting(result) }
      let count = bindings.count
      for (name, value) in zip(names, row) { bindings.append(Binding(name: name, value: value)) }
      bindings.append(Binding(name: aggregate.name, value: result))
      result = try value(of: aggregate.expression)
      bindings.removeLast(bindings.count - count)
    }
    return result
  }

  // MARK: Filter, ForEach, Repeat

  func iterate(
    _ kind: CQLExpression.Iteration, over source: CQLValue, scope: String?, _ element: CQLExpression
  ) throws(CQLError) -> CQLValue {
    let place = bindings.count
    bindings.append(Binding(name: scope ?? "$this", value: .null))
    defer { bindings.removeLast(bindings.count - place) }
    return try iterate(kind, over: source) { (item) throws(CQLError) in
      try spend(1)
      bindings[place].value = item
      return try value(of: element)
    }
  }

  func iterate(
    _ kind: CQLExpression.Iteration, over source: CQLValue, _ element: (CQLValue) throws(CQLError) -> CQLValue
  ) throws(CQLError) -> CQLValue {
    if source.isNull { return .null }
    var open = Self.items(source)
    var results: [CQLValue] = []
    var next = 0
    while next < open.count {
      let item = open[next]
      next += 1
      let value = try element(item)
      switch kind {
      case .filter: if value.truth == true { results.append(item) }
      case .forEach: results.append(value)
      case .repeat:
        for found in Self.items(value) where try !contains(results, found) {
          try admitNesting(found)
          results.append(found)
          open.append(found)
        }
      }
    }
    return try admit(results)
  }
}

/// The items of a relationship, and where those with a key are.
struct RelatedItems {
  let items: [CQLValue]
  let lookup: [String: [Int]]?
}
