/// An access token that a server granted, for as long as it is worth using.
public protocol AccessGrant: Sendable {
  /// When to ask for the next one.
  var renewAt: ContinuousClock.Instant { get }
}

/// Granted access tokens: each is kept until shortly before it expires, and callers that need one at the same time share one
/// request. SMART Backend Services and the credentials of remote models keep theirs in one of these.
public actor AccessTokenCache<Grant: AccessGrant, Failure: Error & Sendable> {
  private var granted: [String: Grant] = [:]
  private var requests: [String: Task<Result<Grant, Failure>, Never>] = [:]

  /// An empty cache.
  public init() {}

  /// A grant that is valid now.
  /// - Parameters:
  ///   - key: what it is for, such as its scope.
  ///   - request: asks the server; called when there is none at hand and nobody asks already.
  /// - Returns: the grant at hand, or the one that was asked for.
  /// - Throws: what the request failed with.
  public func grant(
    for key: String, request: @escaping @Sendable () async -> Result<Grant, Failure>
  ) async throws(Failure) -> Grant {
    if let grant = granted[key], grant.renewAt > .now { return grant }
    let running = requests[key] ?? start(key, request)
    return try await running.value.get()
  }

  /// Drops what is at hand: after a server refused a token, once, before asking again.
  public func forget() { granted.removeAll() }

  private func start(
    _ key: String, _ request: @escaping @Sendable () async -> Result<Grant, Failure>
  ) -> Task<Result<Grant, Failure>, Never> {
    let task = Task {
      let result = await request()
      keep(result, key)
      return result
    }
    requests[key] = task
    return task
  }

  private func keep(_ result: Result<Grant, Failure>, _ key: String) {
    requests[key] = nil
    if case .success(let grant) = result { granted[key] = grant }
  }
}
