import Foundation
import HTTPClient
import HTTPTypes
import JSON
import Logging
import SMART
import Sandbox
import Synchronization
import WebServer
import TestSupport

/// A CDS service that checks its callers as a real one does, and answers what a test tells it to.
final class FakeService: RouteCollection {
  let authenticator = Mutex<ClientAuthenticator?>(nil)
  let base = Mutex("")
  let answer = Mutex<WebResponse>(.json(Array(#"{"cards":[]}"#.utf8)))
  let requests = Mutex<[JSONDocument]>([])
  let feedback = Mutex<[JSONDocument]>([])

  static let services = """
    {"services":[{"id":"kidney","hook":"patient-view","title":"Kidney","description":"d","prefetch":{"patient":"Patient/{{context.patientId}}",
    "labs":"Observation?patient={{context.patientId}}&category=laboratory&_sort=-date","user":"{{context.userId}}","none":"Patient/{{context.encounterId}}"}},
    {"id":"orders","hook":"order-sign","description":"d"},{"id":"orders-order-select","hook":"order-select","description":"d"}]}
    """

  var routes: [Route] {
    [
      .get("/cds-services") { [self] request in
        try await check(request, path: "/cds-services")
        return .json(Array(Self.services.utf8))
      },
      .post("/cds-services/{id}") { [self] request in
        try await check(request, path: "/cds-services/" + (request.parameter("id") ?? ""))
        let document = try JSONDocument(parsing: request.body)
        requests.withLock { $0.append(document) }
        return answer.withLock { $0 }
      },
      .post("/cds-services/{id}/feedback") { [self] request in
        try await check(request, path: "/cds-services/" + (request.parameter("id") ?? "") + "/feedback")
        let document = try JSONDocument(parsing: request.body)
        feedback.withLock { $0.append(document) }
        return .json(Array("{}".utf8))
      },
    ]
  }

  private func check(_ request: WebRequest, path: String) async throws {
    guard let authenticator = authenticator.withLock({ $0 }) else { throw WebProblem.notFound() }
    do {
      _ = try await authenticator.authenticate(
        authorization: request.header(.authorization), audiences: [base.withLock { $0 } + path], now: SmallWard.date,
        deadline: .patient)
    } catch {
      throw WebProblem(.unauthorized, code: .forbidden, "\(error.reason)")
    }
  }
}

/// The sandbox and a fake service on one loopback port, for the time of a test.
struct RunningSandbox {
  let sandbox: SandboxEHR
  let service: FakeService
  let base: BaseURL
  private let client: HTTPClient

  /// Runs `test` against a server that is really listening.
  static func run(_ test: @escaping @Sendable (RunningSandbox) async throws -> Void) async throws {
    let sandbox = try SmallWard.sandbox()
    let service = FakeService()
    let client = HTTPClient(policy: TrustPolicy(allowedSchemes: [.http], allowLoopback: true))
    let (addresses, ready) = AsyncStream.makeStream(of: WebAddress.self)
    let application = try WebApplication(
      [sandbox.routes, service], configuration: WebServerConfiguration(port: 0), metrics: PrometheusRegistry(),
      accessLog: nil, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ) { address in
      ready.yield(address)
      ready.finish()
    }
    let server = Task { try await application.run() }
    do {
      for await address in addresses {
        try sandbox.listening(at: address.url)
        service.base.withLock { $0 = address.url }
        let authenticator = ClientAuthenticator(
          clients: try TrustedClients([try sandbox.registration()]), keySets: JWKSCache(client: client),
          replays: InMemoryReplayStore())
        service.authenticator.withLock { $0 = authenticator }
        try await test(
          RunningSandbox(sandbox: sandbox, service: service, base: try BaseURL(address.url), client: client))
      }
    } catch {
      server.cancel()
      _ = await server.result
      await client.shutdown()
      await sandbox.shutdown()
      throw error
    }
    server.cancel()
    _ = await server.result
    await client.shutdown()
    await sandbox.shutdown()
  }

  func send(
    _ method: HTTPMethod = .get, _ path: String, token: String? = nil, headers: [HTTPHeader] = [], body: String? = nil
  ) async throws -> (status: Int, json: JSONValue?, text: String, headers: HTTPResponseHeaders) {
    let url = try HTTPURL(base.absoluteString + path)
    var headers = headers
    if body != nil, !headers.contains(where: { $0.name == "Content-Type" }) {
      headers.append(HTTPHeader("Content-Type", "application/json"))
    }
    let request = HTTPRequest(
      method, url, headers: headers, body: body.map { Array($0.utf8) },
      token: try token.map { try BearerToken($0, base: base) })
    let response = try await client.send(request, deadline: .patient)
    let document = try? JSONDocument(parsing: response.body)
    return (response.status, document?.root, String(decoding: response.body, as: UTF8.self), response.headers)
  }

  /// Fires a hook and answers what the page would see.
  func fire(_ hook: String, service: String, drafts: [String] = [], prefetch: Bool = true, patient: String = "a")
    async throws -> JSONValue?
  {
    let list = drafts.map { "\"\($0)\"" }.joined(separator: ",")
    return try await send(
      .post, "/sandbox/fire",
      body:
        #"{"patient":"\#(patient)","service":"\#(service)","hook":"\#(hook)","drafts":[\#(list)],"prefetch":\#(prefetch)}"#
    ).json
  }
}
