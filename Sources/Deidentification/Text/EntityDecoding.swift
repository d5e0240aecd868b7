/// Undoes what hides letters from the detectors: HTML character references and percent-encoding.
enum EntityDecoding {
  static func decode(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "%") }) else { return text }
    // Twice: what was encoded twice is decoded as well; what is left after that is dropped as doubtful.
    return once(once(text))
  }

  private static func once(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = hexadecimal(bytes[index + 1]),
        let low = hexadecimal(bytes[index + 2])
      {
        out.append(high << 4 | low)
        index += 3
      } else if bytes[index] == UInt8(ascii: "&"), let (scalar, length) = reference(bytes[index...]) {
        out.append(contentsOf: String(scalar).utf8)
        index += length
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    if byte.isDigit { return byte - 0x30 }
    let lower = byte | 0x20
    return lower &- 0x61 < 6 ? lower - 0x61 + 10 : nil
  }

  private static func reference(_ bytes: ArraySlice<UInt8>) -> (Character, Int)? {
    guard let end = bytes.prefix(12).firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let body = String(decoding: bytes[(bytes.startIndex + 1)..<end], as: UTF8.self)
    let length = end - bytes.startIndex + 1
    if let named = names[body] { return (named, length) }
    guard body.hasPrefix("#") else { return nil }
    let digits = body.dropFirst()
    let value = digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let scalar = value.flatMap(Unicode.Scalar.init) else { return nil }
    return (Character(scalar), length)
  }

  private static let names: [String: Character] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "commat": "@", "period": ".",
    "hyphen": "-", "sol": "/", "lpar": "(", "rpar": ")", "num": "#", "colon": ":",
  ]
}
