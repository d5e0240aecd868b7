/// A `with` or `without` as closures.
struct CompiledJoin: Sendable {
  let slot: Int
  let isWithout: Bool
  let source: Closure
  let suchThat: Test
  /// Whether the related items are the same for every row.
  let isIndependent: Bool
  /// The two sides of an equality that a hash table can answer.
  let outerKey: Closure?
  let innerKey: Closure?
  /// How many parts of the condition depend on the row only, and how many on the related item only.
  let outerParts: Int
  let innerParts: Int
  let cost: Int

  /// Whether the present row has a related item.
  func isRelated(_ run: inout JoinRun, _ evaluation: Evaluation) throws(CQLError) -> Bool {
    var items: [CQLValue]
    var numbers: [Int]?
    if isIndependent {
      let related: RelatedItems
      if let known = run.related { related = known } else { related = try relatedItems(evaluation) }
      run.related = related
      items = related.items
      if items.isEmpty, related.lookup == nil { return false }
      if let lookup = related.lookup, let outerKey {
        // What a hash join finds is tested all the same: the key may be one of several conditions.
        switch JoinIndex.key(of: try outerKey(evaluation)) {
        case .text(let text): numbers = lookup[text] ?? []
        case .missing: return false
        case .other: break
        }
      }
    } else {
      items = Evaluation.items(try source(evaluation))
    }
    let outer = evaluation.join
    defer { evaluation.join = outer }
    if outerParts + innerParts > 0 {
      let memo = run.memo ?? JoinMemo(outer: outerParts, inner: innerParts, items: items.count)
      run.memo = memo
      memo.nextRow()
      evaluation.join = memo
    }
    if let numbers {
      for number in numbers where try isTrue(items[number], number, evaluation) { return true }
      return false
    }
    for (number, item) in items.enumerated() where try isTrue(item, number, evaluation) { return true }
    return false
  }

  private func isTrue(_ item: CQLValue, _ number: Int, _ evaluation: Evaluation) throws(CQLError) -> Bool {
    try evaluation.spend(1)
    evaluation.set(slot, item)
    evaluation.join?.item = number
    return try suchThat(evaluation) == true
  }

  private func relatedItems(_ evaluation: Evaluation) throws(CQLError) -> RelatedItems {
    let items = Evaluation.items(try source(evaluation))
    guard let innerKey, items.count > 4 else { return RelatedItems(items: items, lookup: nil) }
    var lookup: [String: [Int]] = [:]
    for (index, item) in items.enumerated() {
      evaluation.set(slot, item)
      switch JoinIndex.key(of: try innerKey(evaluation)) {
      case .text(let text): lookup[text, default: []].append(index)
      case .missing: break
      case .other: return RelatedItems(items: items, lookup: nil)
      }
    }
    return RelatedItems(items: items, lookup: lookup)
  }
}

/// What a run of a query knows of one of its relationships.
struct JoinRun {
  var related: RelatedItems?
  var memo: JoinMemo?

  init(_ join: CompiledJoin) {}
}

/// The parts of a relationship's condition that do not change from pair to pair, each computed when it is first needed:
/// those that depend on the row once a row, those that depend on the related item once an item.
final class JoinMemo {
  private var outer: [CQLValue?]
  private var inner: [CQLValue?]
  private let items: Int
  /// The number of the related item at hand.
  var item = 0

  init(outer: Int, inner: Int, items: Int) {
    self.outer = Array(repeating: nil, count: outer)
    self.inner = Array(repeating: nil, count: inner * items)
    self.items = items
  }

  func nextRow() {
    for index in outer.indices { outer[index] = nil }
  }

  func outer(_ part: Int, _ compute: () throws(CQLError) -> CQLValue) throws(CQLError) -> CQLValue {
    if let known = outer[part] { return known }
    let value = try compute()
    outer[part] = value
    return value
  }

  func inner(_ part: Int, _ compute: () throws(CQLError) -> CQLValue) throws(CQLError) -> CQLValue {
    let index = part * items + item
    guard index < inner.count else { return try compute() }
    if let known = inner[index] { return known }
    let value = try compute()
    inner[index] = value
    return value
  }
}
