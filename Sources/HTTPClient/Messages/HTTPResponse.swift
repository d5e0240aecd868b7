/// An answer, whatever its status.
///
/// The body is clinical data more often than not, so the type describes itself by status and size only.
public struct HTTPResponse: Sendable {
  /// The status code, 200...599 in practice.
  public let status: Int
  /// The final header block; trailers are dropped.
  public let headers: HTTPResponseHeaders
  /// The whole body, decompressed.
  public let body: [UInt8]
  /// The protocol's version as spoken.
  public let version: HTTPVersion
  /// Whether the request travelled on a connection that was already open.
  public let reusedConnection: Bool
}

/// A version of HTTP.
public enum HTTPVersion: String, Sendable, Hashable {
  case http1_0 = "HTTP/1.0"
  case http1_1 = "HTTP/1.1"
  case http2 = "HTTP/2"
  case other
}

extension HTTPResponse: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Status and size.
  public var description: String { "\(status), \(body.count) bytes" }
  /// Status and size.
  public var debugDescription: String { description }
  /// Shows status and size only.
  public var customMirror: Mirror { Mirror(self, children: ["response": description]) }
}
