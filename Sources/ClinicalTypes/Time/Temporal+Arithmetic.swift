/// Calendar arithmetic. Years and months keep the day of the month, or fall back to the month's last day. A value that is
/// coarser than the unit takes the amount converted to its own precision and truncated: 24 hours are a day, 30 days a
/// month, 12 months or 365 days a year. Results outside the years 1…9999 are nil.
/// Source: FHIRPath N1, 6.6.7 and 6.6.8; CQL 1.5, Appendix B, Add and Subtract (date and time).
extension PartialDate {
  /// The date `amount` units later, or earlier when it is negative.
  public func adding(_ amount: Int, _ unit: CalendarUnit) -> PartialDate? {
    switch precision {
    case .year:
      let years: Int?
      switch unit {
      case .year: years = amount
      case .month: years = amount / 12
      default: years = Self.wholeDays(amount, unit).map { $0 / 365 }
      }
      return years.flatMap { addingMonths($0, times: 12) }
    case .month:
      switch unit {
      case .year: return addingMonths(amount, times: 12)
      case .month: return addingMonths(amount, times: 1)
      default: return Self.wholeDays(amount, unit).flatMap { addingMonths($0 / 30, times: 1) }
      }
    default:
      switch unit {
      case .year: return addingMonths(amount, times: 12)
      case .month: return addingMonths(amount, times: 1)
      default:
        guard let epochDay, let days = Self.wholeDays(amount, unit) else { return nil }
        let (sum, overflow) = epochDay.addingReportingOverflow(days)
        return overflow ? nil : PartialDate(epochDay: sum)
      }
    }
  }

  /// The date `amount` units earlier.
  public func subtracting(_ amount: Int, _ unit: CalendarUnit) -> PartialDate? {
    amount == .min ? nil : adding(-amount, unit)
  }

  /// The amount in days, truncated; nil on overflow.
  private static func wholeDays(_ amount: Int, _ unit: CalendarUnit) -> Int? {
    switch unit {
    case .week:
      let (days, overflow) = amount.multipliedReportingOverflow(by: 7)
      return overflow ? nil : days
    case .day: return amount
    default: return unit.milliseconds.map { amount / Int(86_400_000 / $0) }
    }
  }

  private func addingMonths(_ amount: Int, times factor: Int) -> PartialDate? {
    let (months, overflow) = amount.multipliedReportingOverflow(by: factor)
    guard !overflow, (-9999 * 12...9999 * 12).contains(months) else { return nil }
    let total = year * 12 + (month ?? 1) - 1 + months
    guard total >= 12 else { return nil }
    let (newYear, newMonth) = (total / 12, total % 12 + 1)
    let newDay = day.map { min($0, GregorianCalendar.days(inMonth: newMonth, year: newYear)) }
    return PartialDate(year: newYear, month: month == nil ? nil : newMonth, day: newDay)
  }
}

extension PartialTime {
  /// The time `amount` units later, past midnight if need be; nil for units longer than hours.
  public func adding(_ amount: Int, _ unit: CalendarUnit) -> PartialTime? {
    guard unit >= .hour, let length = unit.milliseconds, let own = precision.milliseconds else { return nil }
    // Whole days change nothing, and what is finer than the value cannot be added to it.
    let change = Int64(amount) % (86_400_000 / length) * length / own * own
    return PartialTime(
      millisecondOfDay: GregorianCalendar.floorDivide(millisecondOfDay + change, 86_400_000).remainder,
      precision: precision)
  }

  /// The time `amount` units earlier.
  public func subtracting(_ amount: Int, _ unit: CalendarUnit) -> PartialTime? {
    amount == .min ? nil : adding(-amount, unit)
  }
}

extension PartialDateTime {
  /// The dateTime `amount` units later by its own clock, or earlier when it is negative.
  public func adding(_ amount: Int, _ unit: CalendarUnit) -> PartialDateTime? {
    guard precision >= .hour, unit >= .week else {
      return date.adding(amount, unit).map { PartialDateTime($0, time, offset) }
    }
    guard let length = unit.milliseconds, let own = precision.milliseconds, let local = localMilliseconds else {
      return nil
    }
    let (change, overflow) = Int64(amount).multipliedReportingOverflow(by: length)
    guard !overflow else { return nil }
    let (sum, sumOverflow) = local.addingReportingOverflow(change / own * own)
    return sumOverflow ? nil : PartialDateTime(localMilliseconds: sum, precision: precision, offset: offset)
  }

  /// The dateTime `amount` units earlier.
  public func subtracting(_ amount: Int, _ unit: CalendarUnit) -> PartialDateTime? {
    amount == .min ? nil : adding(-amount, unit)
  }
}

extension TemporalPrecision {
  /// The length of one step at this precision, for hours and finer.
  fileprivate var milliseconds: Int64? {
    switch self {
    case .year, .month, .day: nil
    case .hour: 3_600_000
    case .minute: 60_000
    case .second: 1000
    case .millisecond: 1
    }
  }
}
