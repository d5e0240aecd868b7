/// The request methods in use (RFC 9110 section 9; PATCH: RFC 5789).
public enum HTTPMethod: String, Sendable, Hashable, CaseIterable {
  case get = "GET"
  case head = "HEAD"
  case post = "POST"
  case put = "PUT"
  case patch = "PATCH"
  case delete = "DELETE"

  /// Whether sending the request twice does what sending it once does.
  public var isIdempotent: Bool { self != .post && self != .patch }
}
