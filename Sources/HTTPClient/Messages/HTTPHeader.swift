/// One header field of a request.
///
/// Its value may be a secret, so it has no description that shows it.
public struct HTTPHeader: Sendable, Hashable {
  /// The field's name; compared without regard to case.
  public var name: String
  /// The field's value.
  public var value: String

  /// A field as it will be sent. Names and values are checked when the request is sent.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// What is wrong with the field, or nil. Anything that could end the line or frame the message differently is refused.
  var fault: String? {
    guard !name.isEmpty, name.utf8.allSatisfy(Self.isTokenCharacter) else {
      return "a header's name has a character that a name cannot hold"
    }
    guard !Self.reserved.contains(where: { URLText.isEqual(name.utf8, ignoringCase: $0) }) else {
      return "the header \(name) is set by the client itself"
    }
    guard value.utf8.allSatisfy({ $0 == 0x09 || (0x20...0x7E).contains($0) }) else {
      return "the value of the header \(name) has a line break, control character or non-ASCII character"
    }
    return nil
  }

  /// These frame the message or name its peer: a second opinion about them is request smuggling.
  private static let reserved: [String] = [
    "connection", "content-length", "expect", "host", "keep-alive", "proxy-authorization", "proxy-connection", "te",
    "trailer", "transfer-encoding", "upgrade",
  ]

  private static func isTokenCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}

extension HTTPHeader: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The name only.
  public var description: String { name }
  /// The name only.
  public var debugDescription: String { name }
  /// Shows the name only.
  public var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}
