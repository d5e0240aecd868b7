/// A pattern such as `[^a-z0-9.]+`: one or more of a class of ASCII characters, or of all others. Texts are cut into words by
/// such patterns, which takes no machine for regular expressions.
struct PlainSeparator: Sendable {
  /// Which bytes separate; those of characters beyond ASCII all do, or none.
  private let separates: [Bool]

  /// Nil for a pattern that is more than that.
  init?(_ pattern: String) {
    var rest = Array(pattern.utf8)[...]
    guard rest.popFirst() == UInt8(ascii: "["), rest.popLast() == UInt8(ascii: "+"), rest.popLast() == UInt8(ascii: "]")
    else { return nil }
    let isNegated = rest.first == UInt8(ascii: "^")
    if isNegated { rest.removeFirst() }
    guard !rest.isEmpty else { return nil }
    var separates = [Bool](repeating: isNegated, count: 256)
    while let first = rest.popFirst() {
      guard Self.standsForItself(first) else { return nil }
      var last = first
      if rest.first == UInt8(ascii: "-") {
        rest.removeFirst()
        guard let end = rest.popFirst(), Self.standsForItself(end), end >= first else { return nil }
        last = end
      }
      for byte in first...last { separates[Int(byte)] = !isNegated }
    }
    self.separates = separates
  }

  /// Letters, digits, blanks and a few marks mean themselves in a class of every dialect.
  private static func standsForItself(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: " .,;:/|<>=_".utf8.contains(byte)
    }
  }

  /// The parts of the text between the separators; an empty one where it begins or ends with a separator.
  func split(_ text: String) -> [String] {
    var text = text
    return text.withUTF8 { bytes in
      var parts: [String] = []
      var start = 0
      var index = 0
      while index < bytes.count {
        guard separates[Int(bytes[index])] else {
          index += 1
          continue
        }
        parts.append(String(decoding: bytes[start..<index], as: UTF8.self))
        while index < bytes.count, separates[Int(bytes[index])] { index += 1 }
        start = index
      }
      parts.append(String(decoding: bytes[start...], as: UTF8.self))
      return parts
    }
  }
}
