/// Why a request got no answer. (An answer of any status is an ``HTTPResponse``.)
public struct HTTPClientError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What went wrong, in kinds that a caller can act on.
  public enum Kind: Sendable, Hashable {
    /// The request itself cannot be sent: a header with a line break, a body on GET.
    case invalidRequest
    /// The policy does not allow the URL's scheme.
    case schemeNotAllowed
    /// The host's address is not one that the policy allows.
    case addressNotAllowed
    /// The token is bound to another base, or has expired.
    case tokenNotAllowed
    /// The host's name has no address.
    case hostNotFound
    /// No connection, or none in time.
    case cannotConnect
    /// The server could not prove who it is, or no common TLS version or cipher was found.
    case notTrusted
    /// The deadline passed first.
    case deadlineExceeded
    /// The task was cancelled.
    case cancelled
    /// The body is larger than allowed, after decompression.
    case bodyTooLarge
    /// The header block is larger than allowed.
    case headersTooLarge
    /// The connection ended before the whole answer was here.
    case connectionLost
    /// What came back is not HTTP.
    case malformedResponse
    /// The client was shut down before or during the request.
    case shutDown
    /// Too many requests are waiting already.
    case overloaded
    /// The client could not be set up: libcurl lacks something, or memory or threads ran out.
    case unavailable
  }

  /// What went wrong.
  public let kind: Kind
  /// Host and path, without the query.
  public let location: String
  /// What exactly happened, and how to mend it, in one sentence. Holds no header, token, query or body.
  public let message: String

  /// `LOCATION: MESSAGE`.
  public var description: String { "\(location): \(message)" }

  /// An error about a request to `location` (host and path, no query).
  public init(_ kind: Kind, at location: String, _ message: String) {
    self.kind = kind
    self.location = location
    self.message = message
  }
}
