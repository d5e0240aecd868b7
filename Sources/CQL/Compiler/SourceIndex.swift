/// An equality between the sources of a query that a hash table answers: `from A, B where A.id = B.ref`.
///
/// Only pairs that are certainly unequal are passed over, so that what the query gives, its errors included, is the same.
struct SourceIndex: Sendable {
  /// Which source is looked up.
  let position: Int
  /// The side of the equality that depends on the sources before it.
  let outer: Closure
  /// The side that depends on the source alone.
  let inner: Closure

  /// Where the items of the source are, by their keys.
  struct Lookup {
    var byText: [String: [Int]] = [:]
    /// Those whose key is no text, which may equal anything.
    var others: [Int] = []

    /// The items that may have this key, in order.
    func candidates(_ text: String) -> [Int] {
      let found = byText[text] ?? []
      guard !others.isEmpty else { return found }
      return (found + others).sorted()
    }
  }

  /// The keys of all items; nil where one of them cannot be computed: the query then meets the error itself.
  func lookup(_ items: [CQLValue], slot: Int, _ evaluation: Evaluation) -> Lookup? {
    var lookup = Lookup()
    for (number, item) in items.enumerated() {
      evaluation.set(slot, item)
      guard let value = try? inner(evaluation) else { return nil }
      switch JoinIndex.key(of: value) {
      case .text(let text): lookup.byText[text, default: []].append(number)
      case .missing, .other: lookup.others.append(number)
      }
    }
    return lookup
  }

  /// The items that the rows so far may go with; nil where that cannot be told beforehand.
  func candidates(_ lookup: Lookup, _ evaluation: Evaluation) -> [Int]? {
    guard let value = try? outer(evaluation), case .text(let text) = JoinIndex.key(of: value) else { return nil }
    return lookup.candidates(text)
  }
}

extension Compiler {
  /// The index that a query's condition allows. The equality must be what the condition looks at first, and nothing may
  /// be computed before it.
  mutating func sourceIndex(of query: CQLQuery) -> SourceIndex? {
    guard query.sources.count > 1, query.lets.isEmpty, query.relationships.isEmpty, var first = query.filter else {
      return nil
    }
    while case .operation(.and, let operands, _) = first.kind, operands.count == 2 { first = operands[0] }
    guard case .operation(.equal, let operands, _) = first.kind, operands.count == 2 else { return nil }
    let names = query.sources.map(\.alias)
    for (outer, inner) in [(operands[0], operands[1]), (operands[1], operands[0])] {
      for position in 1..<names.count {
        let (before, own) = (Set(names[..<position]), Set([names[position]]))
        let others = Set(names).subtracting(own)
        guard inner.refers(to: own), !inner.refers(to: others), outer.refers(to: before),
          !outer.refers(to: Set(names[position...]))
        else { continue }
        return SourceIndex(position: position, outer: code(outer), inner: code(inner))
      }
    }
    return nil
  }
}
