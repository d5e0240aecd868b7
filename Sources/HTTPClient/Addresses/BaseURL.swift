/// A service's base: an origin and the path below which all of it lives, such as `https://ehr.example.org/fhir/r4`.
///
/// Tokens are bound to one and paging links are held against one, so a base is compared in canonical form: a trailing
/// slash does not matter, and no dot segment can climb out of it (``HTTPURL`` refuses them).
public struct BaseURL: Sendable, Hashable, CustomStringConvertible {
  /// The base without a trailing slash, except that the root's path is `/`.
  public let url: HTTPURL

  /// The base's path without a trailing slash: empty for the root.
  public var path: String { url.path == "/" ? "" : url.path }

  /// The base as text, without a trailing slash: what `fhirServer` and `aud` are compared with.
  public var absoluteString: String { url.origin + path }

  /// Host and path, for messages.
  public var description: String { absoluteString }

  /// Reads a base.
  /// - Throws: ``InvalidURL`` when the text is no URL or has a query.
  public init(_ text: String) throws(InvalidURL) {
    let parsed = try HTTPURL(text)
    guard parsed.query == nil else { throw InvalidURL("a base URL has no query: leave out the ? and what follows") }
    var path = parsed.path[...]
    while path.hasSuffix("/") { path = path.dropLast() }
    url = HTTPURL(
      scheme: parsed.scheme, host: parsed.host, port: parsed.port, path: path.isEmpty ? "/" : String(path), query: nil)
  }

  /// Whether `other` lies at or below this base: the same origin, and a path that continues this one at a slash.
  public func isPrefix(of other: HTTPURL) -> Bool {
    guard url.hasSameOrigin(as: other) else { return false }
    return path.isEmpty || other.path == path || other.path.hasPrefix(path + "/")
  }

  /// Whether `other` lies at or below this base.
  public func isPrefix(of other: BaseURL) -> Bool { isPrefix(of: other.url) }

  /// The URL of a path below this base. Segments are percent-encoded whole: a slash in one cannot add another.
  /// - Throws: ``InvalidURL`` for an empty or dot segment, or a query with characters that a URL cannot hold.
  public func appending(_ segments: [String], query: String? = nil) throws(InvalidURL) -> HTTPURL {
    guard segments.allSatisfy({ !$0.isEmpty }) else { throw InvalidURL("a path segment below \(self) is empty") }
    let below = segments.map { "/" + URLText.percentEncoded($0) }.joined()
    let checked = try URLText.canonicalPath(Array((path + below).utf8))
    let bare = HTTPURL(
      scheme: url.scheme, host: url.host, port: url.port, path: checked.isEmpty ? "/" : checked, query: nil)
    return try bare.withQuery(query)
  }
}
