extension PartialDate {
  /// Days since 1970-01-01; nil unless the date has its day.
  public var epochDay: Int? {
    guard let month, let day else { return nil }
    return GregorianCalendar.epochDay(year: year, month: month, day: day)
  }

  /// The date so many days after 1970-01-01; nil outside the years 1…9999.
  public init?(epochDay: Int) {
    guard GregorianCalendar.epochDays.contains(epochDay) else { return nil }
    let (year, month, day) = GregorianCalendar.date(ofEpochDay: epochDay)
    self.init(unchecked: year, month, day)
  }

  /// The day of the week, 0 being Sunday; nil unless the date has its day.
  public var weekday: Int? { epochDay.map { (($0 % 7) + 11) % 7 } }
}

extension PartialDateTime {
  /// Milliseconds from 1970-01-01T00:00 by the value's own clock, missing components at their lowest.
  var localMilliseconds: Int64? {
    let day = GregorianCalendar.epochDay(year: year, month: month ?? 1, day: self.day ?? 1)
    return Int64(day) * 86_400_000 + (time?.millisecondOfDay ?? 0)
  }

  /// The value whose own clock shows `localMilliseconds` since 1970-01-01T00:00; nil outside the years 1…9999.
  init?(localMilliseconds: Int64, precision: TemporalPrecision, offset: ZoneOffset?) {
    let (day, rest) = GregorianCalendar.floorDivide(localMilliseconds, 86_400_000)
    guard let date = PartialDate(epochDay: Int(day)) else { return nil }
    let time = precision >= .hour ? PartialTime(millisecondOfDay: rest, precision: precision) : nil
    self.init(date.truncated(to: precision), time, offset)
  }

  /// Milliseconds since 1970-01-01T00:00:00Z; nil without a zone (unless `defaultOffset` names one) or at day
  /// precision and coarser.
  public func epochMilliseconds(defaultOffset: ZoneOffset? = nil) -> Int64? {
    guard precision >= .hour, let zone = offset ?? defaultOffset, let local = localMilliseconds else { return nil }
    return local - Int64(zone.minutes) * 60_000
  }

  /// The point in time `epochMilliseconds` after 1970-01-01T00:00:00Z as seen in `offset`; nil outside the years 1…9999.
  public init?(epochMilliseconds: Int64, offset: ZoneOffset = .zulu) {
    let (local, overflow) = epochMilliseconds.addingReportingOverflow(Int64(offset.minutes) * 60_000)
    guard !overflow else { return nil }
    self.init(localMilliseconds: local, precision: .millisecond, offset: offset)
  }
}
