public import CDSHooks
public import HTTPClient
public import JSON
public import ModelGateway

/// One remote model as the configuration describes it: where it is, how it is called, and on what footing data go there. What
/// it may see, say and cost is content: its registration, a FHIR Library.
public struct ModelConfiguration: Sendable {
  /// A secret, from a file or from the environment, never from the configuration itself.
  public enum Secret: Sendable {
    /// A file that its owner alone may read.
    case file(String)
    /// What a variable of the environment held.
    case text(ConfidentialText)
  }

  /// How calls are authorised.
  public enum Authentication: Sendable {
    /// Not at all.
    case none
    /// A key in a header.
    case apiKey(Secret, header: String)
    /// A fixed bearer token.
    case bearer(Secret)
    /// Entra ID client credentials.
    case entra(Entra)
  }

  /// Entra ID client credentials.
  public struct Entra: Sendable {
    /// What the client proves itself with.
    public enum Proof: Sendable {
      /// A client secret.
      case secret(Secret)
      /// A private key, and the SHA-256 thumbprint of its certificate, base64url.
      case key(file: String, thumbprint: String)
      /// A file that holds a fresh assertion whenever it is read, as workload identities have it.
      case assertionFile(String)
    }

    /// The token endpoint.
    public var endpoint: String
    /// The application's id.
    public var clientID: String
    /// Its proof.
    public var proof: Proof
    /// What tokens are for.
    public var scope: String
  }

  /// On what footing de-identified data go to the host although the profile is not Safe Harbor.
  public enum Footing: Sendable, Hashable {
    /// An agreement with the host, by its name.
    case agreement(String)
    /// An expert's determination (45 CFR 164.514(b)(1)), by its name.
    case expertDetermination(String)
  }

  /// The second pass over free texts by the Azure Health Data Services de-identification service.
  public struct TextReview: Sendable {
    /// The service's base URL.
    public var base: BaseURL
    /// How calls are authorised.
    public var authentication: Authentication
    /// The API version.
    public var apiVersion: String
    /// How it is reached.
    public var trust: TrustPolicy
  }

  /// The id of its registration.
  public var name: String
  /// How it is spoken to.
  public var dialect = WireDialect.openAIChat
  /// The base URL.
  public var base: BaseURL
  /// The path below it, where not the dialect's own.
  public var path: String?
  /// The query, or nil.
  public var query: String?
  /// Further header fields.
  public var headers: [HTTPHeader] = []
  /// The first rung of structured output that is tried.
  public var structuredOutput = StructuredOutput.jsonSchema
  /// The member that limits the answer's tokens.
  public var tokenLimitMember: String?
  /// The most tokens of an answer.
  public var maximumOutputTokens = 2_000
  /// The role of our instructions.
  public var instructionRole = "system"
  /// Further members of the body.
  public var extraBody = JSONObject()
  /// How calls are authorised.
  public var authentication = Authentication.none
  /// On what footing data go there; needed unless the profile is Safe Harbor.
  public var footing: Footing?
  /// How long an answer is waited for.
  public var patience = Duration.seconds(60)
  /// How long an answer is of use.
  public var lifetime = Duration.seconds(600)
  /// When calls stop for a while.
  public var circuit = CircuitBreaker.Policy()
  /// How its server is reached.
  public var trust = TrustPolicy()
  /// The second pass over free texts.
  public var textReview: TextReview?

  /// A model.
  public init(name: String, base: BaseURL) {
    self.name = name
    self.base = base
  }
}
