/// One `name=value` of a search, decoded.
public struct SearchPair: Sendable, Hashable, CustomStringConvertible {
  /// The parameter with its modifier.
  public var name: String
  /// The value; alternatives are separated by commas.
  public var value: String

  /// A parameter.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// The pair percent-encoded for a query or scope.
  public var description: String { Self.encoded(name) + "=" + Self.encoded(value) }

  /// The parameters of a query string without `?`; nil when one has no name or a broken escape.
  static func parse(_ query: some StringProtocol) -> [SearchPair]? {
    var pairs: [SearchPair] = []
    for part in query.split(separator: "&") {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2, let name = decoded(halves[0]), let value = decoded(halves[1]), !name.isEmpty else {
        return nil
      }
      pairs.append(SearchPair(name, value))
    }
    return pairs
  }

  /// Whether everything this pair finds is found by `wider` too: the same parameter, and no alternative that it lacks.
  func isWithin(_ wider: SearchPair) -> Bool {
    guard name == wider.name else { return false }
    let allowed = Set(wider.value.split(separator: ","))
    return value.split(separator: ",").allSatisfy(allowed.contains)
  }

  private static func decoded(_ text: some StringProtocol) -> String? {
    guard text.contains(where: { $0 == "%" || $0 == "+" }) else { return String(text) }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else { return nil }
        bytes.append(high << 4 | low)
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }

  private static func encoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: bytes.append(byte)
      // Readable in a scope, and allowed in a query (RFC 3986, 3.4).
      case _ where "-._~:/,|".utf8.contains(byte): bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
