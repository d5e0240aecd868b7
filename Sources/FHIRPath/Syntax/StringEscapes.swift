/// The escapes of string literals and delimited identifiers (FHIRPath N1, section 5.6.8 and "Literals"); CQL 1.5 has the
/// same ("String Escapes" of its Developer's Guide).
package enum StringEscapes {
  /// The text between the quotes with its escapes resolved. A backslash before any other character is dropped, as the
  /// specification asks (`'\p'` is `p`).
  package static func resolve(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "\\")) else { return String(decoding: bytes, as: UTF8.self) }
    var units: [UInt16] = []
    var plain = bytes.startIndex
    var result = ""
    var i = bytes.startIndex
    func flushUnits() {
      result += String(decoding: units, as: UTF16.self)
      units.removeAll(keepingCapacity: true)
    }
    while i < bytes.endIndex {
      guard bytes[i] == UInt8(ascii: "\\"), i + 1 < bytes.endIndex else {
        if bytes[i] == UInt8(ascii: "\\") { break }
        i += 1
        continue
      }
      if plain < i {
        flushUnits()
        result += String(decoding: bytes[plain..<i], as: UTF8.self)
      }
      let escaped = bytes[i + 1]
      if escaped == UInt8(ascii: "u"), let unit = hexadecimal(bytes, at: i + 2) {
        units.append(unit)
        i += 6
      } else if let control = control(escaped) {
        units.append(control)
        i += 2
      } else {
        plain = i + 1
        i += 2
        continue
      }
      plain = i
    }
    flushUnits()
    if plain < i { result += String(decoding: bytes[plain..<i], as: UTF8.self) }
    return result
  }

  private static func control(_ byte: UInt8) -> UInt16? {
    switch byte {
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "f"): 0x0C
    default: nil
    }
  }

  private static func hexadecimal(_ bytes: ArraySlice<UInt8>, at start: Int) -> UInt16? {
    guard start + 4 <= bytes.endIndex else { return nil }
    var value: UInt16 = 0
    for byte in bytes[start..<start + 4] {
      guard let digit = UnicodeScalar(byte).properties.isASCIIHexDigit ? hexDigit(byte) : nil else { return nil }
      value = value << 4 | digit
    }
    return value
  }

  private static func hexDigit(_ byte: UInt8) -> UInt16 {
    byte <= UInt8(ascii: "9") ? UInt16(byte - UInt8(ascii: "0")) : UInt16((byte | 0x20) - UInt8(ascii: "a") + 10)
  }

  /// The text quoted for printing, so that `resolve` gives it back.
  package static func quote(_ text: String, with mark: Character = "'") -> String {
    var result = String(mark)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0C}": result += "\\f"
      default:
        if Character(scalar) == mark { result += "\\" }
        result.unicodeScalars.append(scalar)
      }
    }
    return result + String(mark)
  }
}
