import Foundation

/// Builds one line of the log: a flat JSON object of strings and numbers.
///
/// Control characters (C0, DEL, C1 and the Unicode line separators) are escaped, so that no value can forge a line or move a
/// terminal's cursor.
struct LogLine {
  private(set) var bytes: [UInt8] = []

  init(level: StaticString, message: String) {
    bytes.reserveCapacity(256)
    bytes.append(contentsOf: "{\"time\":\"".utf8)
    appendNow()
    bytes.append(contentsOf: "\",\"level\":\"".utf8)
    level.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: "\",\"message\":".utf8)
    appendQuoted(message)
  }

  mutating func add(_ name: String, _ value: String) {
    appendName(name)
    appendQuoted(value)
  }

  mutating func add(_ name: String, _ value: Int) {
    appendName(name)
    bytes.append(contentsOf: String(value).utf8)
  }

  /// Ends the object and returns the line.
  consuming func finished() -> [UInt8] {
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  private mutating func appendName(_ name: String) {
    bytes.append(UInt8(ascii: ","))
    appendQuoted(name)
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func appendQuoted(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: bytes.append(contentsOf: "\\\"".utf8)
      case 0x5C: bytes.append(contentsOf: "\\\\".utf8)
      case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: appendEscape(scalar.value)
      case 0x20..<0x7F: bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func appendEscape(_ value: UInt32) {
    let digits = String(value, radix: 16)
    bytes.append(contentsOf: "\\u".utf8)
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: max(0, 4 - digits.utf8.count)))
    bytes.append(contentsOf: digits.utf8)
  }

  private mutating func appendNow() {
    var clock = timespec()
    clock_gettime(CLOCK_REALTIME, &clock)
    var parts = tm()
    gmtime_r(&clock.tv_sec, &parts)
    func append(_ value: Int, digits: Int, then separator: UInt8) {
      let text = String(value)
      bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: max(0, digits - text.utf8.count)))
      bytes.append(contentsOf: text.utf8)
      bytes.append(separator)
    }
    append(1900 + Int(parts.tm_year), digits: 4, then: UInt8(ascii: "-"))
    append(1 + Int(parts.tm_mon), digits: 2, then: UInt8(ascii: "-"))
    append(Int(parts.tm_mday), digits: 2, then: UInt8(ascii: "T"))
    append(Int(parts.tm_hour), digits: 2, then: UInt8(ascii: ":"))
    append(Int(parts.tm_min), digits: 2, then: UInt8(ascii: ":"))
    append(Int(parts.tm_sec), digits: 2, then: UInt8(ascii: "."))
    append(clock.tv_nsec / 1_000_000, digits: 3, then: UInt8(ascii: "Z"))
  }
}
