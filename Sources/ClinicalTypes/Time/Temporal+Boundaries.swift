/// How a boundary treats what a value leaves open.
public enum BoundaryStyle: Sendable, Hashable {
  /// A missing zone is the one that reaches furthest (+14:00 for the low, -12:00 for the high boundary), and a lone hour is
  /// read as FHIR would have to write it, `hh:00`. FHIRPath (STU) `lowBoundary`, `highBoundary`.
  case fhirPath
  /// A missing zone stays missing and a lone hour spans its 60 minutes. CQL 1.5 `LowBoundary`, `HighBoundary`.
  case cql
}

extension PartialDate {
  /// The first date that the value can stand for, at `precision`; a coarser precision truncates. Nil beyond days.
  public func lowBoundary(precision: TemporalPrecision = .day) -> PartialDate? {
    guard precision <= .day else { return nil }
    return PartialDate(unchecked: year, month ?? 1, day ?? 1).truncated(to: precision)
  }

  /// The last date that the value can stand for, at `precision`; a coarser precision truncates. Nil beyond days.
  public func highBoundary(precision: TemporalPrecision = .day) -> PartialDate? {
    guard precision <= .day else { return nil }
    let month = month ?? 12
    let day = day ?? GregorianCalendar.days(inMonth: month, year: year)
    return PartialDate(unchecked: year, month, day).truncated(to: precision)
  }
}

extension PartialTime {
  /// The first time that the value can stand for, at `precision`. Nil for days and coarser.
  public func lowBoundary(precision: TemporalPrecision = .millisecond) -> PartialTime? {
    guard precision >= .hour else { return nil }
    return PartialTime(unchecked: hour, minute ?? 0, second ?? 0, millisecond ?? 0, .millisecond).truncated(
      to: precision)
  }

  /// The last time that the value can stand for, at `precision`. Nil for days and coarser.
  public func highBoundary(precision: TemporalPrecision = .millisecond) -> PartialTime? {
    guard precision >= .hour else { return nil }
    return PartialTime(unchecked: hour, minute ?? 59, second ?? 59, millisecond ?? 999, .millisecond)
      .truncated(to: precision)
  }
}

extension PartialDateTime {
  /// The first moment that the value can stand for, at `precision`; a coarser precision truncates.
  public func lowBoundary(
    precision: TemporalPrecision = .millisecond, style: BoundaryStyle = .fhirPath
  ) -> PartialDateTime {
    let low = PartialDateTime(
      PartialDate(unchecked: year, month ?? 1, day ?? 1), (time ?? .minimum).lowBoundary(), offset)
    return low.completed(to: precision, zone: style == .fhirPath ? ZoneOffset(minutes: 840) : nil)
  }

  /// The last moment that the value can stand for, at `precision`; a coarser precision truncates.
  public func highBoundary(
    precision: TemporalPrecision = .millisecond, style: BoundaryStyle = .fhirPath
  ) -> PartialDateTime {
    let month = month ?? 12
    let day = day ?? GregorianCalendar.days(inMonth: month, year: year)
    var time = time ?? .maximum
    if style == .fhirPath, time.precision == .hour { time = PartialTime(unchecked: time.hour, 0, 0, 0, .minute) }
    let high = PartialDateTime(PartialDate(unchecked: year, month, day), time.highBoundary(), offset)
    return high.completed(to: precision, zone: style == .fhirPath ? ZoneOffset(minutes: -720) : nil)
  }

  private func completed(to precision: TemporalPrecision, zone: ZoneOffset?) -> PartialDateTime {
    let value = truncated(to: precision)
    return precision >= .hour ? value.replacingOffset(offset ?? zone) : value.replacingOffset(nil)
  }
}
