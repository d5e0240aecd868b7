/// Whom a client may speak to, and how. One client, one policy: a connection that was opened under one policy must
/// never carry a request made under another, since libcurl checks addresses and certificates when a connection opens
/// and not when it is reused.
public struct TrustPolicy: Sendable, Hashable {
  /// Schemes accepted; `https` alone unless a test or a sandbox says otherwise.
  public var allowedSchemes: Set<URLScheme>
  /// Whether 127/8 and ::1 may be spoken to.
  public var allowLoopback: Bool
  /// Whether private addresses may be spoken to: RFC 1918, shared address space, unique local and site-local IPv6. A
  /// hospital's own FHIR server usually needs it. Link-local, multicast, unspecified and reserved ones never may.
  public var allowPrivate: Bool
  /// A PEM file with the only certificate authorities to accept; nil accepts the system's.
  public var caFile: String?
  /// Shown to servers that ask for one.
  public var clientCertificate: ClientCertificate?
  /// The proxy for every request; nil uses none, whatever the environment says. With a proxy it is the proxy that
  /// resolves names, so it has to keep requests away from internal addresses; only addresses written in the URL itself
  /// are still judged here.
  public var proxy: HTTPURL?
  /// The largest body accepted, in bytes after decompression.
  public var maximumBodyBytes: Int
  /// The largest header block accepted, in bytes.
  public var maximumHeaderBytes: Int
  /// The longest that opening a connection may take, TLS handshake included.
  public var connectTimeout: Duration
  /// Connections to one host; further requests wait for one to be free.
  public var maximumConnectionsPerHost: Int
  /// Connections in all.
  public var maximumConnections: Int
  /// Requests accepted at once, waiting ones included; beyond it they are refused.
  public var maximumRequests: Int
  /// Whether HTTP/2 is offered (over TLS, by ALPN).
  public var offersHTTP2: Bool

  /// `HOST:PORT:ADDRESS` entries that replace name resolution; for tests.
  var pinnedAddresses: [String] = []

  /// The strictest policy, unless told otherwise: https, public addresses, the system's authorities, no proxy.
  public init(
    allowedSchemes: Set<URLScheme> = [.https], allowLoopback: Bool = false, allowPrivate: Bool = false,
    caFile: String? = nil, clientCertificate: ClientCertificate? = nil, proxy: HTTPURL? = nil,
    maximumBodyBytes: Int = 64 << 20, maximumHeaderBytes: Int = 64 << 10, connectTimeout: Duration = .seconds(5),
    maximumConnectionsPerHost: Int = 16, maximumConnections: Int = 64, maximumRequests: Int = 4096,
    offersHTTP2: Bool = true
  ) {
    self.allowedSchemes = allowedSchemes
    self.allowLoopback = allowLoopback
    self.allowPrivate = allowPrivate
    self.caFile = caFile
    self.clientCertificate = clientCertificate
    self.proxy = proxy
    self.maximumBodyBytes = maximumBodyBytes
    self.maximumHeaderBytes = maximumHeaderBytes
    self.connectTimeout = connectTimeout
    self.maximumConnectionsPerHost = maximumConnectionsPerHost
    self.maximumConnections = maximumConnections
    self.maximumRequests = maximumRequests
    self.offersHTTP2 = offersHTTP2
  }
}
