/// An absolute `http` or `https` URL in one canonical form, so that no two readers of it (we, libcurl, a proxy, the
/// server) can understand it differently. See RFC 3986; what that leaves ambiguous is refused:
///
/// - user information, fragments, hosts outside ASCII, numeric hosts that are not plain dotted IPv4;
/// - dot segments in a path, plain, percent-encoded or with parameters (`..;x`), and encoded slashes.
///
/// Scheme and host are lower case, default ports are dropped, an empty path is `/`, and characters that servers write
/// into queries unencoded (`|`, `"` …) are percent-encoded.
public struct HTTPURL: Sendable, Hashable {
  /// `http` or `https`.
  public let scheme: URLScheme
  /// Lower case; an IPv6 address stands in brackets.
  public let host: String
  /// The port, when it is not the scheme's own.
  public let port: UInt16?
  /// Percent-encoded; begins with `/`.
  public let path: String
  /// Percent-encoded, without `?`; nil when there is none.
  public let query: String?

  init(scheme: URLScheme, host: String, port: UInt16?, path: String, query: String?) {
    self.scheme = scheme
    self.host = host
    self.port = port
    self.path = path
    self.query = query
  }

  /// `https://host:port`, the part that a token or a connection belongs to (RFC 6454).
  public var origin: String {
    let authority = port.map { "\(host):\($0)" } ?? host
    return "\(scheme.rawValue)://\(authority)"
  }

  /// The whole URL. Its query may hold identifiers of a patient: keep it out of logs, where ``location`` serves.
  public var absoluteString: String { query.map { "\(origin)\(path)?\($0)" } ?? "\(origin)\(path)" }

  /// Host and path without the query, for messages.
  public var location: String { port.map { "\(host):\($0)\(path)" } ?? "\(host)\(path)" }

  /// Whether both URLs have the same scheme, host and port.
  public func hasSameOrigin(as other: HTTPURL) -> Bool {
    scheme == other.scheme && host == other.host && port == other.port
  }

  /// This URL with another query (percent-encoded, without `?`).
  /// - Throws: ``InvalidURL`` when the query has characters that a URL cannot hold.
  public func withQuery(_ query: String?) throws(InvalidURL) -> HTTPURL {
    let canonical: String? =
      if let query { try URLText.canonicalQuery(Array(query.utf8)) } else { nil }
    return HTTPURL(scheme: scheme, host: host, port: port, path: path, query: canonical)
  }
}

extension HTTPURL: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// ``location``: never the query.
  public var description: String { location }
  /// ``location``: never the query.
  public var debugDescription: String { location }
  /// Shows ``location`` only.
  public var customMirror: Mirror { Mirror(self, children: ["location": location]) }
}
