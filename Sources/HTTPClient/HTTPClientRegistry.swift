import Synchronization

/// One client a trust policy: EHRs with the same guard, authorities and certificate share a client and its connections;
/// two policies never do.
public final class HTTPClientRegistry: Sendable {
  private struct State {
    var clients: [TrustPolicy: HTTPClient] = [:]
    var isShutDown = false
  }

  private let state = Mutex(State())
  private let onTransfer: (@Sendable (TransferMetrics) -> Void)?

  /// An empty registry.
  /// - Parameter onTransfer: passed to every client; see ``HTTPClient/init(policy:onTransfer:)``.
  public init(onTransfer: (@Sendable (TransferMetrics) -> Void)? = nil) { self.onTransfer = onTransfer }

  /// The client of a policy, started on first use.
  public func client(for policy: TrustPolicy) -> HTTPClient {
    let (client, isLate) = state.withLock { state in
      if let client = state.clients[policy] { return (client, false) }
      let client = HTTPClient(policy: policy, onTransfer: onTransfer)
      state.clients[policy] = state.isShutDown ? nil : client
      return (client, state.isShutDown)
    }
    if isLate { client.refuseFurtherRequests() }
    return client
  }

  /// Shuts every client down. Clients asked for later refuse every request.
  public func shutdown() async {
    let clients = state.withLock { state in
      state.isShutDown = true
      defer { state.clients = [:] }
      return Array(state.clients.values)
    }
    for client in clients { await client.shutdown() }
  }
}
