/// A range of values with open or closed ends, either of which may be missing.
///
/// A missing closed end reaches to the type's extreme; a missing open end is unknown (CQL 1.5, Interval Values).
public struct Interval<Bound: IntervalBound>: Sendable, Hashable {
  /// The lower end, if there is one.
  public let low: Bound?
  /// The upper end, if there is one.
  public let high: Bound?
  /// Whether the lower end belongs to the interval.
  public let lowClosed: Bool
  /// Whether the upper end belongs to the interval.
  public let highClosed: Bool

  /// An interval; nil if its ends are certainly the wrong way round.
  public init?(_ low: Bound?, _ high: Bound?, lowClosed: Bool = true, highClosed: Bool = true) {
    self.low = low
    self.high = high
    self.lowClosed = lowClosed
    self.highClosed = highClosed
    if let low, let high, low.compare(to: high) == .greater { return nil }
    if let start, let end, start.compare(to: end) == .greater { return nil }
  }

  /// The first value; nil if unknown (CQL `start of`).
  public var start: Bound? {
    guard let low else { return lowClosed ? Bound.leastBound : nil }
    return lowClosed ? low : low.successor
  }

  /// The last value; nil if unknown (CQL `end of`).
  public var end: Bound? {
    guard let high else { return highClosed ? Bound.greatestBound : nil }
    return highClosed ? high : high.predecessor
  }

  /// Whether `point` lies in the interval (CQL `contains`).
  public func contains(_ point: Bound) -> Bool? { startsAtMost(point).and3(endsAtLeast(point)) }

  /// Whether every value of `other` lies in the interval (CQL `includes`).
  public func includes(_ other: Interval) -> Bool? {
    compareStarts(other).map { $0 != .greater }.and3(compareEnds(other).map { $0 != .less })
  }

  /// Whether the two have a value in common (CQL `overlaps`).
  public func overlaps(_ other: Interval) -> Bool? {
    isBefore(other).or3(other.isBefore(self)).not3()
  }

  /// Whether the interval ends before `other` starts (CQL `before`).
  public func isBefore(_ other: Interval) -> Bool? {
    guard let end, let start = other.start else { return nil }
    return end.isLess(than: start)
  }

  /// Whether the interval starts after `other` ends (CQL `after`).
  public func isAfter(_ other: Interval) -> Bool? { other.isBefore(self) }

  /// Whether `other` starts with the value after the interval's last (CQL `meets before`).
  public func meetsBefore(_ other: Interval) -> Bool? {
    guard let end, let start = other.start else { return nil }
    guard let next = end.successor else { return false }
    return next.compare(to: start).map { $0 == .equal }
  }

  /// Whether both have the same first and last values (CQL `Equal`, intervals).
  public func equals(_ other: Interval) -> Bool? {
    compareStarts(other).map { $0 == .equal }.and3(compareEnds(other).map { $0 == .equal })
  }

  /// The values in both; nil if there are none or the ends cannot be ordered (CQL `intersect`).
  public func intersection(_ other: Interval) -> Interval? {
    guard overlaps(other) == true, let starts = compareStarts(other), let ends = compareEnds(other) else { return nil }
    let lower = starts == .less ? other : self
    let upper = ends == .greater ? other : self
    return Interval(lower.low, upper.high, lowClosed: lower.lowClosed, highClosed: upper.highClosed)
  }

  /// The values in either; nil unless the two overlap or meet (CQL `union`).
  public func union(_ other: Interval) -> Interval? {
    guard overlaps(other).or3(meetsBefore(other)).or3(other.meetsBefore(self)) == true,
      let starts = compareStarts(other), let ends = compareEnds(other)
    else { return nil }
    let lower = starts == .greater ? other : self
    let upper = ends == .less ? other : self
    return Interval(lower.low, upper.high, lowClosed: lower.lowClosed, highClosed: upper.highClosed)
  }

  private func startsAtMost(_ point: Bound) -> Bool? {
    guard let low else { return lowClosed ? true : nil }
    return lowClosed ? low.isAtMost(point) : low.isLess(than: point)
  }

  private func endsAtLeast(_ point: Bound) -> Bool? {
    guard let high else { return highClosed ? true : nil }
    return highClosed ? high.isAtLeast(point) : high.isGreater(than: point)
  }

  /// How the first values stand to each other; missing closed ends are the least of all.
  private func compareStarts(_ other: Interval) -> Ordering? {
    switch (low == nil && lowClosed, other.low == nil && other.lowClosed) {
    case (true, true): return .equal
    case (true, false) where Bound.leastBound == nil: return other.low == nil ? nil : .less
    case (false, true) where Bound.leastBound == nil: return low == nil ? nil : .greater
    default:
      guard let start, let otherStart = other.start else { return nil }
      return start.compare(to: otherStart)
    }
  }

  /// How the last values stand to each other; missing closed ends are the greatest of all.
  private func compareEnds(_ other: Interval) -> Ordering? {
    switch (high == nil && highClosed, other.high == nil && other.highClosed) {
    case (true, true): return .equal
    case (true, false) where Bound.greatestBound == nil: return other.high == nil ? nil : .greater
    case (false, true) where Bound.greatestBound == nil: return high == nil ? nil : .less
    default:
      guard let end, let otherEnd = other.end else { return nil }
      return end.compare(to: otherEnd)
    }
  }
}

extension Interval: CustomStringConvertible {
  /// The interval as CQL writes it: `Interval[1, 5)`.
  public var description: String {
    let (open, close) = (lowClosed ? "[" : "(", highClosed ? "]" : ")")
    return "Interval\(open)\(low.map { "\($0)" } ?? "null"), \(high.map { "\($0)" } ?? "null")\(close)"
  }
}
