/// A query as closures. A class, since closures would copy so large a struct at each run.
final class CompiledQuery: Sendable {
  /// A slot, and what goes into it.
  struct Step: Sendable {
    let slot: Int
    let code: Closure
  }

  struct Aggregate: Sendable {
    let slot: Int
    let starting: Closure?
    let code: Closure
    let isDistinct: Bool
  }

  let sources: [Step]
  let names: [String]
  let lets: [Step]
  let joins: [CompiledJoin]
  let index: SourceIndex?
  let filter: Test?
  /// What a row gives; nil is the row itself.
  let result: Closure?
  let isDistinct: Bool
  let aggregate: Aggregate?
  let sort: [SortKey]
  /// What a row costs of the step budget.
  let cost: Int

  init(
    sources: [Step], names: [String], lets: [Step], joins: [CompiledJoin], index: SourceIndex?, filter: Test?,
    result: Closure?, isDistinct: Bool, aggregate: Aggregate?, sort: [SortKey], cost: Int
  ) {
    self.sources = sources
    self.names = names
    self.lets = lets
    self.joins = joins
    self.index = index
    self.filter = filter
    self.result = result
    self.isDistinct = isDistinct
    self.aggregate = aggregate
    self.sort = sort
    self.cost = cost
  }

  /// The items of the sources; nil if one of them is null.
  private func items(_ evaluation: Evaluation) throws(CQLError) -> (lists: [[CQLValue]], isSingular: Bool)? {
    var lists: [[CQLValue]] = []
    lists.reserveCapacity(sources.count)
    var isSingular = true
    for source in sources {
      switch try source.code(evaluation) {
      case .null: return nil
      case .list(let items):
        isSingular = false
        lists.append(items)
      case let item: lists.append([item])
      }
    }
    return (lists, isSingular)
  }

  func run(_ evaluation: Evaluation) throws(CQLError) -> CQLValue {
    guard let (lists, isSingular) = try items(evaluation) else { return .null }
    if let aggregate { return try fold(aggregate, lists, evaluation) }
    var results: [CQLValue] = []
    try forEachRow(lists, evaluation) { () throws(CQLError) in
      results.append(try row(evaluation))
      if results.count > CQLContext.maximumItems { _ = try evaluation.admit(results) }
    }
    if isDistinct { results = try evaluation.distinct(results) }
    if !sort.isEmpty { results = try evaluation.sort(results, by: sort) }
    if isSingular { return results.first ?? .null }
    return try evaluation.admit(results)
  }

  /// Whether the query gives anything that is not null.
  func exists(_ evaluation: Evaluation) throws(CQLError) -> Bool? {
    guard let (lists, isSingular) = try items(evaluation) else { return false }
    var isThere = false
    try forEachRow(lists, evaluation) { () throws(CQLError) in
      let value = try row(evaluation)
      if isSingular {
        if try evaluation.exists(value).truth == true { isThere = true }
      } else if !value.isNull {
        isThere = true
      }
    }
    return isThere
  }

  /// What the present row gives.
  private func row(_ evaluation: Evaluation) throws(CQLError) -> CQLValue {
    if let result { return try result(evaluation) }
    if sources.count == 1 { return evaluation.slot(sources[0].slot) }
    return .tuple(CQLTuple(zip(names, sources).map { ($0, evaluation.slot($1.slot)) }))
  }

  /// Calls `body` for each row that passes, its items and lets being in their slots.
  private func forEachRow(
    _ lists: [[CQLValue]], _ evaluation: Evaluation, _ body: () throws(CQLError) -> Void
  ) throws(CQLError) {
    var runs = joins.map { JoinRun($0) }
    if lists.count == 1 {
      let slot = sources[0].slot
      for item in lists[0] {
        evaluation.set(slot, item)
        if try passes(&runs, evaluation) { try body() }
      }
    } else {
      var lookup: SourceIndex.Lookup?
      if let index, lists[index.position].count > 4, !lists[..<index.position].contains(where: \.isEmpty) {
        lookup = index.lookup(lists[index.position], slot: sources[index.position].slot, evaluation)
      }
      try product(lists, 0, lookup, &runs, evaluation, body)
    }
  }

  private func product(
    _ lists: [[CQLValue]], _ position: Int, _ lookup: SourceIndex.Lookup?, _ runs: inout [JoinRun],
    _ evaluation: Evaluation, _ body: () throws(CQLError) -> Void
  ) throws(CQLError) {
    guard position < lists.count else {
      if try passes(&runs, evaluation) { try body() }
      return
    }
    let slot = sources[position].slot
    if let lookup, let index, index.position == position, let numbers = index.candidates(lookup, evaluation) {
      for number in numbers {
        evaluation.set(slot, lists[position][number])
        try product(lists, position + 1, lookup, &runs, evaluation, body)
      }
      return
    }
    for item in lists[position] {
      evaluation.set(slot, item)
      try product(lists, position + 1, lookup, &runs, evaluation, body)
    }
  }

  /// Whether the present row passes: lets, relationships, filter.
  private func passes(_ runs: inout [JoinRun], _ evaluation: Evaluation) throws(CQLError) -> Bool {
    try evaluation.spend(cost)
    for item in lets { evaluation.set(item.slot, try item.code(evaluation)) }
    for index in joins.indices {
      if try joins[index].isRelated(&runs[index], evaluation) == joins[index].isWithout { return false }
    }
    guard let filter else { return true }
    return try filter(evaluation) == true
  }

  private func fold(
    _ aggregate: Aggregate, _ lists: [[CQLValue]], _ evaluation: Evaluation
  ) throws(CQLError) -> CQLValue {
    let slots = sources.map(\.slot) + lets.map(\.slot)
    var rows: [[CQLValue]] = []
    try forEachRow(lists, evaluation) { () throws(CQLError) in rows.append(slots.map { evaluation.slot($0) }) }
    if aggregate.isDistinct {
      rows = try evaluation.distinct(rows.map { .list($0) }).map { $0.items ?? [] }
    }
    var result: CQLValue = .null
    if let starting = aggregate.starting { result = try starting(evaluation) }
    for (number, row) in rows.enumerated() {
      if number & 15 == 15 { try evaluation.admitNesting(result) }
      try evaluation.spend(cost)
      for (slot, value) in zip(slots, row) { evaluation.set(slot, value) }
      evaluation.set(aggregate.slot, result)
      result = try aggregate.code(evaluation)
    }
    return result
  }
}
