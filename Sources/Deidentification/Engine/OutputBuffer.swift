import JSON

/// JSON under construction that can be taken back, so that an object of which nothing is left does not appear.
struct OutputBuffer {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  /// A place to which the output can be taken back.
  struct Mark {
    fileprivate let length: Int
    fileprivate let comma: Bool
  }

  var mark: Mark { Mark(length: bytes.count, comma: needsComma) }

  mutating func rollBack(to mark: Mark) {
    bytes.removeLast(bytes.count - mark.length)
    needsComma = mark.comma
  }

  mutating func key(_ name: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: name.utf8)
    bytes.append(contentsOf: [UInt8(ascii: "\""), UInt8(ascii: ":")])
    needsComma = false
  }

  mutating func begin(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  mutating func end(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  /// Writes a string and answers where it lies, quotes included.
  @discardableResult mutating func string(_ text: String) -> Range<Int> {
    var writer = JSONWriter(capacity: text.utf8.count + 2)
    writer.value(text)
    raw(writer.bytes[...])
    return (bytes.count - writer.bytes.count)..<bytes.count
  }

  mutating func raw(_ json: ArraySlice<UInt8>) {
    separate()
    bytes.append(contentsOf: json)
    needsComma = true
  }

  private mutating func separate() { if needsComma { bytes.append(UInt8(ascii: ",")) } }
}

extension UInt8 {
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
}
