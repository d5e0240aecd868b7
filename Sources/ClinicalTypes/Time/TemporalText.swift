/// ISO 8601 text under construction. The longest is `9999-12-31T23:59:59.999+14:00`, 29 bytes.
struct TemporalText {
  private var bytes: InlineArray<32, UInt8> = InlineArray(repeating: 0)
  private var count = 0

  /// The text that `write` appends.
  static func string(_ write: (inout TemporalText) -> Void) -> String {
    var text = TemporalText()
    write(&text)
    return String(unsafeUninitializedCapacity: text.count) { buffer in
      for index in 0..<text.count { buffer[index] = text.bytes[index] }
      return text.count
    }
  }

  mutating func append(_ character: Unicode.Scalar) {
    guard count < 32 else { return }
    bytes[count] = UInt8(ascii: character)
    count += 1
  }

  /// Appends `value` with leading zeros.
  mutating func append(_ value: Int, digits: Int) {
    guard count + digits <= 32 else { return }
    var rest = value
    for index in (count..<count + digits).reversed() {
      bytes[index] = UInt8(truncatingIfNeeded: rest % 10) + UInt8(ascii: "0")
      rest /= 10
    }
    count += digits
  }
}
