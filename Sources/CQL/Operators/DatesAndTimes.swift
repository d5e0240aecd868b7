import ClinicalTypes

/// Dates and times (CQL 1.5, appendix B, Date and Time Operators).
extension Evaluation {
  // MARK: Selectors

  /// `Date(…)`, `DateTime(…)`, `Time(…)`: null from the first missing component on; out of range is an error.
  func construct(_ name: CQLOperator, _ operands: [CQLValue]) throws(CQLError) -> CQLValue {
    var parts: [Int] = []
    let limit = name == .date ? 3 : name == .time ? 4 : 7
    for operand in operands.prefix(limit) {
      let plain = operand.unwrapped
      if plain.isNull { break }
      guard let part = plain.int else { throw .mismatch(name.rawValue, operands) }
      parts.append(part)
    }
    guard let first = parts.first else { return .null }
    func part(_ index: Int) -> Int? { index < parts.count ? parts[index] : nil }
    var value: CQLValue?
    switch name {
    case .date: value = PartialDate(year: first, month: part(1), day: part(2)).map(CQLValue.date)
    case .time:
      value = PartialTime(hour: first, minute: part(1), second: part(2), millisecond: part(3)).map(CQLValue.time)
    default:
      var minutes: Int?
      if operands.count > 7, let hours = operands[7].unwrapped.decimal {
        minutes = hours.multiplied(by: 60)?.rounded(to: 0).int
      }
      value = PartialDateTime(
        year: first, month: part(1), day: part(2), hour: part(3), minute: part(4), second: part(5),
        millisecond: part(6), offsetMinutes: minutes
      ).map(CQLValue.dateTime)
    }
    guard let value else { throw CQLError(.value, "The components of a \(name.rawValue) are out of range: \(parts)") }
    return value
  }

  // MARK: Components

  func component(_ name: CQLOperator, _ operand: CQLValue, _ precision: CalendarUnit?) throws(CQLError) -> CQLValue {
    let value = operand.unwrapped
    switch (name, value) {
    case (_, .null): return .null
    case (.dateFrom, .dateTime(let value)): return .date(value.date)
    case (.dateFrom, .date): return value
    case (.timeFrom, .dateTime(let value)): return value.time.map(CQLValue.time) ?? .null
    case (.timezoneFrom, .dateTime(let value)), (.timezoneOffsetFrom, .dateTime(let value)):
      return ExactDecimal((value.offset ?? zone).minutes).divided(by: 60).map { .decimal($0.normalized) } ?? .null
    case (.dateTimeComponentFrom, _):
      guard let unit = precision, unit != .week else { throw CQLError(.malformed, "A component needs a precision") }
      let part: Int?
      switch value {
      case .date(let value): part = value.component(unit.precision)
      case .dateTime(let value): part = value.component(unit.precision)
      case .time(let value): part = value.component(unit.precision)
      default: throw .mismatch("\(unit.keyword) from", [operand])
      }
      return part.map { .integer(Int32(clamping: $0)) } ?? .null
    default: throw .mismatch(name.rawValue, [operand])
    }
  }

  // MARK: Duration and difference

  func between(
    _ name: CQLOperator, _ left: CQLValue, _ right: CQLValue, _ precision: CalendarUnit?
  ) throws(CQLError) -> CQLValue {
    guard let unit = precision else { throw CQLError(.malformed, "\(name.rawValue) needs a precision") }
    let isDuration = name == .durationBetween
    let range: ClosedRange<Int>?
    switch (left.unwrapped, right.unwrapped) {
    case (.null, _), (_, .null): return .null
    case (.date(let a), .date(let b)) where unit <= .day:
      range = isDuration ? a.wholePeriods(to: b, in: unit) : a.boundariesCrossed(to: b, in: unit)
    case (.time(let a), .time(let b)):
      range = isDuration ? a.wholePeriods(to: b, in: unit) : a.boundariesCrossed(to: b, in: unit)
    case (let a, let b):
      guard let a = zonedDateTime(a), let b = zonedDateTime(b) else {
        throw .mismatch("\(unit.keyword)s between", [left, right])
      }
      range = isDuration ? a.wholePeriods(to: b, in: unit) : a.boundariesCrossed(to: b, in: unit)
    }
    guard let range else { return .null }
    if range.lowerBound != range.upperBound { return .uncertain(range.lowerBound, range.upperBound) }
    return Int32(exactly: range.lowerBound).map(CQLValue.integer) ?? .null
  }

  /// A date or dateTime with the evaluation's zone where it states none.
  private func zonedDateTime(_ value: CQLValue) -> PartialDateTime? {
    switch value {
    case .date(let date): date.dateTime.replacingOffset(zone)
    case .dateTime(let dateTime): dateTime.offset == nil ? dateTime.replacingOffset(zone) : dateTime
    default: nil
    }
  }

  // MARK: Ages

  /// How old someone born then is at a time, in whole units.
  func age(_ birth: CQLValue, at time: PartialDateTime, _ precision: CalendarUnit?) throws(CQLError) -> CQLValue {
    try age(birth, atValue: .dateTime(time), precision)
  }

  func age(_ birth: CQLValue, atValue time: CQLValue, _ precision: CalendarUnit?) throws(CQLError) -> CQLValue {
    let (birth, time) = (birth.unwrapped, time.unwrapped)
    // A birth date has no hours: the day counts.
    if case .date = birth, case .dateTime(let time) = time {
      return try between(.durationBetween, birth, .date(time.date), precision ?? .year)
    }
    return try between(.durationBetween, birth, time, precision ?? .year)
  }
}
