/// An HTTP client under one ``TrustPolicy``: libcurl on one thread of its own, async/await in front.
///
///     let client = HTTPClient(policy: TrustPolicy(allowPrivate: true))
///     let response = try await client.send(HTTPRequest(.get, url), deadline: .now + .seconds(2))
///     await client.shutdown()
///
/// Every policy needs a client of its own; ``HTTPClientRegistry`` keeps them. Redirects are never followed: a 3xx is an
/// answer like any other, and its `Location` is for the caller to judge. Cookies, caches, `.netrc`, Alt-Svc and the
/// environment's proxies are not used.
public final class HTTPClient: Sendable {
  /// Whom this client may speak to.
  public let policy: TrustPolicy
  private let loop: TransferLoop

  /// Starts the client's thread.
  /// - Parameters:
  ///   - policy: whom the client may speak to, for its whole life.
  ///   - onTransfer: called once for each transfer that was started, on the client's thread: be quick.
  public init(policy: TrustPolicy = TrustPolicy(), onTransfer: (@Sendable (TransferMetrics) -> Void)? = nil) {
    self.policy = policy
    loop = TransferLoop(policy: policy, onTransfer: onTransfer)
  }

  // The thread holds the loop, not the client: a client that nobody holds ends its thread even without shutdown().
  deinit { loop.stop(then: nil) }

  /// Sends a request and waits for the whole answer.
  ///
  /// Cancelling the task ends the transfer and throws ``HTTPClientError/Kind/cancelled``.
  /// - Parameters:
  ///   - request: what to send.
  ///   - deadline: when to give up, to the millisecond; waiting for a free connection counts. The token's expiry, when
  ///     it comes first, takes its place.
  /// - Returns: the answer, whatever its status.
  /// - Throws: ``HTTPClientError`` when there is no whole answer. A status of 4xx or 5xx is an answer.
  public func send(
    _ request: HTTPRequest, deadline: ContinuousClock.Instant
  ) async throws(HTTPClientError) -> HTTPResponse {
    if let refusal = refusal(of: request) { throw refusal }
    let deadline = min(deadline, request.token?.expiresAt ?? deadline)
    guard deadline > .now else { throw .deadlineExceeded(at: request.url.location) }
    let ticket = TransferTicket()
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        loop.start(TransferJob(request: request, deadline: deadline, ticket: ticket, continuation: continuation))
      }
    } onCancel: {
      loop.cancel(ticket)
    }
    return try result.get()
  }

  /// Ends the client: transfers under way fail with ``HTTPClientError/Kind/shutDown``, as does every later request;
  /// connections are closed and the thread ends before this returns. May be called again.
  public func shutdown() async {
    await withCheckedContinuation { continuation in loop.stop { continuation.resume() } }
  }

  /// Begins the shutdown without waiting for its end.
  func refuseFurtherRequests() { loop.stop(then: nil) }

  /// What forbids the request before anything is opened; nil when nothing does.
  private func refusal(of request: HTTPRequest) -> HTTPClientError? {
    let url = request.url
    func refuse(_ kind: HTTPClientError.Kind, _ message: String) -> HTTPClientError {
      HTTPClientError(kind, at: url.location, message)
    }
    guard policy.allowedSchemes.contains(url.scheme) else {
      return refuse(.schemeNotAllowed, "\(url.scheme.rawValue) is not allowed for this server: use https")
    }
    if let reach = URLText.reach(ofHost: url.host), !policy.allows(reach) {
      return refuse(.addressNotAllowed, TrustPolicy.addressMessage)
    }
    for header in request.headers {
      if let fault = header.fault { return refuse(.invalidRequest, fault) }
    }
    if request.body != nil, request.method == .get || request.method == .head {
      return refuse(.invalidRequest, "\(request.method.rawValue) takes no body")
    }
    if let token = request.token {
      guard token.permits(url) else {
        return refuse(.tokenNotAllowed, "the access token is bound to \(token.base) and is not sent elsewhere")
      }
      if request.hasHeader("authorization") {
        return refuse(.invalidRequest, "the request has both a token and an Authorization header")
      }
      if let expiry = token.expiresAt, expiry <= .now {
        return refuse(.tokenNotAllowed, "the access token has expired")
      }
    }
    return nil
  }
}
