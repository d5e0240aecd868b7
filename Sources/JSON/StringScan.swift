/// Finds where a string's text stops being plain, eight bytes at a time: most bytes of a document are inside strings.
enum StringScan {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// The first place at or after `start` of a quote, a backslash or a control character, or the end of `bytes`.
  ///
  /// A byte's high bit in `found` says that it is one of them. A borrow can set bits wrongly, but only above a byte that
  /// is set rightly, and the lowest is what counts.
  @inline(__always)
  static func end(ofPlain bytes: Span<UInt8>, from start: Int) -> Int {
    let raw = bytes.bytes
    var at = start
    while at &+ 8 <= bytes.count {
      let word = UInt64(littleEndian: unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: at, as: UInt64.self))
      let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
      let backslash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
      let found =
        ((quote &- ones) & ~quote | (backslash &- ones) & ~backslash | (word &- ones &* 0x20) & ~word) & highBits
      if found != 0 { return at &+ found.trailingZeroBitCount &>> 3 }
      at &+= 8
    }
    while at < bytes.count {
      let byte = bytes[unchecked: at]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { return at }
      at &+= 1
    }
    return at
  }
}
