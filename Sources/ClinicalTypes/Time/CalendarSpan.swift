/// Counts the calendar periods between two points of a local calendar.
enum CalendarSpan {
  /// A millisecond of a local calendar, with its month for the units that have no fixed length.
  struct Point {
    /// Months since year 0.
    let month: Int
    /// Milliseconds since the month began.
    let inMonth: Int64
    /// Milliseconds since 1970-01-01T00:00 by the same clock.
    let milliseconds: Int64

    init(_ date: PartialDate, millisecondOfDay: Int64) {
      let (month, day) = (date.month ?? 1, date.day ?? 1)
      self.month = date.year * 12 + month - 1
      inMonth = Int64(day) * 86_400_000 + millisecondOfDay
      milliseconds =
        Int64(GregorianCalendar.epochDay(year: date.year, month: month, day: day)) * 86_400_000 + millisecondOfDay
    }

    init(lowest value: PartialDateTime) {
      self.init(value.date, millisecondOfDay: value.time?.millisecondOfDay ?? 0)
    }

    init(highest value: PartialDateTime) {
      // Seconds and milliseconds are one decimal: a value with seconds is complete.
      let high = value.precision >= .second ? value : value.highBoundary(style: .cql)
      self.init(lowest: high)
    }
  }

  /// Whole units from one point to the other.
  static func whole(_ first: Point, _ second: Point, _ unit: CalendarUnit) -> Int {
    if let length = unit.milliseconds { return Int((second.milliseconds - first.milliseconds) / length) }
    if second.milliseconds < first.milliseconds { return -whole(second, first, unit) }
    let months = second.month - first.month - (second.inMonth < first.inMonth ? 1 : 0)
    return unit == .year ? months / 12 : months
  }

  /// Boundaries of the unit from one point to the other; weeks begin on Sunday.
  static func crossed(_ first: Point, _ second: Point, _ unit: CalendarUnit) -> Int {
    switch unit {
    case .year: return second.month / 12 - first.month / 12
    case .month: return second.month - first.month
    case .week:
      // Day 0 is a Thursday, the fourth day after a Sunday.
      func week(_ point: Point) -> Int64 {
        let day = GregorianCalendar.floorDivide(point.milliseconds, 86_400_000).quotient
        return GregorianCalendar.floorDivide(day + 4, 7).quotient
      }
      return Int(week(second) - week(first))
    default:
      guard let length = unit.milliseconds else { return 0 }
      return Int(
        GregorianCalendar.floorDivide(second.milliseconds, length).quotient
          - GregorianCalendar.floorDivide(first.milliseconds, length).quotient)
    }
  }

  /// The least and the greatest count over all that the two values can stand for.
  static func range(
    _ first: PartialDateTime, _ second: PartialDateTime, _ count: (Point, Point) -> Int
  ) -> ClosedRange<Int> {
    let least = count(Point(highest: first), Point(lowest: second))
    let greatest = count(Point(lowest: first), Point(highest: second))
    return least...max(least, greatest)
  }

  /// As for dateTimes, in whole days.
  static func range(_ first: PartialDate, _ second: PartialDate, _ count: (Point, Point) -> Int) -> ClosedRange<Int>? {
    guard let firstHigh = first.highBoundary(), let secondHigh = second.highBoundary() else { return nil }
    let least = count(Point(firstHigh, millisecondOfDay: 0), Point(second, millisecondOfDay: 0))
    let greatest = count(Point(first, millisecondOfDay: 0), Point(secondHigh, millisecondOfDay: 0))
    return least...max(least, greatest)
  }
}
