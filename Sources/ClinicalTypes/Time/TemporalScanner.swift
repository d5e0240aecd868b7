/// Fixed-width scanning of ISO 8601 text. Each function advances `index` only when it succeeds.
enum TemporalScanner {
  static func isAt(_ character: Unicode.Scalar, _ text: Span<UInt8>, _ index: Int) -> Bool {
    index < text.count && text[index] == UInt8(ascii: character)
  }

  /// Exactly `width` digits.
  static func digits(_ width: Int, _ text: Span<UInt8>, _ index: inout Int) -> Int? {
    guard text.count - index >= width else { return nil }
    var value = 0
    for position in index..<index + width {
      let digit = text[position] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    index += width
    return value
  }

  /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; nil when a component is out of range.
  static func date(_ text: Span<UInt8>, _ index: inout Int) -> PartialDate? {
    guard let year = digits(4, text, &index) else { return nil }
    var month: Int?
    var day: Int?
    if isAt("-", text, index) {
      index += 1
      month = digits(2, text, &index)
      guard month != nil else { return nil }
      if isAt("-", text, index) {
        index += 1
        day = digits(2, text, &index)
        guard day != nil else { return nil }
      }
    }
    return PartialDate(year: year, month: month, day: day)
  }

  /// `hh`, `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fff…`; digits past the millisecond are dropped.
  static func time(_ text: Span<UInt8>, _ index: inout Int, allowingLeapSecond: Bool) -> PartialTime? {
    guard let hour = digits(2, text, &index) else { return nil }
    guard isAt(":", text, index) else { return PartialTime(hour: hour) }
    index += 1
    guard let minute = digits(2, text, &index) else { return nil }
    guard isAt(":", text, index) else { return PartialTime(hour: hour, minute: minute) }
    index += 1
    guard let second = digits(2, text, &index) else { return nil }
    guard second < 60 || (second == 60 && allowingLeapSecond) else { return nil }
    guard isAt(".", text, index) else {
      return PartialTime(leapHour: hour, minute: minute, second: second, millisecond: nil)
    }
    index += 1
    var milliseconds = 0
    var places = 0
    while index < text.count, case let digit = text[index] &- UInt8(ascii: "0"), digit < 10 {
      if places < 3 { milliseconds = milliseconds * 10 + Int(digit) }
      places += 1
      index += 1
    }
    guard places > 0 else { return nil }
    for _ in min(places, 3)..<3 { milliseconds *= 10 }
    return PartialTime(leapHour: hour, minute: minute, second: second, millisecond: milliseconds)
  }

  /// `Z`, `+hh:mm` or `-hh:mm`, up to 14 hours.
  static func offset(_ text: Span<UInt8>, _ index: inout Int) -> ZoneOffset? {
    if isAt("Z", text, index) {
      index += 1
      return .zulu
    }
    let isNegative = isAt("-", text, index)
    guard isNegative || isAt("+", text, index) else { return nil }
    index += 1
    guard let hours = digits(2, text, &index), isAt(":", text, index) else { return nil }
    index += 1
    guard let minutes = digits(2, text, &index), minutes < 60 else { return nil }
    let total = hours * 60 + minutes
    return ZoneOffset(minutes: isNegative ? -total : total)
  }
}
