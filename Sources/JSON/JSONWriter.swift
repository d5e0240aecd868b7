/// Writes compact JSON into a buffer, member by member, in the order of the calls.
///
/// ```swift
/// var writer = JSONWriter()
/// writer.object {
///   $0.member("summary", "eGFR 28")
///   $0.key("suggestions")
///   $0.array { for suggestion in suggestions { suggestion.write(to: &$0) } }
/// }
/// ```
///
/// Commas are the writer's business; that a key precedes each member's value is the caller's.
public struct JSONWriter: Sendable {
  /// What was written so far.
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// A writer that expects to write about `capacity` bytes.
  public init(capacity: Int = 512) { bytes.reserveCapacity(capacity) }

  /// Writes an object whose members `body` writes.
  public mutating func object<Failure: Error>(_ body: (inout JSONWriter) throws(Failure) -> Void) throws(Failure) {
    begin(UInt8(ascii: "{"))
    try body(&self)
    end(UInt8(ascii: "}"))
  }

  /// Writes an array whose elements `body` writes.
  public mutating func array<Failure: Error>(_ body: (inout JSONWriter) throws(Failure) -> Void) throws(Failure) {
    begin(UInt8(ascii: "["))
    try body(&self)
    end(UInt8(ascii: "]"))
  }

  /// Writes a member's name; its value is written next.
  public mutating func key(_ name: String) {
    separate()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes a string.
  public mutating func value(_ string: String) {
    separate()
    quote(string)
    needsComma = true
  }

  /// Writes `true` or `false`.
  public mutating func value(_ bool: Bool) { literal(bool ? "true" : "false") }

  /// Writes an integer.
  public mutating func value(_ int: Int) { literal(String(int)) }

  /// Writes `null`.
  public mutating func null() { literal("null") }

  /// Writes a number's text as it is.
  /// - Precondition: `text` is a number by RFC 8259, such as the text of a parsed one.
  public mutating func number(_ text: String) { literal(text) }

  /// Copies a parsed value as it was written, white space included.
  public mutating func raw(_ value: JSONValue) {
    separate()
    bytes.append(contentsOf: value.sourceBytes)
    needsComma = true
  }

  /// Copies text that is JSON already.
  /// - Precondition: `json` is one JSON value.
  public mutating func raw(json: [UInt8]) {
    separate()
    bytes.append(contentsOf: json)
    needsComma = true
  }

  private mutating func literal(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  private mutating func begin(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func end(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func quote(_ string: String) {
    var string = string
    bytes.append(UInt8(ascii: "\""))
    string.withUTF8 { text in
      var clean = 0
      for (index, byte) in text.enumerated()
      where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        bytes.append(contentsOf: text[clean..<index])
        escape(byte)
        clean = index + 1
      }
      bytes.append(contentsOf: text[clean...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    default:
      let digits = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: [0x75, 0x30, 0x30, digits[Int(byte >> 4)], digits[Int(byte & 15)]])
    }
  }
}
