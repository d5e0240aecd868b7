/// Numbers in short texts: when are they more than a dose?
enum NumberShapes {
  /// Whether a text holds a run of five digits, seven digits in all, an address sign, an encoded character, or an age
  /// above 89.
  static func looksIdentifying(_ text: String) -> Bool {
    var run = 0
    var total = 0
    var dots = 0
    var previous: UInt8 = 0
    var before: UInt8 = 0
    for byte in text.utf8 {
      if byte.isDigit {
        run += 1
        total += 1
        if previous == UInt8(ascii: "."), before.isDigit { dots += 1 }
      } else {
        run = 0
      }
      if run > 4 || total > 6 || dots > 2 { return true }
      switch byte {
      case UInt8(ascii: "@"), UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "~"), 0..<0x20:
        return true
      case UInt8(ascii: "#") where previous == UInt8(ascii: "&"): return true
      case UInt8(ascii: "/") where previous == UInt8(ascii: "/"): return true
      case _ where before == UInt8(ascii: "%") && byte.isHexadecimal && previous.isHexadecimal: return true
      default: break
      }
      before = previous
      previous = byte
    }
    return AgePhrase.isPresent(in: text)
  }
}

extension UInt8 {
  var isHexadecimal: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }
}
