import ClinicalTypes

/// Relations of points and intervals in time or number (CQL 1.5, appendix B, Interval and Date/Time Operators).
extension Evaluation {
  func timing(
    _ name: CQLOperator, _ left: CQLValue, _ right: CQLValue, _ unit: CalendarUnit?
  ) throws(CQLError) -> Bool? {
    let precision = unit?.precision
    switch (left, right) {
    case (.null, _), (_, .null): return nil
    case (.interval(let a), .interval(let b)): return try timing(name, a, b, precision)
    case (.interval(let a), _):
      switch name {
      case .before: return try intervals.order(a.end(), right, precision).map { $0 == .less }
      case .after: return try intervals.order(a.start(), right, precision).map { $0 == .greater }
      case .sameOrBefore: return try intervals.order(a.end(), right, precision).map { $0 != .greater }
      case .sameOrAfter: return try intervals.order(a.start(), right, precision).map { $0 != .less }
      default: return try timing(name, a, CQLInterval(right, right), precision)
      }
    case (_, .interval(let b)):
      switch name {
      case .before: return try intervals.order(left, b.start(), precision).map { $0 == .less }
      case .after: return try intervals.order(left, b.end(), precision).map { $0 == .greater }
      case .sameOrBefore: return try intervals.order(left, b.start(), precision).map { $0 != .greater }
      case .sameOrAfter: return try intervals.order(left, b.end(), precision).map { $0 != .less }
      default: return try timing(name, CQLInterval(left, left), b, precision)
      }
    default:
      let order = try comparison.order(left, right, at: precision)
      switch name {
      case .before: return order.map { $0 == .less }
      case .after: return order.map { $0 == .greater }
      case .sameAs: return order.map { $0 == .equal }
      case .sameOrBefore: return order.map { $0 != .greater }
      case .sameOrAfter: return order.map { $0 != .less }
      default: throw .mismatch(name.rawValue, [left, right])
      }
    }
  }

  private func timing(
    _ name: CQLOperator, _ left: CQLInterval, _ right: CQLInterval, _ precision: TemporalPrecision?
  ) throws(CQLError) -> Bool? {
    switch name {
    case .before: return try intervals.isBefore(left, right, precision)
    case .after: return try intervals.isBefore(right, left, precision)
    case .sameOrBefore: return try intervals.isOnOrBefore(left, right, precision)
    case .sameOrAfter: return try intervals.order(left.start(), right.end(), precision).map { $0 != .less }
    case .sameAs:
      let starts = try intervals.starts(left, right, precision).map { $0 == .equal }
      let ends = try intervals.ends(left, right, precision).map { $0 == .equal }
      return starts.and3(ends)
    case .overlaps: return try intervals.overlaps(left, right, precision)
    case .overlapsBefore: return try intervals.overlapsBefore(left, right, precision)
    case .overlapsAfter: return try intervals.overlapsAfter(left, right, precision)
    case .meets: return try intervals.meets(left, right, precision)
    case .meetsBefore: return try intervals.meetsBefore(left, right, precision)
    case .meetsAfter: return try intervals.meetsBefore(right, left, precision)
    case .starts: return try intervals.startsTogether(left, right, precision)
    default: return try intervals.endsTogether(left, right, precision)
    }
  }

  // MARK: Membership

  func membership(
    _ name: CQLOperator, _ left: CQLValue, _ right: CQLValue, _ unit: CalendarUnit?
  ) throws(CQLError) -> Bool? {
    switch name {
    case .in: return try contains(right, left, unit, isProper: false)
    case .contains: return try contains(left, right, unit, isProper: false)
    case .properIn: return try contains(right, left, unit, isProper: true)
    case .properContains: return try contains(left, right, unit, isProper: true)
    case .includes: return try includes(left, right, unit, isProper: false)
    case .includedIn: return try includes(right, left, unit, isProper: false)
    case .properIncludes: return try includes(left, right, unit, isProper: true)
    default: return try includes(right, left, unit, isProper: true)
    }
  }

  private func contains(
    _ whole: CQLValue, _ part: CQLValue, _ unit: CalendarUnit?, isProper: Bool
  ) throws(CQLError) -> Bool? {
    switch whole {
    case .null: return false
    case .interval(let interval):
      return isProper
        ? try intervals.properlyContains(interval, part, unit?.precision)
        : try intervals.contains(interval, part, unit?.precision)
    case .list(let items): return try contains(items, part, isProper: isProper)
    case .valueSet: return try isMember(part, ofValueSet: whole)
    default: throw .mismatch("contains", [whole, part])
    }
  }

  private func includes(
    _ whole: CQLValue, _ part: CQLValue, _ unit: CalendarUnit?, isProper: Bool
  ) throws(CQLError) -> Bool? {
    switch (whole, part) {
    case (.null, _), (_, .null): return nil
    case (.interval(let a), .interval(let b)):
      return isProper
        ? try intervals.properlyIncludes(a, b, unit?.precision) : try intervals.includes(a, b, unit?.precision)
    case (.list(let a), .list(let b)): return try includes(a, b, isProper: isProper)
    default: return try contains(whole, part, unit, isProper: isProper)
    }
  }

  // MARK: Parts

  func intervalPart(_ name: CQLOperator, _ operand: CQLValue) throws(CQLError) -> CQLValue {
    guard case .interval(let interval) = operand else {
      if operand.isNull { return .null }
      throw .mismatch(name.rawValue, [operand])
    }
    switch name {
    case .start: return try interval.start()
    case .end: return try interval.end()
    case .pointFrom:
      let (start, end) = (try interval.start(), try interval.end())
      if start.isNull || end.isNull { return .null }
      guard try comparison.equal(start, end) == true else {
        throw CQLError(.value, "The interval has more than one point")
      }
      return start
    default:
      switch interval.pointType {
      case .date, .dateTime, .time:
        throw CQLError(
          .type, "The \(name.rawValue.lowercased()) of an interval in time is a duration: use 'days between'")
      default: break
      }
      let (start, end) = (try interval.start(), try interval.end())
      let width = try arithmetic(.subtract, end, start)
      if name == .width || width.isNull { return width }
      return try arithmetic(.add, width, Self.step(of: start))
    }
  }

  /// The distance between neighbouring points.
  private static func step(of point: CQLValue) -> CQLValue {
    switch point {
    case .decimal: .decimal(ExactDecimal.cqlStep)
    case .quantity(let quantity): .quantity(Quantity(ExactDecimal.cqlStep, quantity.unit))
    case .long: .long(1)
    default: .integer(1)
    }
  }

  // MARK: Sets

  /// `union`, `intersect`, `except` of intervals or lists.
  func combine(_ name: CQLOperator, _ left: CQLValue, _ right: CQLValue) throws(CQLError) -> CQLValue {
    switch (left, right) {
    case (.interval(let a), .interval(let b)):
      switch name {
      case .union: return try intervals.union(a, b)
      case .intersect: return try intervals.intersect(a, b)
      default: return try intervals.except(a, b)
      }
    case (.interval, .null), (.null, .interval): return .null
    case (.null, .null): return name == .union ? .list([]) : .null
    case (.list, _), (_, .list), (.valueSet, _), (_, .valueSet): return try combineLists(name, left, right)
    default: throw .mismatch(name.rawValue, [left, right])
    }
  }
}
