public import HTTPClient
public import SMART

/// One EHR as the configuration describes it.
public struct EHRConfiguration: Sendable {
  /// Where its public keys come from.
  public enum Keys: Sendable {
    /// Its JWK Set URL.
    case url(String)
    /// A JWK Set file.
    case file(String)
    /// Keys at hand, as a sandbox in the same process has them.
    case pinned(JSONWebKeySet)
  }

  /// Its name in configuration, audit and metrics.
  public var name: String
  /// The `iss` of its tokens.
  public var issuer: String
  /// Its keys.
  public var keys: Keys
  /// The algorithms it may sign with.
  public var algorithms: Set<SignatureAlgorithm> = SignatureAlgorithm.recommended
  /// The tenants that are served; nil for any.
  public var tenants: Set<String>?
  /// Accepted audiences besides the URL that was called.
  public var audiences: Set<String> = []
  /// The longest lifetime of a token.
  public var tokenLifetime: Duration = .seconds(300)
  /// How far its clock may be off.
  public var clockSkew: Duration = .seconds(60)
  /// Whether its tokens may lack `typ`.
  public var allowsMissingType = false
  /// Our client id there.
  public var clientID: String?
  /// Its FHIR servers.
  public var fhirServers: [BaseURL] = []
  /// Whether its FHIR servers are asked for what prefetch lacks.
  public var fetches = true
  /// How its servers are reached.
  public var trust = TrustPolicy()
  /// The client profile: a file, or the name of one in the content folders; nil for the standard one.
  public var clientProfile: String?

  /// An EHR.
  public init(name: String, issuer: String, keys: Keys) {
    self.name = name
    self.issuer = issuer
    self.keys = keys
  }
}

extension EHRConfiguration {
  /// How many keys of a JWK Set fit the algorithms that the EHR may use.
  public func keyCount(in keySet: [UInt8]) throws -> Int {
    try JSONWebKeySet(parsing: keySet).keys.count { key in algorithms.contains(where: key.fits) }
  }
}
