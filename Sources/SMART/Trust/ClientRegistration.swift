public import HTTPClient

/// An EHR that may call, and how its calls are recognised: one CDS client, known by its `iss` (CDS Hooks, "Trusting
/// CDS Clients"). What it says here is the whole of what is believed about it; a token adds nothing.
public struct ClientRegistration: Sendable {
  /// Where the client's public keys come from.
  public enum KeySource: Sendable {
    /// Keys exchanged out of band. A `jku` in a token is then refused.
    case pinned(JSONWebKeySet)
    /// The client's JWK Set URL. A `jku` in a token must be this text byte for byte, and is never fetched otherwise.
    case url(HTTPURL, asRegistered: String)

    /// A source for the text of a URL, kept as written for comparison with `jku`.
    public static func url(_ text: String) throws(InvalidURL) -> KeySource {
      .url(try HTTPURL(text), asRegistered: text)
    }
  }

  /// The registration's name in configuration, audit and metrics.
  public var name: String
  /// The `iss` of the client's tokens, compared as written.
  public var issuer: String
  /// The client's keys.
  public var keys: KeySource
  /// The algorithms that the client may sign with; ES384 and RS384 unless more are named.
  public var algorithms: Set<SignatureAlgorithm>
  /// The tenants that are served; nil serves calls with any `tenant`, or none.
  public var tenants: Set<String>?
  /// Values of `aud` accepted beside the URL that was called: for EHRs configured with one audience for all services.
  public var additionalAudiences: Set<String>
  /// The longest `exp` − `iat` accepted: 5 minutes by default, 1 hour at most.
  public var maximumLifetime: Duration
  /// How far the client's clock may be off: 60 seconds by default, 5 minutes at most.
  public var clockSkew: Duration
  /// The `sub` that tokens must carry; nil does not look at it (CDS Hooks has none, some EHRs send one).
  public var expectedSubject: String?
  /// Whether tokens without `typ` are accepted. CDS Hooks requires it; some EHRs forget it.
  public var allowsMissingType: Bool
  /// Our client id at this EHR: what `fhirAuthorization.subject` must say. Nil does not look at it.
  public var clientID: String?
  /// The EHR's FHIR servers. `fhirServer` of a hook call must be one of them; nothing else is ever called with its token.
  public var fhirServers: [BaseURL]

  /// A registration; the defaults are the strict ones.
  public init(
    name: String, issuer: String, keys: KeySource, algorithms: Set<SignatureAlgorithm> = SignatureAlgorithm.recommended,
    tenants: Set<String>? = nil, additionalAudiences: Set<String> = [], maximumLifetime: Duration = .seconds(300),
    clockSkew: Duration = .seconds(60), expectedSubject: String? = nil, allowsMissingType: Bool = false,
    clientID: String? = nil, fhirServers: [BaseURL] = []
  ) {
    self.name = name
    self.issuer = issuer
    self.keys = keys
    self.algorithms = algorithms
    self.tenants = tenants
    self.additionalAudiences = additionalAudiences
    self.maximumLifetime = maximumLifetime
    self.clockSkew = clockSkew
    self.expectedSubject = expectedSubject
    self.allowsMissingType = allowsMissingType
    self.clientID = clientID
    self.fhirServers = fhirServers
  }

  /// The registered FHIR server that `text` (a hook's `fhirServer`) names, or nil. A trailing slash does not matter.
  public func fhirServer(matching text: String) -> BaseURL? {
    guard let base = try? BaseURL(text) else { return nil }
    return fhirServers.first { $0 == base }
  }
}
