/// Where a server really listens.
public struct WebAddress: Sendable, Equatable {
  /// The host that was configured.
  public let host: String
  /// The port, known even when any free one was asked for.
  public let port: Int
  /// `http` or `https`.
  public let scheme: String

  /// `http://127.0.0.1:8080`
  public var url: String { "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)" }
}
