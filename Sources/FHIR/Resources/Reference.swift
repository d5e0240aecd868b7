public import JSON

/// A reference from one resource to another: what the text names, and the hints beside it.
public struct Reference: Sendable, Hashable {
  /// What the reference's text names.
  public enum Target: Sendable, Hashable {
    /// "Patient/1" or "Patient/1/_history/2", on the server that holds the referring resource.
    case relative(type: String, id: String, version: String?)
    /// "https://ehr.example/fhir/Patient/1": a resource on a server, the base without a final slash.
    case absolute(base: String, type: String, id: String, version: String?)
    /// Any other absolute URL.
    case url(String)
    /// "urn:uuid:…", the text whole.
    case uuid(String)
    /// "urn:oid:…", the text whole.
    case oid(String)
    /// "#id": a resource inside the referring one; the empty id is the container itself.
    case contained(id: String)
    /// No text: only an identifier, a type or a display.
    case logical
    /// Text that is none of these.
    case unreadable(String)
  }

  /// What the reference's text names.
  public var target: Target
  /// `Reference.type`, the type that the referrer says the target has.
  public var statedType: String?
  /// `Reference.identifier`, which identifies the target where no URL does.
  public var identifier: JSONValue? { element?[.identifier] }
  /// `Reference.display`
  public var display: String? { element?["display"].string }
  /// The Reference element, unless the reference was made from a text.
  public let element: JSONValue?

  /// Reads the text of a reference.
  public init(parsing text: String) {
    target = Self.parse(text)
    element = nil
  }

  /// Reads a Reference element. Nil if it is no object.
  public init?(_ element: JSONValue) {
    guard element.isObject else { return nil }
    self.element = element
    target = element[.reference].string.map(Self.parse) ?? .logical
    statedType = element[.type].string
  }

  /// Reads a Reference element; nil in, nil out.
  public init?(_ element: JSONValue?) {
    guard let element else { return nil }
    self.init(element)
  }

  /// The type of the target as far as the reference tells it.
  public var type: String? {
    switch target {
    case .relative(let type, _, _), .absolute(_, let type, _, _): type
    default: statedType
    }
  }

  /// The logical id of the target, if the text holds one.
  public var id: String? {
    switch target {
    case .relative(_, let id, _), .absolute(_, _, let id, _): id
    default: nil
    }
  }

  /// "Type/id" without base and version, if the text holds both.
  public var typeAndID: String? {
    switch target {
    case .relative(let type, let id, _), .absolute(_, let type, let id, _): type + "/" + id
    default: nil
    }
  }

  /// Two references are equal when they name the same target with the same type.
  public static func == (left: Reference, right: Reference) -> Bool {
    left.target == right.target && left.statedType == right.statedType
  }

  /// Hashes target and type.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(target)
    hasher.combine(statedType)
  }

  // MARK: Parsing

  private static func parse(_ text: String) -> Target {
    if text.isEmpty { return .unreadable(text) }
    if text.utf8.first == UInt8(ascii: "#") { return .contained(id: String(text.dropFirst())) }
    if text.hasPrefix("urn:uuid:") { return .uuid(text) }
    if text.hasPrefix("urn:oid:") { return .oid(text) }
    let isAbsolute = hasScheme(text)
    // A fragment names something inside the target; a query is no instance.
    let path = text.utf8.prefix { $0 != UInt8(ascii: "#") }
    guard !path.contains(UInt8(ascii: "?")) else { return isAbsolute ? .url(text) : .unreadable(text) }
    var segments = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { Substring($0) }
    var version: String?
    if segments.count >= 4, segments[segments.count - 2] == "_history" {
      version = String(segments[segments.count - 1])
      segments.removeLast(2)
    }
    guard segments.count >= 2, let id = segments.last, let type = segments.dropLast().last, isID(id),
      isResourceName(type)
    else { return isAbsolute ? .url(text) : .unreadable(text) }
    if let version, !isID(Substring(version)) { return isAbsolute ? .url(text) : .unreadable(text) }
    if !isAbsolute {
      return segments.count == 2
        ? .relative(type: String(type), id: String(id), version: version) : .unreadable(text)
    }
    // "https://host/Patient/1" has four segments before the version: scheme, empty, host, type, id is the least.
    guard segments.count >= 5 else { return .url(text) }
    let base = segments.dropLast(2).joined(separator: "/")
    return .absolute(base: base, type: String(type), id: String(id), version: version)
  }

  private static func hasScheme(_ text: String) -> Bool {
    var isFirst = true
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: ":"): return !isFirst
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): break
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        if isFirst { return false }
      default: return false
      }
      isFirst = false
    }
    return false
  }

  private static func isID(_ text: Substring) -> Bool {
    (1...64).contains(text.utf8.count) && text.utf8.allSatisfy { PrimitiveFormat.isIDCharacter($0) }
  }

  /// Any name of R4's resources; a name that only looks like one may be a folder of some web address.
  private static func isResourceName(_ text: Substring) -> Bool {
    FHIRTypes.shared.resource(named: String(text)) != nil
  }
}
