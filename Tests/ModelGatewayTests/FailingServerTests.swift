import HTTPClient
import JSON
import ModelGateway
import Synchronization
import TestSupport
import Testing

/// Every way in which a call of a model comes to nothing, over real HTTP.
struct FailingServerTests {
  struct Failure: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let expected: ModelCallError
    let handler: LoopbackServer.Handler

    init(_ expected: ModelCallError, _ name: String, _ handler: @escaping LoopbackServer.Handler) {
      testDescription = name
      self.expected = expected
      self.handler = handler
    }

    init(
      _ expected: ModelCallError, _ status: Int, _ headers: [(String, String)] = [], _ body: String = "{}",
      _ note: String = ""
    ) {
      self.init(expected, "\(status) \(note)") { _, connection in
        connection.respond(status: status, headers: headers, body: Array(body.utf8))
      }
    }
  }

  private static let filter = """
    {"error": {"code": "content_filter", "status": 400, "param": "prompt", "message": "filtered", "innererror":
     {"code": "ResponsibleAIPolicyViolation", "content_filter_result": {"self_harm": {"filtered": true}}}}}
    """

  static let failures: [Failure] = [
    Failure(.throttled(wait: .seconds(3_600)), 429, [("retry-after", "7200")], "{}", "beyond the deadline"),
    Failure(.throttled(wait: nil), 429, [], "{}", "without a word"),
    Failure(
      .throttled(wait: .seconds(360)), 429,
      [("x-ratelimit-reset-requests", "6m0s"), ("x-ratelimit-reset-tokens", "20ms")]),
    Failure(.contentFiltered(.prompt), 400, [], filter, "content filter"),
    Failure(.rejected(status: 400), 400, [], #"{"error": {"message": "bad"}}"#),
    Failure(.unauthorized, 401),
    Failure(.forbidden, 403),
    Failure(.notFound, 404),
    Failure(.serverTimeout, 408),
    Failure(.rejected(status: 413), 413),
    Failure(.modelFailed(status: 500), 424, [("ms-azureml-model-error-statuscode", "500")]),
    Failure(.modelFailed(status: nil), 424),
    Failure(.unavailable(status: 500, wait: nil), 500),
    Failure(.unavailable(status: 502, wait: .seconds(100)), 502, [("retry-after", "100")]),
    Failure(
      .loading(wait: nil), 503, [],
      #"{"error": {"code": 503, "message": "Loading model", "type": "unavailable_error"}}"#, "loading"),
    Failure(.rejected(status: 302), 302, [("location", "https://evil.example/")]),
    Failure(.unreadable(.notJSON), 200, [], "<html>Gateway</html>", "HTML"),
    Failure(.unreadable(.notJSON), 200, [], #"{"choices": [{"mess"#, "invalid JSON"),
    Failure(.rejected(status: 200), 200, [], #"{"error": {"message": "no"}}"#, "an error all the same"),
    Failure(.unreadable(.noAnswer), 200, [], "{}", "nothing"),
    Failure(.unreadable(.noAnswer), 200, [], #"{"choices": []}"#, "no choices"),
    Failure(.unreadable(.noAnswer), 200, [], #"{"choices": [{"message": {"content": null}}]}"#, "null"),
    Failure(.unreadable(.tooLong), 200, [], String(repeating: " ", count: 2 << 20), "2 MiB"),
    Failure(
      .contentFiltered(.answer), 200, [],
      #"{"choices": [{"finish_reason": "content_filter", "message": {"content": ""}}]}"#, "answer filtered"),
    Failure(
      .cutAtLength, 200, [], #"{"choices": [{"finish_reason": "length", "message": {"content": "{"}}]}"#, "length"),
    Failure(
      .refused, 200, [], #"{"choices": [{"finish_reason": "stop", "message": {"refusal": "I cannot."}}]}"#, "refusal"),
    Failure(
      .unreadable(.toolCall), 200, [],
      #"{"choices": [{"finish_reason": "tool_calls", "message": {"tool_calls": [{"id": "x"}]}}]}"#, "a tool call"),
    Failure(.unreadable(.cutOff), "cut within the body") { _, connection in
      connection.send(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n{\"choices\": [")
      connection.end()
    },
    Failure(.late, "never answers") { _, connection in connection.hold() },
  ]

  static let ofResponses: [Failure] = [
    Failure(
      .contentFiltered(.answer), 200, [],
      #"{"status": "incomplete", "incomplete_details": {"reason": "content_filter"}, "output": []}"#, "filtered"),
    Failure(
      .cutAtLength, 200, [],
      #"{"status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}, "output": []}"#, "length"),
    Failure(.modelFailed(status: nil), 200, [], #"{"status": "failed", "error": null}"#, "failed"),
    Failure(.unreadable(.noAnswer), 200, [], #"{"status": "queued"}"#, "queued"),
    Failure(.unreadable(.noAnswer), 200, [], #"{"status": "completed", "output": [{"type": "reasoning"}]}"#, "no text"),
    Failure(
      .unreadable(.toolCall), 200, [], #"{"status": "completed", "output": [{"type": "function_call"}]}"#, "tool"),
    Failure(
      .refused, 200, [],
      #"{"status": "completed", "output": [{"type": "message", "content": [{"type": "refusal", "refusal": "No."}]}]}"#,
      "refusal"),
  ]

  @Test(arguments: failures) func chat(_ failure: Failure) async throws { try await check(failure, .openAIChat) }
  @Test(arguments: ofResponses) func responses(_ failure: Failure) async throws {
    try await check(failure, .openAIResponses)
  }

  private func check(_ failure: Failure, _ dialect: WireDialect) async throws {
    let server = try ModelServer(dialect, failure.handler)
    defer { server.stop() }
    // Long enough for retries, short for the server that never answers.
    let patience: Duration = failure.expected == .late ? .milliseconds(200) : .seconds(50)
    let bench = try ModelBench(server, policy: .init(patience: patience))
    #expect(try await bench.ask().isEmpty)
    #expect(await bench.sink.failures == [failure.expected])
    await bench.end()
  }

  @Test func aWaitWithinTheDeadlineIsWaited() async throws {
    let clock = HandClock()
    let answer = ModelServer.envelope(AnswerDraft(findings: [.potassium]).text, .openAIChat)
    let isFirst = Mutex(true)
    let server = try ModelServer { _, connection in
      if isFirst.withLock({ first in
        defer { first = false }; return first
      }) {
        connection.respond(status: 429, headers: [("retry-after-ms", "5000")])
      } else {
        connection.respond(type: "application/json", answer)
      }
    }
    defer { server.stop() }
    let before = clock.clock.now()
    let bench = try ModelBench(server, clock: clock.clock)
    #expect(try await bench.ask().count == 1)
    #expect(clock.clock.now() - before == .seconds(5))
    #expect(server.server.requests.count == 2)
    await bench.end()
  }

  @Test(arguments: [
    ("20ms", Duration.milliseconds(20)), ("1s", .seconds(1)), ("6m0s", .seconds(360)), ("1h0m1s", .seconds(3_600)),
    ("7", .seconds(7)), ("0.5", .milliseconds(500)),
  ])
  func resetTimesAreRead(_ text: String, _ expected: Duration) async throws {
    let server = try ModelServer { _, connection in
      connection.respond(status: 429, headers: [("x-ratelimit-reset-tokens", text)])
    }
    defer { server.stop() }
    let bench = try ModelBench(server, policy: .init(patience: .seconds(60)), clock: HandClock().clock)
    _ = try await bench.ask()
    let failures = await bench.sink.failures
    #expect(failures.map(\.wait) == [expected])
    await bench.end()
  }
}
