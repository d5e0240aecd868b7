/// The grammar of FHIR ids and type names, so that nothing else is ever put into a path, a query or a log.
///
/// Source: FHIR R4, "Primitive Types", `id`: `[A-Za-z0-9\-\.]{1,64}`.
public enum FHIRID {
  /// Whether `text` is a FHIR id. `.` and `..`, which the grammar lets through, would walk a path and are refused.
  public static func isValid(_ text: some StringProtocol) -> Bool {
    let bytes = text.utf8
    guard (1...64).contains(bytes.count), text != ".", text != ".." else { return false }
    return bytes.allSatisfy { byte in isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") }
  }

  /// Whether `text` has the shape of a resource type's name: a capital, then letters.
  public static func isTypeName(_ text: some StringProtocol) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, (1...64).contains(bytes.count) else { return false }
    return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) && bytes.allSatisfy(isAlphanumeric)
  }

  /// Splits a relative reference `Type/id`; nil for anything else.
  public static func split(_ reference: some StringProtocol) -> (type: String, id: String)? {
    guard reference.utf8.count <= 130, let slash = reference.utf8.firstIndex(of: UInt8(ascii: "/")) else { return nil }
    let type = reference[..<slash]
    let id = reference[reference.index(after: slash)...]
    guard isTypeName(type), isValid(id) else { return nil }
    return (String(type), String(id))
  }

  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
