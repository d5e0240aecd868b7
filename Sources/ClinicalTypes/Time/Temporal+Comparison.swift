/// Comparison goes from the year down. Where both values state a component, they are compared; where only one does, the
/// answer is unknown. Seconds and milliseconds count as one decimal component unless a precision is asked for.
/// Source: FHIRPath N1, 6.1 and 6.2; CQL 1.5, Appendix B, Date and Time Operators.
extension PartialDate: UncertainlyComparable {
  /// How the dates stand to each other down to the coarser precision; nil when one goes on where the other ends.
  public func compare(to other: PartialDate) -> Ordering? {
    if precision == other.precision { return Ordering(key, other.key) }
    let shared = min(precision, other.precision)
    let order = Ordering(truncated(to: shared).key, other.truncated(to: shared).key)
    return order == .equal ? nil : order
  }

  /// How the dates stand to each other at `precision`, finer components being ignored.
  public func compare(to other: PartialDate, at precision: TemporalPrecision) -> Ordering? {
    let (left, right) = (truncated(to: precision), other.truncated(to: precision))
    let order = left.compare(to: right)
    // A date has no hours: asked for those, it cannot say that it is the same.
    return order == .equal && left.precision < precision ? nil : order
  }

  /// Whether the dates are the same; nil when uncertain.
  public func equals(_ other: PartialDate) -> Bool? { compare(to: other).map { $0 == .equal } }
  /// Whether precision and components are the same.
  public func isEquivalent(to other: PartialDate) -> Bool { self == other }
}

extension PartialTime: UncertainlyComparable {
  /// How the times stand to each other; nil when one goes on where the other ends.
  public func compare(to other: PartialTime) -> Ordering? {
    if precision == other.precision || min(precision, other.precision) >= .second { return Ordering(key, other.key) }
    let shared = min(precision, other.precision)
    let order = Ordering(truncated(to: shared).key, other.truncated(to: shared).key)
    return order == .equal ? nil : order
  }

  /// How the times stand to each other at `precision`, finer components being ignored.
  public func compare(to other: PartialTime, at precision: TemporalPrecision) -> Ordering? {
    let shared = min(self.precision, other.precision, precision)
    let order = Ordering(truncated(to: shared).key, other.truncated(to: shared).key)
    return order == .equal && shared < precision ? nil : order
  }

  /// Whether the times are the same; nil when uncertain.
  public func equals(_ other: PartialTime) -> Bool? { compare(to: other).map { $0 == .equal } }
  /// Whether the times are the same, uncertainty counting as no.
  public func isEquivalent(to other: PartialTime) -> Bool { equals(other) ?? false }
}

extension PartialDateTime: UncertainlyComparable {
  /// How the values stand to each other, with no assumption about a missing zone.
  public func compare(to other: PartialDateTime) -> Ordering? { compare(to: other, at: nil, defaultOffset: nil) }

  /// How the values stand to each other.
  ///
  /// - Parameters:
  ///   - other: The right-hand value.
  ///   - precision: Where to stop; nil compares everything, seconds and milliseconds together.
  ///   - defaultOffset: The zone of a value that states none. Without it, a zoned value and a zoneless one are ordered
  ///     only if every zone on earth (+14:00 … -12:00) gives the same order.
  /// - Returns: The order; nil when uncertain.
  public func compare(
    to other: PartialDateTime, at precision: TemporalPrecision?, defaultOffset: ZoneOffset? = nil
  ) -> Ordering? {
    let (left, right) = (offset ?? defaultOffset, other.offset ?? defaultOffset)
    guard let left, let right else {
      if left == nil, right == nil { return compareComponents(to: other, at: precision) }
      return compareOverZones(to: other, at: precision)
    }
    if left == right || (self.precision < .hour && other.precision < .hour) {
      return compareComponents(to: other, at: precision)
    }
    guard let first = replacingOffset(left).normalized(to: .zulu),
      let second = other.replacingOffset(right).normalized(to: .zulu)
    else { return nil }
    return first.compareComponents(to: second, at: precision)
  }

  /// Compares components as if both values were in one zone.
  private func compareComponents(to other: PartialDateTime, at precision: TemporalPrecision?) -> Ordering? {
    let shared = min(self.precision, other.precision)
    guard let precision else {
      if self.precision == other.precision || shared >= .second { return Ordering(key, other.key) }
      let order = Ordering(truncated(to: shared).key, other.truncated(to: shared).key)
      return order == .equal ? nil : order
    }
    let depth = min(shared, precision)
    let order = Ordering(truncated(to: depth).key, other.truncated(to: depth).key)
    return order == .equal && depth < precision ? nil : order
  }

  /// Compares a zoned value with a zoneless one: certain only where the extreme zones agree.
  private func compareOverZones(to other: PartialDateTime, at precision: TemporalPrecision?) -> Ordering? {
    guard min(self.precision, other.precision) >= .hour else {
      // At day precision and coarser zones are not stated, and the written components are compared as they are.
      return compareComponents(to: other, at: precision)
    }
    guard let east = ZoneOffset(minutes: 840), let west = ZoneOffset(minutes: -720) else { return nil }
    let first = compare(to: other, at: precision, defaultOffset: east)
    return first == compare(to: other, at: precision, defaultOffset: west) ? first : nil
  }

  /// Whether the values are the same point in time; nil when uncertain.
  public func equals(_ other: PartialDateTime, defaultOffset: ZoneOffset? = nil) -> Bool? {
    compare(to: other, at: nil, defaultOffset: defaultOffset).map { $0 == .equal }
  }

  /// Whether the values are the same point in time, uncertainty and differing precision counting as no.
  public func isEquivalent(to other: PartialDateTime, defaultOffset: ZoneOffset? = nil) -> Bool {
    equals(other, defaultOffset: defaultOffset) ?? false
  }

  /// The same point in time in another zone, at the same precision; nil without a zone or beyond the years 1…9999.
  ///
  /// Missing components count as their lowest value. A value without a time of day is returned unchanged.
  public func normalized(to zone: ZoneOffset) -> PartialDateTime? {
    guard precision >= .hour else { return self }
    guard let offset, let local = localMilliseconds else { return nil }
    if offset == zone { return replacingOffset(zone) }
    return PartialDateTime(
      localMilliseconds: local + Int64(zone.minutes - offset.minutes) * 60_000, precision: precision, offset: zone)
  }
}
