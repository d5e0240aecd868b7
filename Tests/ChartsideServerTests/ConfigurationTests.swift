import CDSHooks
import ChartsideServer
import Foundation
import HTTPClient
import JSON
import ModelGateway
import Reasoning
import SMART
import Testing
import WebServer
import TestSupport

@Suite("The configuration is read strictly")
struct ConfigurationTests {
  private static let minimal = """
    server:
      public-base-url: https://cds.example.org
    ehrs:
      st-marys:
        issuer: https://ehr.example.org
        jwks-url: https://ehr.example.org/jwks
        fhir-base-urls: [https://ehr.example.org/fhir]
    """

  private func read(_ yaml: String, _ environment: [String: String] = [:]) throws -> ChartsideConfiguration {
    try ChartsideConfiguration(yaml: yaml, file: "c.yaml", environment: environment)
  }

  @Test("The example file is valid, as it is and with every setting that it shows switched on")
  func exampleFile() throws {
    let file = ConfigurationTests.exampleURL
    let configuration = try ChartsideConfiguration(file: file.path, environment: [:])
    #expect(configuration.ehrs.map(\.name) == ["example-ehr"])
    #expect(configuration.records.path?.hasSuffix("/Profiles/records.sqlite") == true)

    let text = try String(contentsOf: file, encoding: .utf8)
    let files = [
      "server.pem", "server.key", "example-ehr.jwks.json", "hospital-ca.pem", "chartside.pem", "chartside.key",
    ]
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("configuration-" + UUID().uuidString)
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("content"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in files { try Data().write(to: folder.appendingPathComponent(name)) }
    let all = text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.contains("jwks-url:") }.map { $0.replacing("#  ", with: "", maxReplacements: 1) }
      .filter { !$0.hasPrefix("show") && !$0.hasPrefix("Lines") }.joined(separator: "\n")
    let path = folder.appendingPathComponent("c.yaml").path
    let full = try ChartsideConfiguration(yaml: all, file: path, environment: [:])
    #expect(full.server.tls != nil)
    #expect(full.ehrs.first?.tenants == ["main-campus"])
    #expect(full.records.retention == .seconds(3650 * 86_400))
    #expect(configuration.terminology == nil)
    #expect(full.terminology?.base.absoluteString == "https://tx.example.org/fhir")
    #expect(full.models.map(\.name) == ["example-reasoner"])
    #expect(full.models.first?.textReview != nil)
  }

  static var exampleURL: URL { ConformanceData.projectRoot.appendingPathComponent("Profiles/chartside.example.yaml") }

  @Test("Values arrive, and the strict defaults hold where nothing is said")
  func values() throws {
    let configuration = try read(Self.minimal)
    #expect(configuration.publicBaseURL == "https://cds.example.org")
    #expect(configuration.server.isPubliclySecure)
    #expect(configuration.authentication.isRequired)
    #expect(configuration.authentication.isRequiredForDiscovery)
    #expect(!configuration.authentication.testMode)
    let ehr = try #require(configuration.ehrs.first)
    #expect(ehr.algorithms == SignatureAlgorithm.recommended)
    #expect(ehr.trust.allowedSchemes == [.https])
    #expect(!ehr.trust.allowPrivate)
    #expect(ehr.fhirServers.map(\.absoluteString) == ["https://ehr.example.org/fhir"])
  }

  @Test(
    "A wrong key or value is refused with its name, line and column",
    arguments: [
      ("servr:\n  port: 1\n", "c.yaml:1:1: servr: is no setting; did you mean server?"),
      ("server:\n  prot: 1\n", "c.yaml:2:3: server.prot: is no setting; did you mean port?"),
      ("server:\n  port: eighty\n", "c.yaml:2:9: server.port: must be a whole number from 0 to 65535"),
      ("server:\n  port: 65536\n", "c.yaml:2:9: server.port: must be a whole number from 0 to 65535"),
      ("server:\n  port: [1]\n", "c.yaml:2:9: server.port: must be a single value"),
      ("server: 5\n", "c.yaml:1:9: server: must hold further settings"),
      ("server:\n  metrics: yes\n", "c.yaml:2:12: server.metrics: must be true or false"),
      (
        "server:\n  limits: {body: 32}\n",
        "c.yaml:2:18: server.limits.body: must be a number with its unit, such as 64KB, 32MB or 1GB"
      ),
      (
        "server:\n  limits: {body-deadline: 10}\n",
        "c.yaml:2:27: server.limits.body-deadline: must be a number with its unit, such as 500ms, 10s, 5m, 12h or 90d"
      ),
      (
        "server:\n  cors-origins: ['*']\n",
        "c.yaml:2:18: server.cors-origins[0]: must be an origin such as https://ehr.example.org: scheme, host and port, no path, never *"
      ),
      (
        "server:\n  public-base-url: https://x.example/cds-services\n",
        "c.yaml:2:20: server.public-base-url: must end before '/cds-services', which is added to it"
      ),
      (
        "server:\n  public-base-url: cds\n",
        "c.yaml:2:20: server.public-base-url: must be an http or https URL without query or fragment"
      ),
      (
        "site:\n  time-zone: Mars/Base\n",
        "c.yaml:2:14: site.time-zone: must be the name of a time zone such as America/New_York"
      ),
      (
        "content:\n  folders: [/nowhere/at/all]\n",
        "c.yaml:2:13: content.folders[0]: names a folder that does not exist"
      ),
      (
        "logging:\n  level: inof\n",
        "c.yaml:2:10: logging.level: must be one of trace, debug, info, notice, warning, error, critical; did you mean info?"
      ),
      ("a: 1\na: 2\n", "c.yaml:"),
      ("server:\n\tport: 1\n", "c.yaml:2:"),
      ("- 1\n", "c.yaml:1:1: must hold settings such as 'server:'"),
      ("ehrs: [1]\n", "c.yaml:1:7: ehrs: must map names to settings"),
      ("ehrs:\n  'a b': {}\n", "c.yaml:2:3: ehrs: has a name that is not made of letters, digits, '-', '_' and '.'"),
      (
        "ehrs:\n  a: {jwks-url: 'https://x.example/j'}\n",
        "c.yaml:2:7: ehrs.a.issuer: is needed: the \"iss\" of the EHR's tokens"
      ),
      (
        "ehrs:\n  a: {issuer: x}\n",
        "c.yaml:2:7: ehrs.a.jwks-url: is needed (or jwks-file): where the EHR's public keys are"
      ),
      (
        "ehrs:\n  a:\n    issuer: x\n    jwks-url: https://x.example/j\n    algorithms: [HS256]\n",
        "c.yaml:5:18: ehrs.a.algorithms[0]: must be one of ES384, RS384, ES256, RS256"
      ),
      (
        "ehrs:\n  a:\n    issuer: x\n    jwks-url: https://x.example/j\n    isuer: y\n",
        "c.yaml:5:5: ehrs.a.isuer: is no setting; did you mean issuer?"
      ),
      (
        "ehrs:\n  a:\n    issuer: x\n    jwks-url: https://x.example/j\n    fhir-base-urls: http://x.example/fhir\n",
        "c.yaml:5:21: ehrs.a.fhir-base-urls: has an http URL: tokens and data would travel in the open; see trust.allow-http"
      ),
      (
        "terminology:\n  cache: 5000\n",
        "c.yaml:2:3: terminology.base-url: is needed: where the terminology server is"
      ),
      ("terminology: {base-url: tx}\n", "c.yaml:1:25: terminology.base-url: must be an https URL without query"),
      ("terminology: {base-url: 'http://x.example/fhir'}\n", "c.yaml:1:25: terminology.base-url: is an http URL"),
      (
        "terminology: {base-url: 'https://x.example', cache: 10}\n",
        "c.yaml:1:53: terminology.cache: must be a whole number from 1000 to 10000000"
      ),
      ("terminology: {base-url: 'https://x.example', key: 10}\n", "c.yaml:1:46: terminology.key: is no setting"),
      ("server: {public-base-url: 'https://x.example'}\n", "c.yaml:1:1: ehrs: no EHR is registered"),
      ("ehrs:\n  a: {issuer: x, jwks-url: 'https://x.example/j'}\n", "c.yaml:1:1: server: public-base-url is needed"),
    ])
  func refusals(yaml: String, message: String) {
    #expect {
      try read(yaml)
    } throws: { error in
      let text = "\(error)"
      if !text.hasPrefix(message) { Issue.record("got: \(text)") }
      return text.hasPrefix(message)
    }
  }

  @Test("A site sets how many cards are shown; what it does not say stays one a topic and three in all")
  func cardLimits() throws {
    #expect(try read(Self.minimal).cards == CompositionLimits(cardsPerTopic: 1, cards: 3))
    let wider = Self.minimal + "\ncards:\n  per-topic: 2\n  in-all: 5\n"
    #expect(try read(wider).cards == CompositionLimits(cardsPerTopic: 2, cards: 5))
    #expect(try read(Self.minimal + "\ncards:\n  in-all: 7\n").cards == CompositionLimits(cardsPerTopic: 1, cards: 7))
  }

  @Test("Two EHRs cannot have one issuer")
  func duplicateIssuer() {
    let yaml =
      Self.minimal + "\n  st-lukes:\n    issuer: https://ehr.example.org\n    jwks-url: https://ehr.example.net/jwks\n"
    #expect {
      try read(yaml)
    } throws: {
      "\($0)".contains("st-marys and st-lukes have the same issuer")
    }
  }

  @Test("The environment wins over the file, and its faults are named by variable")
  func environment() throws {
    let configuration = try read(
      Self.minimal,
      [
        "CHARTSIDE_SERVER_PORT": "9999", "CHARTSIDE_RECORDS_PATH": "/var/lib/chartside/r.sqlite",
        "CHARTSIDE_SERVER_CORS_ORIGINS": "https://a.example,https://b.example",
        "CHARTSIDE_SERVER_LIMITS_WRITE_DEADLINE": "7s", "CHARTSIDE_HOME": "/x", "PATH": "/bin",
      ])
    #expect(configuration.server.port == 9999)
    #expect(configuration.server.limits.writeDeadline == .seconds(7))
    #expect(configuration.records.path == "/var/lib/chartside/r.sqlite")
    for (variable, value, message) in [
      ("CHARTSIDE_SERVER_PORT", "x", "environment variable CHARTSIDE_SERVER_PORT: server.port: must be a whole number"),
      (
        "CHARTSIDE_SERVER_PROT", "1",
        "environment variable CHARTSIDE_SERVER_PROT: names no setting; did you mean CHARTSIDE_SERVER_PORT?"
      ),
    ] {
      #expect {
        try read(Self.minimal, [variable: value])
      } throws: {
        "\($0)".hasPrefix(message)
      }
    }
  }

  @Test("No message repeats a value")
  func secretsAreNotRepeated() {
    #expect {
      try read("server:\n  port: s3cret\n")
    } throws: {
      !"\($0)".contains("s3cret")
    }
  }
}

@Suite("Remote models are configured strictly, and their secrets stand elsewhere")
struct ModelConfigurationTests {
  private func read(_ model: String, _ environment: [String: String] = [:]) throws -> ChartsideConfiguration {
    let lines = model.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
    let yaml = "authentication:\n  required: false\nmodels:\n  reasoner:\n\(lines)\n"
    return try ChartsideConfiguration(yaml: yaml, file: "c.yaml", environment: environment)
  }

  @Test("values arrive")
  func values() throws {
    let configuration = try read(
      """
      base-url: https://example.services.ai.azure.com/openai/v1
      dialect: openai-responses
      query: api-version=preview
      headers: ["azureml-model-deployment: blue"]
      structured-output: json_object
      token-limit-member: max_tokens
      max-output-tokens: 500
      instruction-role: developer
      body: '{"reasoning_effort": "low"}'
      agreement: BAA 2026-11
      patience: 30s
      lifetime: 5m
      circuit-breaker:
        failures: 3
        cool-down: 10s
      authentication:
        type: api-key
        key-variable: MODEL_KEY
      """, ["MODEL_KEY": "k-1"])
    let model = try #require(configuration.models.first)
    #expect(model.name == "reasoner" && model.dialect == .openAIResponses)
    #expect(model.headers.first?.value == "blue" && model.structuredOutput == .jsonObject)
    #expect(model.tokenLimitMember == "max_tokens" && model.maximumOutputTokens == 500)
    #expect(model.instructionRole == "developer" && model.extraBody["reasoning_effort"]?.string == "low")
    #expect(model.footing == .agreement("BAA 2026-11") && model.circuit.failures == 3)
    #expect(model.patience == .seconds(30) && model.lifetime == .seconds(300))
    guard case .apiKey(.text(let key), header: "api-key") = model.authentication else {
      Issue.record("no key")
      return
    }
    #expect(key.reveal() == "k-1")
    #expect(!"\(model)".contains("k-1"))
  }

  @Test(
    "what is wrong is refused with its place",
    arguments: [
      ("dialect: openai-chat", "base-url"), ("base-url: http://models.example/v1", "base-url"),
      ("base-url: https://m.example/v1\nkey: secret", "key"),
      ("base-url: https://m.example/v1\ndialect: openai", "dialect"),
      ("base-url: https://m.example/v1\nbody: '[1]'", "body"),
      ("base-url: https://m.example/v1\nheaders: [\"Authorization: Bearer x\"]", "headers"),
      ("base-url: https://m.example/v1\nagreement: a\nexpert-determination: b", "expert-determination"),
      ("base-url: https://m.example/v1\nauthentication:\n  type: api-key", "authentication.key-file"),
      ("base-url: https://m.example/v1\nauthentication:\n  type: bearer\n  token-variable: NONE", "token-variable"),
      ("base-url: https://m.example/v1\nauthentication:\n  type: entra\n  tenant: t", "client-id"),
      ("base-url: https://m.example/v1\nauthentication:\n  type: entra\n  client-id: c", "tenant"),
      ("base-url: https://m.example/v1\nauthentication:\n  type: entra\n  tenant: t\n  client-id: c", "client-id"),
    ])
  func refused(_ model: String, _ setting: String) throws {
    let error = #expect(throws: ConfigurationError.self) { try read(model) }
    #expect(error?.setting.contains(setting) == true, "\(error?.description ?? "")")
  }
}
