import ClinicalTypes

/// Orders of lists (CQL 1.5, Sorting). Null is less than every value; equal items keep their order.
extension Evaluation {
  func sorted(_ source: CQLExpression, _ keys: [SortItem]) throws(CQLError) -> CQLValue {
    let value = try value(of: source)
    guard let items = value.items else { return value }
    return .list(try sort(items, by: sortKeys(keys)))
  }

  /// Of two dates or times that agree as far as both go, the less precise comes first.
  private static func byPrecision(_ left: CQLValue, _ right: CQLValue) -> Ordering? {
    switch (left, right) {
    case (.date(let a), .date(let b)): Ordering(a.precision, b.precision)
    case (.dateTime(let a), .dateTime(let b)): Ordering(a.precision, b.precision)
    case (.time(let a), .time(let b)): Ordering(a.precision, b.precision)
    default: nil
    }
  }

  /// What the interpreter compares for the keys of an order.
  func sortKeys(_ items: [SortItem]) -> [SortKey] {
    items.map { item in
      switch item.key {
      case .item: return SortKey(isDescending: item.isDescending, value: nil)
      case .column(let path):
        return SortKey(isDescending: item.isDescending) { evaluation, row throws(CQLError) in
          try evaluation.member(row, path).unwrapped
        }
      case .expression(let node):
        return SortKey(isDescending: item.isDescending) { evaluation, row throws(CQLError) in
          try evaluation.binding("$this", to: row) { () throws(CQLError) in try evaluation.value(of: node) }.unwrapped
        }
      }
    }
  }

  func sort(_ items: [CQLValue], by keys: [SortKey]) throws(CQLError) -> [CQLValue] {
    var rows: [(item: CQLValue, keys: [CQLValue])] = []
    rows.reserveCapacity(items.count)
    for item in items {
      try spend(1)
      var values: [CQLValue] = []
      for key in keys {
        if let value = key.value { values.append(try value(self, item)) } else { values.append(item) }
      }
      rows.append((item, values))
    }
    var failure: CQLError?
    let order = rows.indices.sorted { left, right in
      if failure != nil { return left < right }
      do throws(CQLError) {
        for (position, key) in keys.enumerated() {
          let (first, second) = (rows[left].keys[position], rows[right].keys[position])
          var order: Ordering?
          switch (first.isNull, second.isNull) {
          case (true, true): order = .equal
          case (true, false): order = .less
          case (false, true): order = .greater
          default: order = try comparison.order(first, second) ?? Self.byPrecision(first, second)
          }
          if order == .less { return !key.isDescending }
          if order == .greater { return key.isDescending }
        }
      } catch {
        failure = error
      }
      return left < right
    }
    if let failure { throw failure }
    try spend(items.count * 4)
    return order.map { rows[$0].item }
  }
}

/// A key of an order, ready to be used.
struct SortKey: Sendable {
  let isDescending: Bool
  /// What is compared of an item; nil is the item itself.
  let value: (@Sendable (Evaluation, CQLValue) throws(CQLError) -> CQLValue)?
}
