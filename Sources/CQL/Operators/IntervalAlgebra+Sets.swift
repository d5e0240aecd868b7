import ClinicalTypes

/// `union`, `intersect`, `except` of intervals (CQL 1.5, appendix B, Interval Operators).
extension IntervalAlgebra {
  /// `union`; null unless the two overlap or meet.
  func union(_ left: CQLInterval, _ right: CQLInterval) throws(CQLError) -> CQLValue {
    let (overlaps, meets) = (try overlaps(left, right, nil), try meets(left, right, nil))
    guard overlaps.or3(meets) == true, let starts = try starts(left, right, nil), let ends = try ends(left, right, nil)
    else {
      return .null
    }
    let lower = starts == .greater ? right : left
    let upper = ends == .less ? right : left
    return .interval(joined(lower, upper))
  }

  private func joined(_ lower: CQLInterval, _ upper: CQLInterval) -> CQLInterval {
    CQLInterval(
      lower.low, upper.high, lowClosed: lower.lowClosed, highClosed: upper.highClosed,
      pointType: lower.pointType ?? upper.pointType)
  }

  /// `intersect`; null if the two have nothing in common for certain.
  func intersect(_ left: CQLInterval, _ right: CQLInterval) throws(CQLError) -> CQLValue {
    if try overlaps(left, right, nil) == false { return .null }
    guard let lower = try later(left, right), let upper = try earlier(left, right) else { return .null }
    return .interval(joined(lower, upper))
  }

  /// The interval that starts later; one with an unknown start cannot be outdone, and stays unknown.
  private func later(_ left: CQLInterval, _ right: CQLInterval) throws(CQLError) -> CQLInterval? {
    if left.low.isNull, !left.lowClosed { return left }
    if right.low.isNull, !right.lowClosed { return right }
    return try starts(left, right, nil).map { $0 == .less ? right : left }
  }

  private func earlier(_ left: CQLInterval, _ right: CQLInterval) throws(CQLError) -> CQLInterval? {
    if left.high.isNull, !left.highClosed { return left }
    if right.high.isNull, !right.highClosed { return right }
    return try ends(left, right, nil).map { $0 == .greater ? right : left }
  }

  /// `except`; null if nothing or two pieces remain.
  func except(_ left: CQLInterval, _ right: CQLInterval) throws(CQLError) -> CQLValue {
    if try overlaps(left, right, nil) == false { return .interval(left) }
    guard let starts = try starts(left, right, nil), let ends = try ends(left, right, nil) else { return .null }
    if starts == .less, ends != .greater {
      let end = try Neighbours.predecessor(right.start())
      return .interval(CQLInterval(left.low, end, lowClosed: left.lowClosed, highClosed: true))
    }
    if ends == .greater, starts != .less {
      let start = try Neighbours.successor(right.end())
      return .interval(CQLInterval(start, left.high, lowClosed: true, highClosed: left.highClosed))
    }
    return .null
  }
}
