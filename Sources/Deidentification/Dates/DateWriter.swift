import ClinicalTypes

/// Turns the record's dates into the form of a profile. The shift is drawn once for a request.
struct DateWriter {
  let dates: DeidentificationProfile.Dates
  let now: PartialDateTime
  private let today: Int?
  /// Days taken off every date (form `days`: the anchor's epoch day) or added to it (form `calendar`).
  private let shift: Int
  private let birthdayDelay: Int

  init(_ dates: DeidentificationProfile.Dates, now: PartialDateTime, random: inout some RandomNumberGenerator) {
    self.dates = dates
    self.now = now
    today = now.date.epochDay
    // Fifty years either way: wide enough that no day of a life stands out, narrow enough to stay within a calendar.
    let distance = Int.random(in: 366...18_262, using: &random)
    let drawn = Bool.random(using: &random) ? distance : -distance
    shift = dates.form == .days ? (today ?? 0) + drawn : drawn
    birthdayDelay = Int.random(in: 0..<28, using: &random)
  }

  /// The epoch day that the offset 0 stands for, if dates are day offsets.
  var anchor: Int? { dates.form == .days ? shift : nil }

  /// The de-identified form of a date, dateTime or instant; nil if it does not leave. An instant's type demands a whole
  /// point in time.
  func text(of original: String, isInstant: Bool) -> String? {
    guard let value = PartialDateTime(fhirDateTime: original), !impliesGreatAge(value.date) else { return nil }
    switch dates.form {
    case .drop: return nil
    case .year: return isInstant ? nil : PartialDate(year: value.year, month: nil, day: nil)?.description
    case .days: return days(value.date)
    case .calendar: return calendar(value)
    }
  }

  private func days(_ date: PartialDate) -> String? {
    guard let first = date.lowBoundary(precision: .day)?.epochDay else { return nil }
    guard date.precision < .day, let last = date.highBoundary(precision: .day)?.epochDay else {
      return "day \(first - shift)"
    }
    return "day \(first - shift)..\(last - shift)"
  }

  private func calendar(_ value: PartialDateTime) -> String? {
    // Whole days alone: a time moved past midnight would part what the record has on one day.
    if value.precision > .day { return value.adding(shift, .day)?.description }
    let first = value.date.lowBoundary(precision: .day)
    // A year or month is moved by its middle, so that it stays about where it was among the others.
    let middle = value.date.precision == .year ? 182 : value.date.precision == .month ? 15 : 0
    return first?.adding(shift + middle, .day)?.truncated(to: value.date.precision).description
  }

  private func impliesGreatAge(_ date: PartialDate) -> Bool {
    guard let age = Self.years(from: date, to: now.date) else { return true }
    return age > dates.oldestAge
  }

  /// Completed years, the larger number where the precision leaves a choice; nil if it cannot be told.
  private static func years(from date: PartialDate, to now: PartialDate) -> Int? {
    date.completedYears(on: now)?.upperBound
  }

  /// What a date of birth becomes.
  enum Birth: Equatable {
    /// An age in words, `67 years`, `14 months`, `90+ years`: a member of its own.
    case age(String)
    /// A date in the form of the others.
    case date(String)
  }

  /// What a date of birth becomes; nil if it does not leave.
  func birth(_ original: String) -> Birth? {
    guard let date = PartialDate(original), let years = Self.years(from: date, to: now.date), years >= 0,
      date.lowBoundary(precision: .day)?.isAtMost(now.date) == true
    else { return nil }
    switch dates.form {
    case .drop: return nil
    case .year:
      return years > dates.oldestAge
        ? nil : PartialDate(year: date.year, month: nil, day: nil).map { .date($0.description) }
    case .days: return .age(Self.age(years: years, months: months(since: date), oldest: dates.oldestAge))
    case .calendar: return calendarBirth(date, years)
    }
  }

  static func age(years: Int, months: Int?, oldest: Int) -> String {
    if years > oldest { return "\(oldest + 1)+ years" }
    if years < 2, let months { return "\(months) months" }
    return "\(years) years"
  }

  private func months(since date: PartialDate) -> Int? { date.wholePeriods(to: now.date, in: .month)?.lowerBound }

  /// A birthday that gives the same age now. It is not placed by today's date, whose distance from now would give the
  /// shift away to everyone who knows when the request was made.
  private func calendarBirth(_ date: PartialDate, _ years: Int) -> Birth? {
    let age = min(years, dates.oldestAge + 1)
    var birth = now.date.adding(shift, .day)
    if years < 2, let months = months(since: date) {
      birth = birth?.subtracting(months, .month)?.subtracting(birthdayDelay, .day)
    } else {
      birth = birth?.subtracting(age, .year)?.subtracting(birthdayDelay * 13, .day)
    }
    return birth.map { .date($0.description) }
  }

  /// Now, on the invented calendar: for evaluating guidelines on the output. Stays inside.
  var calendarNow: PartialDateTime? {
    dates.form == .calendar ? now.adding(shift, .day) : nil
  }
}
