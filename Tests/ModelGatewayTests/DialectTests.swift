import CDSHooks
import HTTPClient
import JSON
import ModelGateway
import Synchronization
import TestSupport
import Testing

/// What goes over the wire, by dialect, and how the ladder of structured output is climbed down.
struct DialectTests {
  private func http() -> HTTPClient { HTTPClient(policy: TrustPolicy(allowedSchemes: [.http], allowLoopback: true)) }

  private let prompt = ModelPrompt(
    instructions: "Look.", data: #"{"facts": []}"#, schema: ["type": "object", "additionalProperties": false])

  /// Sends the prompt to a server that answers in the dialect, and returns what it received.
  private func received(
    _ dialect: WireDialect, credential: ModelCredential = .none, change: (inout ModelEndpoint) -> Void = { _ in }
  ) async throws -> LoopbackServer.Request {
    let server = try ModelServer(dialect, answering: "{}")
    defer { server.stop() }
    var endpoint = try server.endpoint()
    change(&endpoint)
    let client = http()
    let reply = try await ModelClient(endpoint: endpoint, credential: credential, http: client, clock: .instant)
      .send(prompt, requestID: "call-1", deadline: .patient)
    #expect(reply.text == "{}")
    await client.shutdown()
    return try #require(server.server.requests.first)
  }

  private func body(_ request: LoopbackServer.Request) throws -> JSONValue {
    try JSONDocument(parsing: request.body).root
  }

  @Test func chatAsksForAStrictSchema() async throws {
    let request = try await received(.openAIChat)
    #expect(request.method == "POST")
    #expect(request.target == "/openai/v1/chat/completions")
    #expect(request.header("content-type") == "application/json")
    #expect(request.header("x-ms-client-request-id") == "call-1")
    let body = try body(request)
    #expect(body["model"].string == "reasoner-prod")
    #expect(body["messages"][0]["role"].string == "system")
    #expect(body["messages"][0]["content"].string == "Look.")
    #expect(body["messages"][1]["role"].string == "user")
    #expect(body["messages"][1]["content"].string == #"{"facts": []}"#)
    #expect(body["max_completion_tokens"].int == 2_000)
    #expect(body["stream"].bool == false)
    #expect(body["response_format"]["type"].string == "json_schema")
    #expect(body["response_format"]["json_schema"]["strict"].bool == true)
    #expect(body["response_format"]["json_schema"]["schema"]["type"].string == "object")
    #expect(body["tools"] == nil)
  }

  @Test func responsesAreNotKeptByTheHost() async throws {
    let request = try await received(.openAIResponses) { $0.extraBody = members(["store": true, "seed": 1]) }
    #expect(request.target == "/openai/v1/responses")
    let body = try body(request)
    #expect(body["store"].bool == false)
    #expect(body["seed"].int == 1)
    #expect(body["instructions"].string == "Look.")
    #expect(body["input"].string == #"{"facts": []}"#)
    #expect(body["max_output_tokens"].int == 2_000)
    #expect(body["text"]["format"]["type"].string == "json_schema")
    #expect(body["text"]["format"]["strict"].bool == true)
  }

  @Test func aScoreEndpointGetsATable() async throws {
    let request = try await received(.azureMLScore) {
      $0.headers = [HTTPHeader("azureml-model-deployment", "blue")]
      $0.pathTemplate = "score"
    }
    #expect(request.target == "/openai/v1/score")
    #expect(request.header("azureml-model-deployment") == "blue")
    let table = try body(request)["input_data"]
    #expect(table["columns"].elements.compactMap(\.string) == ["instructions", "data"])
    #expect(table["data"][0][0].string?.contains("JSON Schema") == true)
    #expect(table["data"][0][1].string == #"{"facts": []}"#)
  }

  @Test func olderPathsAndReasoningModelsAreConfiguration() async throws {
    let request = try await received(.openAIChat) {
      $0.pathTemplate = "deployments/{deployment}/chat/completions"
      $0.deployment = "a b"
      $0.query = "api-version=2024-10-21"
      $0.instructionRole = "developer"
      $0.tokenLimitMember = "max_tokens"
      $0.extraBody = members(["reasoning_effort": "low", "model": "another", "stream": true])
    }
    #expect(request.target == "/openai/v1/deployments/a%20b/chat/completions?api-version=2024-10-21")
    let body = try body(request)
    #expect(body["messages"][0]["role"].string == "developer")
    #expect(body["max_tokens"].int == 2_000)
    #expect(body["max_completion_tokens"] == nil)
    #expect(body["reasoning_effort"].string == "low")
    #expect(body["model"].string == "a b")
    #expect(body["stream"].bool == false)
  }

  @Test(arguments: ["a/b", "..", "a/../b"]) func aDeploymentDoesNotWalkThePath(_ deployment: String) throws {
    let endpoint = ModelEndpoint(
      base: try BaseURL("https://example.org/openai"), deployment: deployment,
      pathTemplate: "deployments/{deployment}/chat/completions")
    #expect(throws: InvalidURL.self) { try endpoint.url() }
  }

  @Test func keysGoIntoTheirHeader() async throws {
    let azure = try await received(.openAIChat, credential: .apiKey(ConfidentialText("k-1")))
    #expect(azure.header("api-key") == "k-1")
    let local = try await received(.openAIChat, credential: .apiKey(ConfidentialText("k-2"), header: "x-key"))
    #expect(local.header("x-key") == "k-2")
    #expect("\(ModelCredential.apiKey(ConfidentialText("k-1")))" == "ModelCredential")
  }

  // MARK: The ladder

  @Test func theLadderIsClimbedDownAndRemembered() async throws {
    let server = try ModelServer { request, connection in
      let body = (try? JSONDocument(parsing: request.body))?.root
      switch body?["response_format"]["type"].string {
      case "json_schema":
        connection.respond(
          status: 400, type: "application/json",
          #"{"error": {"message": "Either json_schema or grammar can be specified, but not both"}}"#)
      case "json_object":
        connection.respond(
          status: 422, type: "application/json", #"{"error": {"message": "no", "param": "response_format"}}"#)
      default:
        connection.respond(
          type: "application/json", ModelServer.envelope("Here it is:\n```json\n{\"a\": 1}\n```", .openAIChat))
      }
    }
    defer { server.stop() }
    let client = http()
    let model = ModelClient(endpoint: try server.endpoint(), credential: .none, http: client, clock: .instant)
    let reply = try await model.send(prompt, deadline: .patient)
    #expect(reply.rung == .promptOnly)
    #expect(model.structuredOutput == .promptOnly)
    _ = try await model.send(prompt, deadline: .patient)
    #expect(server.server.requests.count == 4)
    let last = try body(try #require(server.server.requests.last))
    #expect(last["messages"][0]["content"].string?.contains(#""additionalProperties":false"#) == true)
    await client.shutdown()
  }

  @Test func belowTheLadderThereIsNothing() async throws {
    let server = try ModelServer { _, connection in
      connection.respond(status: 400, type: "application/json", #"{"error": {"message": "response_format"}}"#)
    }
    defer { server.stop() }
    let client = http()
    let model = ModelClient(endpoint: try server.endpoint(), credential: .none, http: client, clock: .instant)
    await #expect(throws: ModelCallError.structuredOutputRejected) {
      try await model.send(prompt, deadline: .patient)
    }
    #expect(server.server.requests.count == 3)
    await client.shutdown()
  }

  @Test(arguments: [
    ("Sure! ", "", true), ("```json\n", "\n```", true), ("", "\nHope it helps }", true), ("", " {\"b\": 2}", false),
    ("{\"b\": 2} ", "", false),
  ])
  func jsonIsFoundInProseOnlyOnTheLowestRung(_ before: String, _ after: String, _ isFound: Bool) async throws {
    let text = before + AnswerDraft(findings: [.potassium]).text + after
    for rung in StructuredOutput.allCases {
      let server = try ModelServer(answering: text)
      defer { server.stop() }
      let client = http()
      var endpoint = try server.endpoint()
      endpoint.structuredOutput = rung
      let sink = RecordingSink()
      let model = try RemoteReasoningModel(
        registration: SampleRegistration.registration(),
        client: ModelClient(endpoint: endpoint, credential: .none, http: client, clock: .instant),
        deidentifier: PseudonymDeidentifier(), menu: SampleRegistration.menu(),
        orderCheck: RuleOrderCheck(models: [SampleRules()]), sink: sink, clock: .instant)
      _ = try await model.reason(over: SampleChart.chart(), deadline: SampleChart.deadline)
      await model.idle()
      let shown = try await model.reason(over: SampleChart.chart(), deadline: SampleChart.deadline)
      #expect(shown.count == (rung == .promptOnly && isFound ? 1 : 0))
      await client.shutdown()
    }
  }

  // MARK: Tokens

  private func provider(_ server: LoopbackServer, _ proof: EntraTokenProvider.Proof, _ client: HTTPClient) throws
    -> EntraTokenProvider
  {
    EntraTokenProvider(
      endpoint: try HTTPURL(server.origin + "/tenant/oauth2/v2.0/token"), clientID: "app", proof: proof,
      base: try BaseURL(server.origin + "/openai/v1"), client: client)
  }

  @Test func aTokenIsFetchedOnceAndSharedByCalls() async throws {
    let server = try LoopbackServer { request, connection in
      if request.path.hasSuffix("/token") {
        connection.respond(
          type: "application/json", #"{"token_type": "Bearer", "access_token": "t-1", "expires_in": 3599}"#)
      } else {
        connection.respond(type: "application/json", ModelServer.envelope("{}", .openAIChat))
      }
    }
    defer { server.stop() }
    let client = http()
    let endpoint = ModelEndpoint(base: try BaseURL(server.origin + "/openai/v1"), deployment: "d")
    let model = ModelClient(
      endpoint: endpoint, credential: .provider(try provider(server, .secret(ConfidentialText("s+&=")), client)),
      http: client, clock: .instant)
    async let one = model.send(prompt, deadline: .patient)
    async let two = model.send(prompt, deadline: .patient)
    _ = try await (one, two)
    let tokens = server.requests.filter { $0.path.hasSuffix("/token") }
    #expect(tokens.count == 1)
    let form = String(decoding: try #require(tokens.first).body, as: UTF8.self)
    #expect(form.contains("grant_type=client_credentials"))
    #expect(form.contains("client_secret=s%2B%26%3D"))
    #expect(form.contains("scope=https://ai.azure.com/.default"))
    let calls = server.requests.filter { $0.path.hasSuffix("/completions") }
    #expect(calls.map { $0.header("authorization") } == ["Bearer t-1", "Bearer t-1"])
    await client.shutdown()
  }

  @Test func aRefusedTokenIsRenewedOnce() async throws {
    let issued = Mutex(0)
    let server = try LoopbackServer { request, connection in
      if request.path.hasSuffix("/token") {
        let number = issued.withLock { number in
          number += 1
          return number
        }
        connection.respond(
          type: "application/json", #"{"token_type": "Bearer", "access_token": "t-\#(number)", "expires_in": 3599}"#)
      } else {
        connection.respond(status: 401)
      }
    }
    defer { server.stop() }
    let client = http()
    let endpoint = ModelEndpoint(base: try BaseURL(server.origin + "/openai/v1"), deployment: "d")
    let proof = EntraTokenProvider.Proof.assertion { ConfidentialText("signed") }
    let model = ModelClient(
      endpoint: endpoint, credential: .provider(try provider(server, proof, client)), http: client, clock: .instant)
    await #expect(throws: ModelCallError.unauthorized) { try await model.send(prompt, deadline: .patient) }
    let calls = server.requests.filter { $0.path.hasSuffix("/completions") }
    #expect(calls.map { $0.header("authorization") } == ["Bearer t-1", "Bearer t-2"])
    let form = String(decoding: try #require(server.requests.first).body, as: UTF8.self)
    #expect(form.contains("client_assertion=signed"))
    await client.shutdown()
  }

  @Test(arguments: ["{}", #"{"access_token": ""}"#, #"{"access_token": "a b"}"#, "no JSON"])
  func noTokenNoCall(_ answer: String) async throws {
    let server = try LoopbackServer { _, connection in connection.respond(type: "application/json", answer) }
    defer { server.stop() }
    let client = http()
    let endpoint = ModelEndpoint(base: try BaseURL(server.origin + "/openai/v1"), deployment: "d")
    let model = ModelClient(
      endpoint: endpoint, credential: .provider(try provider(server, .secret(ConfidentialText("s")), client)),
      http: client, clock: .instant)
    await #expect(throws: ModelCallError.noToken) { try await model.send(prompt, deadline: .patient) }
    #expect(server.requests.count == 1)
    await client.shutdown()
  }
}

/// The members of an object that a test has written.
private func members(_ tree: JSONTree) -> JSONObject { tree.opened ?? JSONObject() }

/// Whether a server can be reached is asked without any data.
struct ModelProbeTests {
  @Test(arguments: [(200, true), (404, true), (401, false), (503, false)])
  func probe(_ status: Int, _ isReached: Bool) async throws {
    let server = try ModelServer { _, connection in connection.respond(status: status) }
    defer { server.stop() }
    let bench = try ModelBench(server)
    var failure: ModelCallError?
    do throws(ModelCallError) {
      try await bench.model.probe(deadline: SampleChart.deadline)
    } catch {
      failure = error
    }
    #expect((failure == nil) == isReached)
    let request = try #require(server.server.requests.first)
    #expect(request.method == "GET" && request.path == "/openai/v1/models" && request.body.isEmpty)
    await bench.end()
  }
}
