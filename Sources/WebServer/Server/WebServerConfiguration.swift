/// Where a server listens and what it allows.
public struct WebServerConfiguration: Sendable {
  /// Bounds that keep one caller from taking what all need.
  public struct Limits: Sendable {
    /// The most bytes of a body, both as sent and after decompression.
    public var maximumBodyBytes = 32 << 20
    /// The most bytes of bodies held at one time, over all connections.
    public var maximumBodyBytesInFlight = 512 << 20
    /// The most bytes of all header fields.
    public var maximumHeaderBytes = 32 << 10
    /// The most header fields.
    public var maximumHeaderFields = 100
    /// The most connections; more wait in the kernel's queue.
    public var maximumConnections = 1024
    /// How long a connection may stay silent between requests.
    public var keepAlive: Duration = .seconds(60)
    /// How long a body may stand still.
    public var bodyIdle: Duration = .seconds(5)
    /// How long a body may take from the request's head to its end.
    public var bodyDeadline: Duration = .seconds(10)
    /// How long an answer may take from its first byte written until the client's side has taken all of it.
    public var writeDeadline: Duration = .seconds(30)
    /// How long requests in flight may take after a signal to stop.
    public var shutdown: Duration = .seconds(30)

    /// The defaults.
    public init() {}
  }

  /// Certificate and key for HTTPS in the process. Needs the package trait `TLS`.
  public struct TLSFiles: Sendable {
    /// PEM file of the certificate, followed by its chain.
    public var certificateFile: String
    /// PEM file of the private key.
    public var privateKeyFile: String

    /// Files on disk.
    public init(certificateFile: String, privateKeyFile: String) {
      self.certificateFile = certificateFile
      self.privateKeyFile = privateKeyFile
    }
  }

  /// A host name or address; `127.0.0.1` by default.
  public var host: String
  /// The port; 0 for any free one.
  public var port: Int
  /// The bounds.
  public var limits: Limits
  /// Web origins that may call routes that allow it.
  public var cors: CORSPolicy
  /// True when callers reach the server by https, through a proxy or in the process.
  public var isPubliclySecure: Bool
  /// HTTPS in the process; nil for plain HTTP behind a proxy.
  public var tls: TLSFiles?

  /// A server on `host` and `port`.
  public init(
    host: String = "127.0.0.1", port: Int = 8080, limits: Limits = Limits(), cors: CORSPolicy = .closed,
    isPubliclySecure: Bool = false, tls: TLSFiles? = nil
  ) {
    self.host = host
    self.port = port
    self.limits = limits
    self.cors = cors
    self.isPubliclySecure = isPubliclySecure
    self.tls = tls
  }
}
