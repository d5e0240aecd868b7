import ClinicalTypes

/// Whether two values are written alike: the same structure, and scalars that are equal. Null is the same as null.
struct StructuralComparison {
  let comparison: Comparison

  init(zone: ZoneOffset) { comparison = Comparison(zone: zone) }

  func same(_ left: CQLValue, _ right: CQLValue) -> Bool {
    switch (left, right) {
    case (.null, .null): return true
    case (.null, _), (_, .null): return false
    case (.list(let a), .list(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { same($0, $1) }
    case (.tuple(let a), .tuple(let b)):
      guard a.elements.count == b.elements.count else { return false }
      return a.elements.allSatisfy { element in b[element.name].map { same(element.value, $0) } ?? false }
    case (.interval(let a), .interval(let b)):
      if same(a.low, b.low), same(a.high, b.high), a.lowClosed == b.lowClosed, a.highClosed == b.highClosed {
        return true
      }
      return (try? IntervalAlgebra(comparison).equal(a, b)) == true
    case (.uncertain(let low, let high), .interval(let b)):
      return b.lowClosed && b.highClosed && b.low.int == low && b.high.int == high
    case (.dateTime(let a), .dateTime(let b)):
      return a.precision == b.precision && comparison.order(a, b, at: nil) == .equal
    case (.code(let a), .code(let b)):
      return a == b
    case (.concept(let a), .concept(let b)): return a == b
    default: return (try? comparison.equal(left, right)) == true
    }
  }
}
