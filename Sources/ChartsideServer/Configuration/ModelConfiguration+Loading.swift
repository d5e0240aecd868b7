import CDSHooks
import HTTPClient
import JSON
import ModelGateway

extension ModelConfiguration {
  init(
    name: String, section: ConfigurationSection, folder: String, environment: ConfigurationEnvironment
  ) throws(ConfigurationError) {
    let trust = try TrustPolicy(section.section("trust"), folder: folder)
    self.init(name: name, base: try Self.base(section, "base-url", trust))
    self.trust = trust
    if let value = try section.value("dialect") { dialect = try value.choice() }
    if let value = try section.value("path") { path = try value.string() }
    if let value = try section.value("query") { query = try value.string() }
    for value in try section.values("headers") ?? [] { headers.append(try Self.header(value)) }
    if let value = try section.value("structured-output") { structuredOutput = try value.choice() }
    if let value = try section.value("token-limit-member") { tokenLimitMember = try value.string() }
    if let value = try section.value("max-output-tokens") { maximumOutputTokens = try value.int(16...32_768) }
    if let value = try section.value("instruction-role") {
      enum Role: String, CaseIterable { case system, developer }
      instructionRole = try value.choice(Role.self).rawValue
    }
    if let value = try section.value("body") { extraBody = try Self.members(value) }
    authentication = try Self.authentication(section.section("authentication"), folder, environment)
    footing = try Self.footing(section)
    if let value = try section.value("patience") { patience = try value.duration(.seconds(1)...Duration.seconds(600)) }
    if let value = try section.value("lifetime") { lifetime = try value.duration(.seconds(1)...Duration.seconds(3600)) }
    let circuit = try section.section("circuit-breaker")
    let failures = try circuit.value("failures")?.int(1...100)
    let coolDown = try circuit.value("cool-down")?.duration(.seconds(1)...Duration.seconds(3600))
    self.circuit = .init(failures: failures ?? 5, coolDown: coolDown ?? .seconds(30))
    try circuit.finish()
    textReview = try Self.textReview(section.section("text-review"), folder, environment)
    try section.finish()
  }

  private static func base(
    _ section: ConfigurationSection, _ key: String, _ trust: TrustPolicy
  ) throws(ConfigurationError) -> BaseURL {
    guard let value = try section.value(key) else { throw section.fail(key, "is needed") }
    guard let base = try? BaseURL(value.text) else {
      throw value.fail("must be an https URL without query or fragment")
    }
    if base.url.scheme == .http, !trust.allowedSchemes.contains(.http) {
      throw value.fail("is an http URL: what is sent would travel in the open; see trust.allow-http")
    }
    return base
  }

  private static func header(_ value: ConfigurationValue) throws(ConfigurationError) -> HTTPHeader {
    let parts = value.text.split(separator: ":", maxSplits: 1)
    let secrets: Set<String> = ["authorization", "api-key", "cookie", "proxy-authorization"]
    guard parts.count == 2, let name = parts.first, !name.isEmpty, !name.contains(" ") else {
      throw value.fail("must be a field such as 'azureml-model-deployment: blue'")
    }
    guard !secrets.contains(name.lowercased()) else { throw value.fail("is a credential: see authentication") }
    return HTTPHeader(String(name), String(parts[1].drop { $0 == " " }))
  }

  private static func members(_ value: ConfigurationValue) throws(ConfigurationError) -> JSONObject {
    guard let document = try? JSONDocument(parsing: Array(value.text.utf8)), document.root.isObject else {
      throw value.fail("must be a JSON object in quotes, such as '{\"reasoning_effort\": \"low\"}'")
    }
    return JSONObject(document.root)
  }

  private static func footing(_ section: ConfigurationSection) throws(ConfigurationError) -> Footing? {
    let agreement = try section.value("agreement")
    let expert = try section.value("expert-determination")
    switch (agreement, expert) {
    case (nil, nil): return nil
    case (let agreement?, nil): return .agreement(try agreement.string())
    case (nil, let expert?): return .expertDetermination(try expert.string())
    case (_?, let expert?): throw expert.fail("and agreement exclude each other: say on which of them data leave")
    }
  }

  // MARK: Credentials

  private static func authentication(
    _ section: ConfigurationSection, _ folder: String, _ environment: ConfigurationEnvironment
  ) throws(ConfigurationError) -> Authentication {
    enum Kind: String, CaseIterable {
      case none, bearer, entra
      case apiKey = "api-key"
    }
    let kind: Kind = try section.value("type")?.choice() ?? .none
    let authentication: Authentication
    switch kind {
    case .none: authentication = .none
    case .apiKey:
      authentication = .apiKey(
        try neededSecret("key", section, folder, environment),
        header: try section.value("header")?.string() ?? "api-key")
    case .bearer: authentication = .bearer(try neededSecret("token", section, folder, environment))
    case .entra: authentication = .entra(try entra(section, folder, environment))
    }
    try section.finish()
    return authentication
  }

  private static func entra(
    _ section: ConfigurationSection, _ folder: String, _ environment: ConfigurationEnvironment
  ) throws(ConfigurationError) -> Entra {
    guard let clientID = try section.value("client-id")?.string() else { throw section.fail("client-id", "is needed") }
    let endpoint: String
    if let value = try section.value("token-url") {
      guard (try? HTTPURL(value.text)) != nil else { throw value.fail("must be an https URL") }
      endpoint = value.text
    } else if let tenant = try section.value("tenant") {
      guard tenant.text.utf8.allSatisfy({ $0 == 0x2D || $0 == 0x2E || (0x30...0x7A).contains($0) }) else {
        throw tenant.fail("must be a tenant's id or domain")
      }
      endpoint = "https://login.microsoftonline.com/\(try tenant.string())/oauth2/v2.0/token"
    } else {
      throw section.fail("tenant", "is needed (or token-url)")
    }
    let secret = try secret("secret", section, folder, environment)
    let key = try section.value("key-file")
    let assertion = try section.value("assertion-file")
    let thumbprint = try section.value("certificate-thumbprint")
    let proof: Entra.Proof
    switch (secret, key, assertion) {
    case (let secret?, nil, nil): proof = .secret(secret)
    case (nil, let key?, nil):
      guard let thumbprint else { throw key.fail("needs certificate-thumbprint beside it (SHA-256, base64url)") }
      proof = .key(file: try key.file(relativeTo: folder), thumbprint: try thumbprint.string())
    case (nil, nil, let assertion?): proof = .assertionFile(try assertion.path(relativeTo: folder))
    default:
      throw section.fail(
        "client-id", "needs one proof beside it: secret-file, secret-variable, key-file or assertion-file")
    }
    return Entra(
      endpoint: endpoint, clientID: clientID, proof: proof,
      scope: try section.value("scope")?.string() ?? EntraTokenProvider.foundryScope)
  }

  private static func neededSecret(
    _ name: String, _ section: ConfigurationSection, _ folder: String, _ environment: ConfigurationEnvironment
  ) throws(ConfigurationError) -> Secret {
    guard let secret = try secret(name, section, folder, environment) else {
      throw section.fail("\(name)-file", "is needed (or \(name)-variable): secrets are never written here")
    }
    return secret
  }

  /// `NAME-file`, or `NAME-variable` with the name of an environment variable.
  private static func secret(
    _ name: String, _ section: ConfigurationSection, _ folder: String, _ environment: ConfigurationEnvironment
  ) throws(ConfigurationError) -> Secret? {
    let file = try section.value("\(name)-file")
    let variable = try section.value("\(name)-variable")
    switch (file, variable) {
    case (nil, nil): return nil
    case (let file?, nil): return .file(try file.file(relativeTo: folder))
    case (nil, let variable?):
      guard let text = environment.variable(try variable.string()), !text.isEmpty else {
        throw variable.fail("names an environment variable that is not set")
      }
      return .text(ConfidentialText(text))
    case (_?, let variable?): throw variable.fail("and \(name)-file exclude each other")
    }
  }

  private static func textReview(
    _ section: ConfigurationSection, _ folder: String, _ environment: ConfigurationEnvironment
  ) throws(ConfigurationError) -> TextReview? {
    let trust = try TrustPolicy(section.section("trust"), folder: folder)
    let version = try section.value("api-version")?.string()
    let authentication = try authentication(section.section("authentication"), folder, environment)
    guard try section.value("base-url") != nil else {
      try section.finish()
      return nil
    }
    let review = TextReview(
      base: try base(section, "base-url", trust), authentication: authentication,
      apiVersion: version ?? AzureTextReview.apiVersion, trust: trust)
    try section.finish()
    return review
  }
}
