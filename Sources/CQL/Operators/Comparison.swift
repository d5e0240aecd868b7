import ClinicalTypes
import FHIR
import JSON

/// Equality, equivalence and order of values (CQL 1.5, appendix B, Comparison Operators). The answers have three values.
struct Comparison: Sendable {
  /// The zone of the evaluation: dateTimes of different zones are compared in it, and one without a zone is in it.
  let zone: ZoneOffset

  // MARK: Order

  /// How two values stand to each other; nil where precision, units or a null leave it open.
  ///
  /// Dates and times are compared down to `precision`; nil is everything, with seconds and milliseconds as one decimal.
  func order(_ left: CQLValue, _ right: CQLValue, at precision: TemporalPrecision? = nil) throws(CQLError) -> Ordering?
  {
    switch (left, right) {
    case (.null, _), (_, .null): return nil
    case (.integer(let a), .integer(let b)): return Ordering(a, b)
    case (.decimal(let a), .decimal(let b)): return a.ordering(to: b)
    case (.string(let a), .string(let b)): return a.compare(to: b)
    case (.date(let a), .date(let b)):
      guard let precision else { return a.compare(to: b) }
      return a.compare(to: b, at: min(precision, .day))
    case (.dateTime(let a), .dateTime(let b)): return order(a, b, at: precision)
    case (.date(let a), .dateTime(let b)): return order(a.dateTime, b, at: precision)
    case (.dateTime(let a), .date(let b)): return order(a, b.dateTime, at: precision)
    case (.time(let a), .time(let b)):
      return precision.map { a.compare(to: b, at: $0) } ?? a.compare(to: b)
    case (.quantity(let a), .quantity(let b)): return a.compare(to: b)
    case (.uncertain, _), (_, .uncertain): return try order(uncertain: left, right)
    case (.boolean(let a), .boolean(let b)): return Ordering(a ? 1 : 0, b ? 1 : 0)
    case (.node, _), (_, .node):
      let (first, second) = (left.unwrapped, right.unwrapped)
      if case .node = first { throw .mismatch("Comparison", [left, right]) }
      if case .node = second { throw .mismatch("Comparison", [left, right]) }
      return try order(first, second, at: precision)
    default:
      if case .quantity(let a) = left, let b = right.decimal { return a.compare(to: Quantity(b)) }
      if case .quantity(let b) = right, let a = left.decimal { return Quantity(a).compare(to: b) }
      guard let a = left.decimal, let b = right.decimal else { throw .mismatch("Comparison", [left, right]) }
      return a.ordering(to: b)
    }
  }

  /// DateTimes of different zones are brought to the evaluation's.
  func order(_ left: PartialDateTime, _ right: PartialDateTime, at precision: TemporalPrecision?) -> Ordering? {
    if left.offset == right.offset { return left.compare(to: right, at: precision) }
    return local(left).compare(to: local(right), at: precision)
  }

  /// The value by the clock of the evaluation's zone, without a zone.
  private func local(_ value: PartialDateTime) -> PartialDateTime {
    guard value.offset != nil, value.offset != zone, value.precision >= .hour else { return value.replacingOffset(nil) }
    return (value.normalized(to: zone) ?? value).replacingOffset(nil)
  }

  private func order(uncertain left: CQLValue, _ right: CQLValue) throws(CQLError) -> Ordering? {
    guard let (low, high) = range(left), let (otherLow, otherHigh) = range(right) else {
      throw .mismatch("Comparison", [left, right])
    }
    if high < otherLow { return .less }
    if low > otherHigh { return .greater }
    return low == high && otherLow == otherHigh && low == otherLow ? .equal : nil
  }

  private func range(_ value: CQLValue) -> (ExactDecimal, ExactDecimal)? {
    if case .uncertain(let low, let high) = value { return (ExactDecimal(low), ExactDecimal(high)) }
    return value.decimal.map { ($0, $0) }
  }

  /// `<`, `<=`, `>`, `>=`; uncertain numbers may decide `<=` where they leave `<` and `=` open.
  func compares(
    _ left: CQLValue, _ right: CQLValue, at precision: TemporalPrecision? = nil, by name: CQLOperator
  ) throws(CQLError) -> Bool? {
    if let order = try order(left, right, at: precision) {
      switch name {
      case .less: return order == .less
      case .lessOrEqual: return order != .greater
      case .greater: return order == .greater
      default: return order != .less
      }
    }
    guard case (let low, let high)? = range(left), case (let otherLow, let otherHigh)? = range(right) else {
      return nil
    }
    switch name {
    case .less: return low >= otherHigh ? false : nil
    case .lessOrEqual: return high <= otherLow ? true : nil
    case .greater: return high <= otherLow ? false : nil
    default: return low >= otherHigh ? true : nil
    }
  }

  // MARK: Equality

  /// `=`: whether two values are the same; nil where a null or a lack of precision leaves it open.
  func equal(_ left: CQLValue, _ right: CQLValue) throws(CQLError) -> Bool? {
    switch (left, right) {
    case (.null, _), (_, .null): return nil
    case (.boolean(let a), .boolean(let b)): return a == b
    case (.integer(let a), .integer(let b)): return a == b
    case (.string(let a), .string(let b)): return a == b
    case (.decimal(let a), .decimal(let b)): return a == b
    case (.quantity(let a), .quantity(let b)): return a.equals(b)
    case (.ratio(let a), .ratio(let b)): return a.equals(b)
    case (.code(let a), .code(let b)): return try equal(a, b)
    case (.concept(let a), .concept(let b)): return try equal(a, b)
    case (.valueSet(let a), .valueSet(let b)), (.codeSystem(let a), .codeSystem(let b)):
      return a.id == b.id && a.version == b.version
    case (.interval(let a), .interval(let b)): return try IntervalAlgebra(self).equal(a, b)
    case (.interval(let a), .uncertain(let low, let high)):
      return try IntervalAlgebra(self).equal(
        a, CQLInterval(.integer(Int32(clamping: low)), .integer(Int32(clamping: high))))
    case (.list(let a), .list(let b)): return try equal(a, b)
    case (.tuple(let a), .tuple(let b)): return try equal(a, b)
    case (.node(let a), .node(let b)): return try equal(a, b)
    case (.node, _):
      let value = left.unwrapped
      if case .node = value { return false }
      return try equal(value, right)
    case (_, .node): return try equal(right, left)
    case (.date, .date), (.dateTime, .dateTime), (.time, .time), (.date, .dateTime), (.dateTime, .date),
      (.uncertain, _), (_, .uncertain):
      return try order(left, right).map { $0 == .equal }
    default:
      if let a = left.decimal, let b = right.decimal { return a == b }
      return false
    }
  }

  private func equal(_ left: Code, _ right: Code) throws(CQLError) -> Bool? {
    guard left.code == right.code else { return false }
    return same(left.system, right.system).and3(same(left.version, right.version)).and3(
      same(left.display, right.display))
  }

  private func equal(_ left: Concept, _ right: Concept) throws(CQLError) -> Bool? {
    guard left.codes.count == right.codes.count else { return false }
    var result: Bool? = same(left.display, right.display)
    for (first, second) in zip(left.codes, right.codes) {
      let isEqual = try equal(first, second)
      result = result.and3(isEqual)
    }
    return result
  }

  /// Elements that neither states are equal; stated by one only, they leave the answer open.
  private func same(_ left: String?, _ right: String?) -> Bool? {
    if left == nil, right == nil { return true }
    guard let left, let right else { return nil }
    return left == right
  }

  private func equal(_ left: [CQLValue], _ right: [CQLValue]) throws(CQLError) -> Bool? {
    guard left.count == right.count else { return false }
    var result: Bool? = true
    for (first, second) in zip(left, right) {
      let isEqual: Bool? = first.isNull && second.isNull ? true : try equal(first, second)
      if isEqual == false { return false }
      result = result.and3(isEqual)
    }
    return result
  }

  /// Element by element: the first that is not certainly equal decides.
  private func equal(_ left: CQLTuple, _ right: CQLTuple) throws(CQLError) -> Bool? {
    guard left.elements.count == right.elements.count else { return false }
    for element in left.elements {
      guard let other = right[element.name] else { return false }
      let isEqual: Bool? = element.value.isNull && other.isNull ? true : try equal(element.value, other)
      if isEqual != true { return isEqual }
    }
    return true
  }

  private func equal(_ left: FHIRNode, _ right: FHIRNode) throws(CQLError) -> Bool? {
    if left.isSame(as: right) { return true }
    if let a = left.primitiveValue, let b = right.primitiveValue { return try equal(a, b) }
    return JSONEquality.equal(left.json, right.json)
  }

  // MARK: Equivalence

  /// `~`: whether two values mean the same; never open. Text: without regard to case and kind of space.
  func equivalent(_ left: CQLValue, _ right: CQLValue) throws(CQLError) -> Bool {
    switch (left, right) {
    case (.null, .null): return true
    case (.null, _), (_, .null): return false
    case (.string(let a), .string(let b)): return a == b || Self.folded(a) == Self.folded(b)
    case (.quantity(let a), .quantity(let b)): return a.isEquivalent(to: b)
    case (.ratio(let a), .ratio(let b)): return a.isEquivalent(to: b)
    case (.code(let a), .code(let b)): return a.isEquivalent(to: b)
    case (.concept(let a), .concept(let b)): return a.isEquivalent(to: b)
    case (.code(let a), .concept(let b)), (.concept(let b), .code(let a)): return b.contains(a)
    case (.interval(let a), .interval(let b)): return try IntervalAlgebra(self).equivalent(a, b)
    case (.list(let a), .list(let b)):
      guard a.count == b.count else { return false }
      for (first, second) in zip(a, b) where try !equivalent(first, second) { return false }
      return true
    case (.tuple(let a), .tuple(let b)):
      guard a.elements.count == b.elements.count else { return false }
      for element in a.elements {
        guard let other = b[element.name], try equivalent(element.value, other) else { return false }
      }
      return true
    case (.node(let a), .node(let b)):
      if a.isSame(as: b) { return true }
      if let a = a.primitiveValue, let b = b.primitiveValue { return try equivalent(a, b) }
      return JSONEquality.equal(a.json, b.json)
    case (.node, _):
      let value = left.unwrapped
      if case .node = value { return false }
      return try equivalent(value, right)
    case (_, .node): return try equivalent(right, left)
    case (.dateTime(let a), .dateTime(let b)):
      // Different precision: not the same.
      return order(a, b, at: nil) == .equal
    default:
      if let a = left.decimal, let b = right.decimal { return a.isEquivalent(to: b) }
      return try equal(left, right) ?? false
    }
  }

  private static func folded(_ text: String) -> String {
    String(String.UnicodeScalarView(text.lowercased().unicodeScalars.map { $0.properties.isWhitespace ? " " : $0 }))
  }
}
