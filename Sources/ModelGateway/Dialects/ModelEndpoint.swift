public import HTTPClient
public import JSON

/// Where a deployment is and what its server understands: configuration, not content.
public struct ModelEndpoint: Sendable {
  /// How it is spoken to.
  public var dialect: WireDialect
  /// `https://NAME.openai.azure.com/openai/v1`, `http://127.0.0.1:11434/v1` …
  public var base: BaseURL
  /// The path below the base; `{deployment}` stands for the deployment's name. For servers with older paths, as in
  /// `openai/deployments/{deployment}/chat/completions`.
  public var pathTemplate: String
  /// The query as it is sent (`api-version=2024-10-21`), or nil.
  public var query: String?
  /// Further fields, such as `azureml-model-deployment`.
  public var headers: [HTTPHeader]
  /// The deployment's name, sent as `model`.
  public var deployment: String
  /// The first rung that is tried.
  public var structuredOutput: StructuredOutput
  /// The member that limits the answer's tokens: `max_completion_tokens` for reasoning models, `max_tokens` for most
  /// local servers; nil takes the dialect's own.
  public var tokenLimitMember: String?
  /// The most tokens of an answer.
  public var maximumOutputTokens: Int
  /// The role of our instructions in `openai-chat`: `system`, or `developer` for reasoning models.
  public var instructionRole: String
  /// Further members of the body (`reasoning_effort`, `seed`, `temperature`). They replace none that are written here.
  public var extraBody: JSONObject

  /// An endpoint.
  public init(
    dialect: WireDialect = .openAIChat, base: BaseURL, deployment: String, pathTemplate: String? = nil,
    query: String? = nil, headers: [HTTPHeader] = [], structuredOutput: StructuredOutput = .jsonSchema,
    tokenLimitMember: String? = nil, maximumOutputTokens: Int = 2_000, instructionRole: String = "system",
    extraBody: JSONObject = JSONObject()
  ) {
    self.dialect = dialect
    self.base = base
    self.pathTemplate = pathTemplate ?? dialect.defaultPath
    self.query = query
    self.headers = headers
    self.deployment = deployment
    self.structuredOutput = structuredOutput
    self.tokenLimitMember = tokenLimitMember
    self.maximumOutputTokens = maximumOutputTokens
    self.instructionRole = instructionRole
    self.extraBody = extraBody
  }

  /// Where requests go. The deployment's name is percent-encoded whole, so that it cannot walk the path.
  public func url() throws(InvalidURL) -> HTTPURL {
    let segments = pathTemplate.split(separator: "/").map { $0.replacing("{deployment}", with: deployment) }
    return try base.appending(segments.map(String.init), query: query)
  }
}
