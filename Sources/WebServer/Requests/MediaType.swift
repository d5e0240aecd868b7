/// A media type without its parameters, compared without case (RFC 9110, section 8.3.1).
public struct MediaType: Sendable, Equatable {
  /// "type/subtype" in lower case.
  public let essence: String

  /// A media type from its name.
  public init(_ essence: String) { self.essence = essence.lowercased() }

  /// Reads a Content-Type header; nil when it has no "type/subtype".
  init?(contentType: String) {
    let end = contentType.utf8.firstIndex(of: UInt8(ascii: ";")) ?? contentType.utf8.endIndex
    var essence = contentType[..<end]
    while essence.utf8.last == 0x20 || essence.utf8.last == 0x09 { essence.removeLast() }
    while essence.utf8.first == 0x20 || essence.utf8.first == 0x09 { essence.removeFirst() }
    guard essence.utf8.contains(UInt8(ascii: "/")) else { return nil }
    self.init(String(essence))
  }

  /// `application/json`
  public static let json = MediaType("application/json")
  /// `application/fhir+json`
  public static let fhirJSON = MediaType("application/fhir+json")
  /// `application/x-www-form-urlencoded`
  public static let form = MediaType("application/x-www-form-urlencoded")
}
