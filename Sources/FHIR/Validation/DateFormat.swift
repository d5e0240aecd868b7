/// FHIR's dates and times: the form and the calendar, "2026-02-30" is no date.
enum DateFormat {
  typealias Text = UnsafeBufferPointer<UInt8>

  static func isDate(_ text: Text) -> Bool {
    guard let end = date(text) else { return false }
    return end == text.count
  }

  static func isDateTime(_ text: Text) -> Bool {
    guard let end = date(text) else { return false }
    return end == text.count || (end == 10 && isTimeWithZone(text))
  }

  static func isInstant(_ text: Text) -> Bool { date(text) == 10 && isTimeWithZone(text) }

  static func isTime(_ text: Text) -> Bool { time(text, from: 0) == text.count }

  /// Reads a date at the start; returns where it ends: 4, 7 or 10.
  private static func date(_ text: Text) -> Int? {
    guard let year = number(text, 0, 4), year > 0 else { return nil }
    guard text.count > 4, text[4] == UInt8(ascii: "-") else { return 4 }
    guard let month = number(text, 5, 2), 1...12 ~= month else { return nil }
    guard text.count > 7, text[7] == UInt8(ascii: "-") else { return 7 }
    guard let day = number(text, 8, 2), 1...daysInMonth(month, year) ~= day else { return nil }
    return 10
  }

  private static func isTimeWithZone(_ text: Text) -> Bool {
    guard text.count > 11, text[10] == UInt8(ascii: "T"), let zone = time(text, from: 11), zone < text.count else {
      return false
    }
    if text[zone] == UInt8(ascii: "Z") { return zone + 1 == text.count }
    guard text[zone] == UInt8(ascii: "+") || text[zone] == UInt8(ascii: "-"), text.count == zone + 6,
      text[zone + 3] == UInt8(ascii: ":"), let hours = number(text, zone + 1, 2),
      let minutes = number(text, zone + 4, 2)
    else { return false }
    return (hours < 14 && minutes < 60) || (hours == 14 && minutes == 0)
  }

  /// Reads "hh:mm:ss" with an optional fraction; returns where it ends.
  private static func time(_ text: Text, from start: Int) -> Int? {
    guard text.count >= start + 8, text[start + 2] == UInt8(ascii: ":"), text[start + 5] == UInt8(ascii: ":"),
      let hour = number(text, start, 2), hour < 24, let minute = number(text, start + 3, 2), minute < 60,
      let second = number(text, start + 6, 2), second <= 60
    else { return nil }
    var end = start + 8
    guard end < text.count, text[end] == UInt8(ascii: ".") else { return end }
    end += 1
    let fraction = end
    while end < text.count, PrimitiveFormat.isDigit(text[end]) { end += 1 }
    return end > fraction ? end : nil
  }

  private static func number(_ text: Text, _ start: Int, _ count: Int) -> Int? {
    guard start + count <= text.count else { return nil }
    var value = 0
    for index in start..<start + count {
      guard PrimitiveFormat.isDigit(text[index]) else { return nil }
      value = value * 10 + Int(text[index] - 0x30)
    }
    return value
  }

  private static func daysInMonth(_ month: Int, _ year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
