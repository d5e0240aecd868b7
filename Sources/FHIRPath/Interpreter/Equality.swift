import ClinicalTypes
import JSON

/// `=` and `~` (FHIRPath N1, 6.1). Nil is "cannot be known": a coarser date, units without conversion.
enum Equality {
  /// `=` of collections: nothing on either side gives nothing; order counts.
  static func equal(
    _ left: [FHIRPathValue], _ right: [FHIRPathValue], _ state: EvaluationState
  ) throws(FHIRPathError) -> Bool? {
    if left.isEmpty || right.isEmpty { return nil }
    if left.count != right.count { return false }
    var isUncertain = false
    for index in left.indices {
      switch try equal(left[index], right[index], state) {
      case false?: return false
      case nil: isUncertain = true
      case true?: break
      }
    }
    return isUncertain ? nil : true
  }

  /// `=` of two items.
  static func equal(
    _ left: FHIRPathValue, _ right: FHIRPathValue, _ state: EvaluationState
  ) throws(FHIRPathError) -> Bool? {
    try state.spend(1)
    switch (left.system, right.system) {
    case (.boolean(let a), .boolean(let b)): return a == b
    case (.string(let a), .string(let b)): return a.utf8.elementsEqual(b.utf8)
    case (.node(let a), .node(let b)): return try DeepComparison.equal(a, b, state)
    case (.type(let a), .type(let b)): return a == b
    case (.quantity, .quantity): return QuantityPair.of(left, right).flatMap { $0.equals($1) }
    case (let a, let b): return scalars(a, b)
    }
  }

  /// Numbers, dates, times and quantities; values of different types are not equal.
  static func scalars(_ left: FHIRPathValue, _ right: FHIRPathValue) -> Bool? {
    switch (left, right) {
    case (.integer(let a), .integer(let b)): return a == b
    case (.decimal(let a), .decimal(let b)): return a == b
    case (.integer(let a), .decimal(let b)): return ExactDecimal(a) == b
    case (.decimal(let a), .integer(let b)): return a == ExactDecimal(b)
    case (.date(let a), .date(let b)): return a.equals(b)
    case (.dateTime(let a), .dateTime(let b)): return a.equals(b)
    case (.date(let a), .dateTime(let b)): return a.dateTime.equals(b)
    case (.dateTime(let a), .date(let b)): return a.equals(b.dateTime)
    case (.time(let a), .time(let b)): return a.equals(b)
    case (.quantity(let a), .quantity(let b)): return a.equals(b)
    case (.quantity(let a), .integer(let b)): return a.equals(Quantity(ExactDecimal(b)))
    case (.quantity(let a), .decimal(let b)): return a.equals(Quantity(b))
    case (.integer(let a), .quantity(let b)): return Quantity(ExactDecimal(a)).equals(b)
    case (.decimal(let a), .quantity(let b)): return Quantity(a).equals(b)
    default: return false
    }
  }

  /// `~` of collections: the same items in any order; two empty collections are equivalent.
  static func equivalent(
    _ left: [FHIRPathValue], _ right: [FHIRPathValue], _ state: EvaluationState
  ) throws(FHIRPathError) -> Bool {
    if left.count != right.count { return false }
    var open = right
    search: for item in left {
      for index in open.indices where try equivalent(item, open[index], state) {
        open.remove(at: index)
        continue search
      }
      return false
    }
    return true
  }

  /// `~` of two items.
  static func equivalent(
    _ left: FHIRPathValue, _ right: FHIRPathValue, _ state: EvaluationState
  ) throws(FHIRPathError) -> Bool {
    try state.spend(1)
    switch (left.system, right.system) {
    case (.boolean(let a), .boolean(let b)): return a == b
    case (.string(let a), .string(let b)): return normalized(a) == normalized(b)
    case (.integer(let a), .integer(let b)): return a == b
    case (.decimal(let a), .decimal(let b)): return a.isEquivalent(to: b)
    case (.integer(let a), .decimal(let b)): return ExactDecimal(a).isEquivalent(to: b)
    case (.decimal(let a), .integer(let b)): return a.isEquivalent(to: ExactDecimal(b))
    case (.date(let a), .date(let b)): return a.isEquivalent(to: b)
    case (.dateTime(let a), .dateTime(let b)): return a.isEquivalent(to: b)
    case (.date(let a), .dateTime(let b)): return a.dateTime.isEquivalent(to: b)
    case (.dateTime(let a), .date(let b)): return a.isEquivalent(to: b.dateTime)
    case (.time(let a), .time(let b)): return a.isEquivalent(to: b)
    case (.quantity, .quantity):
      guard let (a, b) = QuantityPair.of(left, right) else { return false }
      return a.isEquivalent(to: b)
    case (.quantity(let a), .integer(let b)): return a.isEquivalent(to: Quantity(ExactDecimal(b)))
    case (.quantity(let a), .decimal(let b)): return a.isEquivalent(to: Quantity(b))
    case (.integer(let a), .quantity(let b)): return Quantity(ExactDecimal(a)).isEquivalent(to: b)
    case (.decimal(let a), .quantity(let b)): return Quantity(a).isEquivalent(to: b)
    case (.node(let a), .node(let b)): return try DeepComparison.equivalent(a.json, b.json, state)
    case (.type(let a), .type(let b)): return a == b
    default: return false
    }
  }

  /// Lower case with every kind of blank as a space, as equivalence of strings asks (N1, "String Equivalence").
  static func normalized(_ text: String) -> String {
    String(text.lowercased().map { $0.isWhitespace ? " " : $0 })
  }
}
