/// Timestamps of feedback (RFC 3339, section 5.6).
enum RFC3339 {
  /// Whether `text` is a date and time with an offset, each part in its range.
  static func isDateTime(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard (20...40).contains(bytes.count) else { return false }
    func number(_ start: Int, _ count: Int) -> Int? {
      guard start + count <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[start..<start + count] {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
      }
      return value
    }
    guard let year = number(0, 4), bytes[4] == UInt8(ascii: "-"), let month = number(5, 2), (1...12).contains(month),
      bytes[7] == UInt8(ascii: "-"), let day = number(8, 2), (1...days(in: month, of: year)).contains(day),
      bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t") || bytes[10] == UInt8(ascii: " "),
      let hour = number(11, 2), hour < 24, bytes[13] == UInt8(ascii: ":"), let minute = number(14, 2), minute < 60,
      bytes[16] == UInt8(ascii: ":"), let second = number(17, 2), second <= 60
    else { return false }
    var position = 19
    if bytes[position] == UInt8(ascii: ".") {
      let start = position + 1
      position = start
      while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) { position += 1 }
      guard position > start else { return false }
    }
    guard position < bytes.count else { return false }
    switch bytes[position] {
    case UInt8(ascii: "Z"), UInt8(ascii: "z"): return position == bytes.count - 1
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      guard bytes.count == position + 6, let hours = number(position + 1, 2), hours < 24,
        bytes[position + 3] == UInt8(ascii: ":"), let minutes = number(position + 4, 2), minutes < 60
      else { return false }
      return true
    default: return false
    }
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    default: 31
    }
  }
}
