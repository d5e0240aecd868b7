import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// What happens to one request: route, body, handler, response, log.
struct WebResponder: Sendable {
  let table: RouteTable
  let configuration: WebServerConfiguration
  let budget: BodyBudget
  let metrics: RequestMetrics
  let accessLog: AccessLog
  let logger: Logger
  let ids = CorrelationID()
  let date = HTTPDate()
  let security: SecurityHeaders

  init(
    routes: [Route], configuration: WebServerConfiguration, registry: PrometheusRegistry, accessLog: LogSink?,
    logger: Logger
  ) throws {
    table = try RouteTable(routes)
    self.configuration = configuration
    budget = BodyBudget(maximumBytes: configuration.limits.maximumBodyBytesInFlight)
    metrics = RequestMetrics(registry: registry, routes: routes)
    self.accessLog = AccessLog(sink: accessLog)
    self.logger = logger
    security = SecurityHeaders(isSecure: configuration.isPubliclySecure)
  }

  /// The connection must close after this response, since its request was not read to the end.
  struct ConnectionEnds: Error {}

  private struct Exchange {
    var body = BodyReader.Body()
    var routeIndex: Int?
    var pattern = "none"
    var traceparent: String?
    var allowsCrossOrigin = false
    var failure: String?
  }

  @concurrent
  func respond(to request: Request, writer: consuming ResponseWriter) async throws {
    let received = ContinuousClock.now
    let id = ids.make()
    var exchange = Exchange()
    var response: WebResponse
    switch await prepare(request, id: id, received: received, exchange: &exchange) {
    case .answer(let ready): response = ready
    case .read(let admitted):
      if request.headers[.expect] != nil, !admitted.rule.mediaTypes.isEmpty {
        try await writer.writeInformationalHead(HTTPResponse(status: .continue))
      }
      response = await answer(request, admitted, exchange: &exchange)
    }
    budget.giveBack(exchange.body.charged)

    if exchange.allowsCrossOrigin { configuration.cors.add(to: &response.headers, origin: request.headers[.origin]) }
    security.add(to: &response.headers)
    response.headers[Self.requestID] = id
    response.headers[.date] = date.now
    let isUnread = !exchange.body.isComplete && Self.announcesBody(request.headers)
    if isUnread { response.headers[.connection] = "close" }

    let sent = response.body.count
    if response.status != .noContent { response.headers[.contentLength] = String(sent) }
    let head = HTTPResponse(status: response.status, headerFields: response.headers)
    let withoutBody = sent == 0 || request.method == .head
    do {
      try await writer.write(
        response: head, body: withoutBody ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: response.body)))
    } catch is HTTPParserError {
      throw ConnectionEnds()  // a second response must not be written
    }

    let seconds = (ContinuousClock.now - received) / .seconds(1)
    metrics.record(routeIndex: exchange.routeIndex, status: response.status.code, seconds: seconds)
    accessLog.write(
      AccessLog.Entry(
        id: id, method: request.method.rawValue, route: exchange.pattern, status: response.status.code,
        microseconds: Int(seconds * 1e6), receivedBytes: exchange.body.bytes.count, sentBytes: sent,
        traceparent: exchange.traceparent, failure: exchange.failure))
    if isUnread { try await discard(request, exchange: exchange) }
  }

  private enum Prepared {
    /// Answered without the body and without a handler.
    case answer(WebResponse)
    case read(Admitted)
  }

  /// A request whose head is accepted.
  private struct Admitted {
    var request: WebRequest
    let rule: BodyRule
    let coding: BodyReader.Coding
    let handler: Route.Handler
  }

  /// Finds the route, checks what the head says of the body, and asks the route's gate.
  private func prepare(
    _ request: Request, id: String, received: ContinuousClock.Instant, exchange: inout Exchange
  ) async -> Prepared {
    let isPreflight = request.method == .options && request.headers[.accessControlRequestMethod] != nil
    switch table.find(request.method, path: Self.path(of: request).utf8, isPreflight: isPreflight) {
    case .notFound: return .answer(WebProblem.notFound().response)
    case .malformedPath:
      return .answer(WebProblem(.badRequest, code: .structure, "The path's percent-encoding is damaged.").response)
    case .preflight(let methods):
      return .answer(configuration.cors.preflight(origin: request.headers[.origin], methods: methods))
    case .methodNotAllowed(let methods):
      let allowed = methods.map(\.rawValue).joined(separator: ", ")
      return .answer(
        WebProblem(
          .methodNotAllowed, code: .notSupported, "This address answers \(allowed).", headers: [.allow: allowed]
        ).response)
    case .match(let match):
      exchange.routeIndex = match.index
      exchange.pattern = match.route.path
      exchange.allowsCrossOrigin = match.route.allowsCrossOrigin
      do {
        let coding = try bodyReader.check(request.headers, rule: match.route.body)
        let head = WebRequest(
          method: request.method, path: String(Self.path(of: request)), query: Self.query(of: request),
          headers: request.headers, body: [], id: id, received: received,
          parameterNames: match.parameterNames, parameters: match.parameters)
        exchange.traceparent = head.traceparent
        let handler: Route.Handler
        switch match.route.entrance {
        case .open(let open): handler = open
        case .guarded(let gate):
          switch try await gate(head) {
          case .admitted(let admitted): handler = admitted
          case .refused(let response): return .answer(response)
          }
        }
        return .read(Admitted(request: head, rule: match.route.body, coding: coding, handler: handler))
      } catch {
        return .answer(response(to: error, id: id, exchange: &exchange))
      }
    }
  }

  private func answer(
    _ request: Request, _ admitted: consuming Admitted, exchange: inout Exchange
  ) async -> WebResponse {
    do {
      if !admitted.rule.mediaTypes.isEmpty {
        let expected = request.headers[.contentLength].flatMap { Int($0) }
        try await bodyReader.read(
          request.body, coding: admitted.coding, rule: admitted.rule, expected: expected, into: &exchange.body)
      }
      admitted.request.body = exchange.body.bytes
      return try await admitted.handler(admitted.request)
    } catch {
      return response(to: error, id: admitted.request.id, exchange: &exchange)
    }
  }

  private func response(to error: any Error, id: String, exchange: inout Exchange) -> WebResponse {
    switch error {
    case let problem as WebProblem: return problem.response
    case is RequestDeadlineHandler.BodyTooSlow:
      return WebProblem(.requestTimeout, code: .timeout, "The body took too long to arrive.").response
    case is HTTPParserError:
      return WebProblem(.badRequest, code: .structure, "The body's transfer coding is damaged.").response
    case is BodyEndedEarly:
      return WebProblem(.badRequest, code: .structure, "The body ended before its Content-Length.").response
    default:
      let kind = String(reflecting: type(of: error))
      exchange.failure = kind
      logger.error(
        "A request failed unexpectedly.",
        metadata: ["request": "\(id)", "route": "\(exchange.pattern)", "failure": "\(kind)"])
      return WebProblem.internalError.response
    }
  }

  private var bodyReader: BodyReader { BodyReader(limits: configuration.limits, budget: budget) }

  private static func path(of request: Request) -> Substring {
    let target = request.head.path ?? "/"
    return target[..<(target.utf8.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex)]
  }

  private static func query(of request: Request) -> String {
    guard let target = request.head.path, let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return "" }
    return String(target[target.utf8.index(after: mark)...])
  }

  /// Reads and drops what the client still sends, so that it can read the refusal, and then closes the connection. The
  /// deadlines of bodies hold here too.
  private func discard(_ request: Request, exchange: Exchange) async throws {
    // Reading was begun and stopped, or never begun: in the first case the sequence may not be iterated again, and what
    // remains is dropped by the connection's own loop, which ends at the same deadlines.
    if !exchange.body.wasStarted {
      do { for try await _ in request.body {} } catch { throw ConnectionEnds() }
    }
    throw ConnectionEnds()
  }

  private static func announcesBody(_ headers: HTTPFields) -> Bool {
    if let length = headers[.contentLength] { return length != "0" }
    return headers[.transferEncoding] != nil
  }

  private static let requestID = HTTPField.Name("X-Request-ID") ?? .via  // a valid token: never .via
}
