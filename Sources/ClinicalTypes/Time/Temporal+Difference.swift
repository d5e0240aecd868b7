/// Whole periods ("years between", CQL 1.5 Duration) and crossed boundaries ("difference in years between", CQL 1.5
/// Difference). The result is a range: one number when certain, all that are possible when a value is too coarse.
/// Backward differences are negative. Source: CQL 1.5, Appendix B, and 22.17-22.18 of the author's guide.
extension PartialDate {
  /// How many whole `unit`s lie between this date and `other`; nil for units shorter than days.
  public func wholePeriods(to other: PartialDate, in unit: CalendarUnit) -> ClosedRange<Int>? {
    guard unit <= .day else { return nil }
    return CalendarSpan.range(self, other) { CalendarSpan.whole($0, $1, unit) }
  }

  /// How many boundaries of `unit` lie between this date and `other`; nil for units shorter than days.
  public func boundariesCrossed(to other: PartialDate, in unit: CalendarUnit) -> ClosedRange<Int>? {
    guard unit <= .day else { return nil }
    return CalendarSpan.range(self, other) { CalendarSpan.crossed($0, $1, unit) }
  }

  /// The age in completed years on `date` of someone born on this one; more than one answer when a date is partial.
  public func completedYears(on date: PartialDate) -> ClosedRange<Int>? { wholePeriods(to: date, in: .year) }
}

extension PartialTime {
  /// How many whole `unit`s lie between this time and `other`; nil for units longer than hours.
  ///
  /// Where both times state the unit, what they do not state counts as zero.
  public func wholePeriods(to other: PartialTime, in unit: CalendarUnit) -> ClosedRange<Int>? {
    between(other, unit) { Int(($1 - $0) / $2) }
  }

  /// How many boundaries of `unit` lie between this time and `other`; nil for units longer than hours.
  public func boundariesCrossed(to other: PartialTime, in unit: CalendarUnit) -> ClosedRange<Int>? {
    between(other, unit) { Int($1 / $2 - $0 / $2) }
  }

  private func between(
    _ other: PartialTime, _ unit: CalendarUnit, _ count: (Int64, Int64, Int64) -> Int
  ) -> ClosedRange<Int>? {
    guard unit >= .hour, let length = unit.milliseconds else { return nil }
    if min(precision, other.precision) >= min(unit.precision, .second) {
      let value = count(millisecondOfDay, other.millisecondOfDay, length)
      return value...value
    }
    guard let low = lowBoundary(), let high = highBoundary(), let otherLow = other.lowBoundary(),
      let otherHigh = other.highBoundary()
    else { return nil }
    let least = count(high.millisecondOfDay, otherLow.millisecondOfDay, length)
    return least...max(least, count(low.millisecondOfDay, otherHigh.millisecondOfDay, length))
  }
}

extension PartialDateTime {
  /// How many whole `unit`s lie between this value and `other`, both seen in this value's zone.
  public func wholePeriods(to other: PartialDateTime, in unit: CalendarUnit) -> ClosedRange<Int>? {
    CalendarSpan.range(self, inZoneOfSelf(other)) { CalendarSpan.whole($0, $1, unit) }
  }

  /// How many boundaries of `unit` lie between this value and `other`.
  ///
  /// Days and longer units go by each value's own calendar, hours and shorter ones by this value's zone.
  public func boundariesCrossed(to other: PartialDateTime, in unit: CalendarUnit) -> ClosedRange<Int>? {
    let other = unit <= .day ? other : inZoneOfSelf(other)
    if min(precision, other.precision) >= unit.precision {
      let value = CalendarSpan.crossed(CalendarSpan.Point(lowest: self), CalendarSpan.Point(lowest: other), unit)
      return value...value
    }
    return CalendarSpan.range(self, other) { CalendarSpan.crossed($0, $1, unit) }
  }

  private func inZoneOfSelf(_ other: PartialDateTime) -> PartialDateTime {
    guard let offset, other.offset != nil, other.offset != offset else { return other }
    return other.normalized(to: offset) ?? other
  }
}
