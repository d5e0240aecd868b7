import ClinicalTypes

/// Relations between intervals and points (CQL 1.5, appendix B, Interval Operators). The answers have three values.
///
/// Without a stated precision dates and times are compared to the millisecond: a boundary that lacks milliseconds leaves
/// open what one with milliseconds decides.
struct IntervalAlgebra: Sendable {
  let comparison: Comparison

  init(_ comparison: Comparison) { self.comparison = comparison }

  /// How two points stand to each other.
  func order(_ left: CQLValue, _ right: CQLValue, _ precision: TemporalPrecision?) throws(CQLError) -> Ordering? {
    try comparison.order(left, right, at: precision ?? Self.finest(left, right))
  }

  private static func finest(_ left: CQLValue, _ right: CQLValue) -> TemporalPrecision? {
    switch (left, right) {
    case (.dateTime(let a), .dateTime(let b)): a.precision == b.precision ? nil : .millisecond
    case (.time(let a), .time(let b)): a.precision == b.precision ? nil : .millisecond
    case (.dateTime, .date), (.date, .dateTime): .millisecond
    default: nil
    }
  }

  /// Whether precision leaves open which of two dates or times is the earlier.
  func isUndecided(_ left: CQLValue, _ right: CQLValue) throws(CQLError) -> Bool {
    guard Self.finest(left, right) != nil else { return false }
    return try order(left, right, nil) == nil
  }

  /// How the first points stand to each other; a closed null is the least of all.
  func starts(_ left: CQLInterval, _ right: CQLInterval, _ precision: TemporalPrecision?) throws(CQLError) -> Ordering?
  {
    switch (left.isUnboundedBelow, right.isUnboundedBelow) {
    case (true, true): return .equal
    case (true, false) where left.pointType == nil: return right.low.isNull ? nil : .less
    case (false, true) where right.pointType == nil: return left.low.isNull ? nil : .greater
    default: return try order(left.start(), right.start(), precision)
    }
  }

  /// How the last points stand to each other; a closed null is the greatest of all.
  func ends(_ left: CQLInterval, _ right: CQLInterval, _ precision: TemporalPrecision?) throws(CQLError) -> Ordering? {
    switch (left.isUnboundedAbove, right.isUnboundedAbove) {
    case (true, true): return .equal
    case (true, false) where left.pointType == nil: return right.high.isNull ? nil : .greater
    case (false, true) where right.pointType == nil: return left.high.isNull ? nil : .less
    default: return try order(left.end(), right.end(), precision)
    }
  }

  func equal(_ left: CQLInterval, _ right: CQLInterval) throws(CQLError) -> Bool? {
    let isSameStart = try comparison.equal(left.start(), right.start())
    let isSameEnd = try comparison.equal(left.end(), right.end())
    let starts = left.isUnboundedBelow && right.isUnboundedBelow ? true : isSameStart
    let ends = left.isUnboundedAbove && right.isUnboundedAbove ? true : isSameEnd
    return starts.and3(ends)
  }

  func equivalent(_ left: CQLInterval, _ right: CQLInterval) throws(CQLError) -> Bool {
    let starts = try comparison.equivalent(left.start(), right.start())
    let ends = try comparison.equivalent(left.end(), right.end())
    return starts && ends
  }

  // MARK: Points

  /// `contains`, `in`
  func contains(
    _ interval: CQLInterval, _ point: CQLValue, _ precision: TemporalPrecision?
  ) throws(CQLError) -> Bool? {
    if point.isNull { return nil }
    // With nothing known about the points, nothing is certainly among them.
    if interval.pointType == nil, interval.low.isNull, interval.high.isNull { return false }
    var isAfterStart: Bool?
    if interval.low.isNull {
      isAfterStart = interval.lowClosed ? true : nil
    } else if precision != nil || interval.lowClosed {
      // With a precision, closed or open is a matter of that precision only.
      let order = try order(interval.lowClosed ? interval.low : interval.start(), point, precision)
      isAfterStart = order.map { $0 != .greater }
    } else {
      isAfterStart = try order(interval.low, point, precision).map { $0 == .less }
    }
    if isAfterStart == false { return false }
    var isBeforeEnd: Bool?
    if interval.high.isNull {
      isBeforeEnd = interval.highClosed ? true : nil
    } else if precision != nil || interval.highClosed {
      let order = try order(interval.highClosed ? interval.high : interval.end(), point, precision)
      isBeforeEnd = order.map { $0 != .less }
    } else {
      isBeforeEnd = try order(interval.high, point, precision).map { $0 == .greater }
    }
    return isAfterStart.and3(isBeforeEnd)
  }

  /// `properly contains`: in it, and not its only point… nor one of its ends.
  func properlyContains(
    _ interval: CQLInterval, _ point: CQLValue, _ precision: TemporalPrecision?
  ) throws(CQLError) -> Bool? {
    if point.isNull { return nil }
    let isAfterStart: Bool? =
      interval.isUnboundedBelow ? true : try order(interval.start(), point, precision).map { $0 == .less }
    let isBeforeEnd: Bool? =
      interval.isUnboundedAbove ? true : try order(interval.end(), point, precision).map { $0 == .greater }
    return isAfterStart.and3(isBeforeEnd)
  }

  // MARK: Intervals

  /// `includes`
  func includes(
    _ left: CQLInterval, _ right: CQLInterval, _ precision: TemporalPrecision?
  ) throws(CQLError) -> Bool? {
    let starts = try starts(left, right, precision).map { $0 != .greater }
    if starts == false { return false }
    let ends = try ends(left, right, precision).map { $0 != .less }
    return starts.and3(ends)
  }

  /// `properly includes`
  func properlyIncludes(
    _ left: CQLInterval, _ right: CQLInterval, _ precision: TemporalPrecision?
  ) throws(CQLError) -> Bool? {
    let starts = try starts(left, right, precision)
    let ends = try ends(left, right, precision)
    let includes = starts.map { $0 != .greater }.and3(ends.map { $0 != .less })
    let differs = starts.map { $0 == .less }.or3(ends.map { $0 == .greater })
    return includes.and3(differs)
  }

  /// `before`
  func isBefore(
    _ left: CQLInterval, _ right: CQLInterval, _ precision: TemporalPrecision?
  ) throws(CQLError) -> Bool? {
    try order(left.end(), right.start(), precision).map { $0 == .less }
  }

  /// `on or before`
  func isOnOrBefore(
    _ left: CQLInterval, _ right: CQLInterval, _ precision: TemporalPrecision?
  ) throws(CQLError) -> Bool? {
    try order(left.end(), right.start(), precision).map { $0 != .greater }
  }

  /// `overlaps`
  func overlaps(_ left: CQLInterval, _ right: CQLInterval, _ precision: TemporalPrecision?) throws(CQLError) -> Bool? {
    let startsInTime = try order(left.start(), right.end(), precision).map { $0 != .greater }
    if startsInTime == false { return false }
    let other = try order(left.end(), right.start(), precision).map { $0 != .less }
    return startsInTime.and3(other)
  }

  /// `overlaps before`
  func overlapsBefore(
    _ left: CQLInterval, _ right: CQLInterval, _ precision: TemporalPrecision?
  ) throws(CQLError) -> Bool? {
    let starts = try order(left.start(), right.start(), precision).map { $0 == .less }
    let other = try overlaps(left, right, precision)
    return starts.and3(other)
  }

  /// `overlaps after`
  func overlapsAfter(
    _ left: CQLInterval, _ right: CQLInterval, _ precision: TemporalPrecision?
  ) throws(CQLError) -> Bool? {
    let ends = try order(left.end(), right.end(), precision).map { $0 == .greater }
    let other = try overlaps(left, right, precision)
    return ends.and3(other)
  }

  /// `meets before`
  func meetsBefore(
    _ left: CQLInterval, _ right: CQLInterval, _ precision: TemporalPrecision?
  ) throws(CQLError) -> Bool? {
    let (end, start) = (try left.end(), try right.start())
    if end.isNull || start.isNull {
      // An unknown end lies no earlier than the start, an unknown start no later than the end.
      let (least, greatest) = (end.isNull ? try left.start() : end, start.isNull ? try right.end() : start)
      return try order(least, greatest, precision).flatMap { $0 == .less ? nil : false }
    }
    // Nothing follows the last of all points.
    guard let next = try? Neighbours.successor(end) else { return false }
    return try order(next, start, precision).map { $0 == .equal }
  }

  /// `meets`
  func meets(_ left: CQLInterval, _ right: CQLInterval, _ precision: TemporalPrecision?) throws(CQLError) -> Bool? {
    let (before, after) = (try meetsBefore(left, right, precision), try meetsBefore(right, left, precision))
    return before.or3(after)
  }

  /// `starts`
  func startsTogether(
    _ left: CQLInterval, _ right: CQLInterval, _ precision: TemporalPrecision?
  ) throws(CQLError) -> Bool? {
    let starts = try order(left.start(), right.start(), precision).map { $0 == .equal }
    let other = try order(left.end(), right.end(), precision).map { $0 != .greater }
    return starts.and3(other)
  }

  /// `ends`
  func endsTogether(
    _ left: CQLInterval, _ right: CQLInterval, _ precision: TemporalPrecision?
  ) throws(CQLError) -> Bool? {
    let starts = try order(left.start(), right.start(), precision).map { $0 != .less }
    let other = try order(left.end(), right.end(), precision).map { $0 == .equal }
    return starts.and3(other)
  }
}
