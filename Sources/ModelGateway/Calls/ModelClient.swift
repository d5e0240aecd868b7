import CDSHooks
public import HTTPClient
import JSON
import SMART
import Synchronization

/// Calls one deployment: authorises, writes the dialect, climbs down the ladder of structured output, and retries what is
/// worth it within the deadline. It does not judge what the answer says.
public final class ModelClient: Sendable {
  /// Where the deployment is.
  public let endpoint: ModelEndpoint
  private let credential: ModelCredential
  private let http: HTTPClient
  private let clock: ModelClock
  /// The rung that the server was last seen to take.
  private let rung: Mutex<StructuredOutput>

  /// How often one prompt is sent at most, rungs and renewed tokens apart.
  static let attempts = 3

  /// A client.
  public init(endpoint: ModelEndpoint, credential: ModelCredential, http: HTTPClient, clock: ModelClock = .system) {
    self.endpoint = endpoint
    self.credential = credential
    self.http = http
    self.clock = clock
    rung = Mutex(endpoint.structuredOutput)
  }

  /// The rung on which the next call starts.
  public var structuredOutput: StructuredOutput { rung.withLock { $0 } }

  /// Asks.
  /// - Parameters:
  ///   - prompt: what is said.
  ///   - requestID: our name for the call, sent along.
  ///   - deadline: when the answer is of no more use.
  /// - Returns: the answer, unchecked.
  /// - Throws: ``ModelCallError``.
  public func send(
    _ prompt: ModelPrompt, requestID: String? = nil, deadline: ContinuousClock.Instant
  ) async throws(ModelCallError) -> ModelReply {
    var attempt = 1
    var hasRenewedToken = false
    while true {
      let rung = structuredOutput
      do throws(ModelCallError) {
        return try await once(prompt, rung: rung, requestID: requestID, deadline: deadline)
      } catch .structuredOutputRejected {
        guard let lower = rung.fallback else { throw .structuredOutputRejected }
        self.rung.withLock { $0 = lower }
      } catch .unauthorized {
        guard case .provider(let provider) = credential, !hasRenewedToken else { throw .unauthorized }
        hasRenewedToken = true
        await provider.forget()
      } catch {
        guard attempt < Self.attempts, let wait = Self.wait(after: error, attempt: attempt),
          clock.now() + wait < deadline
        else { throw error }
        attempt += 1
        do {
          try await clock.pause(wait)
        } catch {
          throw .cancelled
        }
      }
    }
  }

  /// Asks the server for its models (`GET {base}/models`), with the credential and without any data: whether it can be
  /// reached and lets us in. A scoring endpoint has no such list and is not asked.
  /// - Throws: ``ModelCallError``; a server without the list counts as well.
  public func probe(deadline: ContinuousClock.Instant) async throws(ModelCallError) {
    guard endpoint.dialect != .azureMLScore, let url = try? endpoint.base.appending(["models"], query: endpoint.query)
    else { return }
    let (field, token) = try await credential.authorization(deadline: deadline)
    let request = HTTPRequest(
      .get, url, headers: [HTTPHeader("Accept", "application/json")] + (field.map { [$0] } ?? []), token: token,
      maximumBodyBytes: ReplyReader.limits.bytes)
    let response: HTTPResponse
    do throws(HTTPClientError) {
      response = try await http.send(request, deadline: deadline)
    } catch {
      throw Self.error(of: error)
    }
    guard response.status != 200, response.status != 404 else { return }
    throw StatusReader.error(of: response)
  }

  /// How long to wait before the next attempt; nil when there should be none.
  static func wait(after error: ModelCallError, attempt: Int) -> Duration? {
    switch error {
    // Without a word from the server a further request would only count against the limit.
    case .throttled(let wait): wait
    case .loading(let wait), .unavailable(_, let wait): wait ?? .milliseconds(250 << min(attempt, 6))
    case .serverTimeout: .milliseconds(250 << min(attempt, 6))
    default: nil
    }
  }

  private func once(
    _ prompt: ModelPrompt, rung: StructuredOutput, requestID: String?, deadline: ContinuousClock.Instant
  ) async throws(ModelCallError) -> ModelReply {
    guard let url = try? endpoint.url() else { throw .transport(.invalidRequest) }
    var headers = [HTTPHeader("Content-Type", "application/json"), HTTPHeader("Accept", "application/json")]
    headers += endpoint.headers
    if let requestID { headers.append(HTTPHeader("x-ms-client-request-id", requestID)) }
    let (field, token) = try await credential.authorization(deadline: deadline)
    if let field { headers.append(field) }
    let body = RequestBody(endpoint: endpoint, prompt: prompt, rung: rung).bytes
    let request = HTTPRequest(
      .post, url, headers: headers, body: body, token: token, maximumBodyBytes: ReplyReader.limits.bytes)
    let response: HTTPResponse
    do throws(HTTPClientError) {
      response = try await http.send(request, deadline: deadline)
    } catch {
      throw Self.error(of: error)
    }
    guard response.status == 200 else { throw StatusReader.error(of: response) }
    var reply = try ReplyReader(dialect: endpoint.dialect, rung: rung).read(response.body)
    reply.requestID = Self.identifier(response.headers["apim-request-id"] ?? response.headers["x-request-id"])
    return reply
  }

  static func error(of error: HTTPClientError) -> ModelCallError {
    switch error.kind {
    case .deadlineExceeded: .late
    case .cancelled: .cancelled
    case .connectionLost, .malformedResponse: .unreadable(.cutOff)
    case .bodyTooLarge: .unreadable(.tooLong)
    case .tokenNotAllowed: .noToken
    default: .transport(error.kind)
    }
  }

  /// An identifier that may stand in a log, or nil.
  static func identifier(_ text: String?) -> String? {
    guard let text, (1...128).contains(text.utf8.count),
      text.utf8.allSatisfy({ byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x3A: true
        default: false
        }
      })
    else { return nil }
    return text
  }
}
