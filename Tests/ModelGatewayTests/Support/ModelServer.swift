import HTTPClient
import JSON
import ModelGateway
import Reasoning
import Synchronization
import TestSupport

/// A model server that says what a test tells it to, and a model that asks it.
struct ModelServer {
  let server: LoopbackServer
  let dialect: WireDialect

  /// A server that gives these bytes as the answer's text, in the dialect's envelope.
  init(_ dialect: WireDialect = .openAIChat, answering text: String, model: String = SampleRegistration.expectedModel)
    throws
  {
    try self.init(dialect) { _, connection in
      connection.respond(type: "application/json", Self.envelope(text, dialect, model: model))
    }
  }

  init(_ dialect: WireDialect = .openAIChat, _ handler: @escaping LoopbackServer.Handler) throws {
    self.dialect = dialect
    server = try LoopbackServer(handler)
  }

  static func envelope(
    _ text: String, _ dialect: WireDialect, model: String = SampleRegistration.expectedModel
  ) -> String {
    let content = String(decoding: JSONTree.string(text).serialized(), as: UTF8.self)
    return switch dialect {
    case .openAIChat:
      """
      {"id": "c1", "model": "\(model)", "system_fingerprint": "fp_1", "choices": [{"index": 0, "finish_reason": "stop",
       "message": {"role": "assistant", "refusal": null, "content": \(content)}}],
       "usage": {"prompt_tokens": 900, "completion_tokens": 120}}
      """
    case .openAIResponses:
      """
      {"id": "r1", "model": "\(model)", "status": "completed", "output": [{"type": "reasoning", "summary": []},
       {"type": "message", "content": [{"type": "output_text", "text": \(content)}]}],
       "usage": {"input_tokens": 900, "output_tokens": 120}}
      """
    case .azureMLScore: "[{\"output\": \(content)}]"
    }
  }

  func stop() { server.stop() }

  func endpoint() throws -> ModelEndpoint {
    ModelEndpoint(dialect: dialect, base: try BaseURL(server.origin + "/openai/v1"), deployment: "reasoner-prod")
  }
}

/// One model against one server, with all that tests look at.
struct ModelBench {
  let model: RemoteReasoningModel
  let sink: RecordingSink
  let http: HTTPClient

  init(
    _ server: ModelServer, registration: ModelRegistration = SampleRegistration.registration(),
    rules: SampleRules = SampleRules(), deidentifier: any OutboundDeidentifier = PseudonymDeidentifier(),
    sink: RecordingSink = RecordingSink(), policy: RemoteReasoningModel.Policy = .init(), clock: ModelClock = .instant
  ) throws {
    self.sink = sink
    http = HTTPClient(policy: TrustPolicy(allowedSchemes: [.http], allowLoopback: true))
    let client = ModelClient(endpoint: try server.endpoint(), credential: .none, http: http, clock: clock)
    model = try RemoteReasoningModel(
      registration: registration, client: client, deidentifier: deidentifier,
      menu: SampleRegistration.menu(), orderCheck: RuleOrderCheck(models: [rules]), sink: sink, policy: policy,
      clock: clock)
  }

  /// Opens the chart, lets the model think, and asks again at the time of ordering.
  func ask() async throws -> [Finding] {
    let first = try await model.reason(over: SampleChart.chart(), deadline: SampleChart.deadline)
    await model.idle()
    return try await first + model.reason(over: SampleChart.chart(hook: "order-sign"), deadline: SampleChart.deadline)
  }

  func end() async {
    await model.shutdown()
    await http.shutdown()
  }
}

extension ModelClock {
  /// The machine's time, without waiting.
  static let instant = ModelClock(now: { .now }, day: { 20_000 }, pause: { _ in })
}

/// A clock that tests move.
final class HandClock: Sendable {
  private let instant = Mutex(ContinuousClock.now)
  private let today = Mutex(20_000)

  var clock: ModelClock {
    ModelClock(now: { self.instant.withLock { $0 } }, day: { self.today.withLock { $0 } }, pause: { self.advance($0) })
  }

  func advance(_ duration: Duration) { instant.withLock { $0 += duration } }
  func nextDay() { today.withLock { $0 += 1 } }
}
