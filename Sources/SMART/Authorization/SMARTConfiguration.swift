public import HTTPClient
public import JSON

/// A FHIR server's authorization metadata, `{base}/.well-known/smart-configuration` (SMART App Launch 2.2,
/// "Conformance"). What it names is only a suggestion until held against what is registered.
public struct SMARTConfiguration: Sendable {
  /// The issuer of identity tokens.
  public let issuer: String?
  /// Where the server's own public keys are.
  public let keySetURL: HTTPURL?
  /// Where users authorize apps.
  public let authorizationEndpoint: HTTPURL?
  /// Where tokens are issued.
  public let tokenEndpoint: HTTPURL
  /// Where tokens are introspected (RFC 7662).
  public let introspectionEndpoint: HTTPURL?
  /// `grant_types_supported`.
  public let grantTypes: Set<String>
  /// `token_endpoint_auth_methods_supported`.
  public let authenticationMethods: Set<String>
  /// The algorithms of `token_endpoint_auth_signing_alg_values_supported` that this module knows.
  public let signatureAlgorithms: Set<SignatureAlgorithm>
  /// `scopes_supported`.
  public let scopes: [String]
  /// `capabilities`.
  public let capabilities: Set<String>
  /// `code_challenge_methods_supported`.
  public let codeChallengeMethods: Set<String>

  /// Reads the document.
  /// - Parameters:
  ///   - bytes: the document.
  ///   - base: the FHIR base it was fetched from; relative URLs, which old servers write, are read against it.
  /// - Throws: ``SMARTConfigurationError`` naming the member at fault.
  public init(parsing bytes: [UInt8], base: BaseURL) throws(SMARTConfigurationError) {
    let document: JSONDocument
    do {
      document = try JSONDocument(parsing: bytes, limits: JSONLimits(bytes: 262_144, depth: 16, nodes: 16_384))
    } catch {
      throw SMARTConfigurationError("is not usable JSON (\(error.kind) at byte \(error.offset))")
    }
    try self.init(document.root, base: base)
  }

  /// Reads a parsed document.
  public init(_ value: JSONValue, base: BaseURL) throws(SMARTConfigurationError) {
    guard value.isObject else { throw SMARTConfigurationError("is not a JSON object") }
    func strings(_ member: String) -> [String] { value[member].elements.compactMap(\.string) }
    func url(_ member: String) throws(SMARTConfigurationError) -> HTTPURL? {
      guard let found = value[member], !found.isNull else { return nil }
      guard let text = found.string else { throw SMARTConfigurationError("has a \(member) that is not a string") }
      do throws(InvalidURL) {
        if text.hasPrefix("/"), !text.hasPrefix("//") { return try HTTPURL(base.url.origin + text) }
        return try HTTPURL(text)
      } catch {
        throw SMARTConfigurationError("has a \(member) that is not a URL: \(error.reason)")
      }
    }
    issuer = value["issuer"].string
    keySetURL = try url("jwks_uri")
    authorizationEndpoint = try url("authorization_endpoint")
    introspectionEndpoint = try url("introspection_endpoint")
    guard let tokenEndpoint = try url("token_endpoint") else { throw SMARTConfigurationError("has no token_endpoint") }
    self.tokenEndpoint = tokenEndpoint
    grantTypes = Set(strings("grant_types_supported"))
    authenticationMethods = Set(strings("token_endpoint_auth_methods_supported"))
    signatureAlgorithms = Set(
      strings("token_endpoint_auth_signing_alg_values_supported").compactMap(SignatureAlgorithm.init(rawValue:)))
    scopes = strings("scopes_supported")
    capabilities = Set(strings("capabilities"))
    codeChallengeMethods = Set(strings("code_challenge_methods_supported"))
  }

  /// Whether the server says that it supports Backend Services with a key of `algorithm`. Servers that list no
  /// algorithms are taken at their capabilities' word.
  public func supportsBackendServices(with algorithm: SignatureAlgorithm) -> Bool {
    (authenticationMethods.contains("private_key_jwt") || capabilities.contains("client-confidential-asymmetric"))
      && (signatureAlgorithms.isEmpty || signatureAlgorithms.contains(algorithm))
  }
}

/// A SMART configuration cannot be used.
public struct SMARTConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong; reads on after "The SMART configuration".
  public let problem: String

  init(_ problem: String) { self.problem = problem }

  /// One sentence.
  public var description: String { "The SMART configuration \(problem)." }
}
