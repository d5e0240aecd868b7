/// A request: where to, what, and on whose authority.
public struct HTTPRequest: Sendable {
  /// The request's method.
  public var method: HTTPMethod
  /// Where it goes.
  public var url: HTTPURL
  /// Header fields. `Authorization` belongs in ``token`` wherever it is a bearer token.
  public var headers: [HTTPHeader]
  /// The body as sent; nil for none.
  public var body: [UInt8]?
  /// Sent as `Authorization: Bearer`, and only below the base that the token is bound to: elsewhere the request is
  /// refused before a connection is opened.
  public var token: BearerToken?
  /// A cap on the decompressed body, in bytes, below the policy's own.
  public var maximumBodyBytes: Int?

  /// A request; by default a GET without body or authority.
  public init(
    _ method: HTTPMethod = .get, _ url: HTTPURL, headers: [HTTPHeader] = [], body: [UInt8]? = nil,
    token: BearerToken? = nil, maximumBodyBytes: Int? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.token = token
    self.maximumBodyBytes = maximumBodyBytes
  }

  /// Whether a field of this name (lower case) is present.
  func hasHeader(_ lowercasedName: String) -> Bool {
    headers.contains { URLText.isEqual($0.name.utf8, ignoringCase: lowercasedName) }
  }
}

extension HTTPRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Method, host and path.
  public var description: String { "\(method.rawValue) \(url.location)" }
  /// Method, host and path.
  public var debugDescription: String { description }
  /// Shows method, host and path only.
  public var customMirror: Mirror { Mirror(self, children: ["request": description]) }
}
