public import Foundation
public import HTTPClient

/// Keeps clients' key sets, fetched from their registered URLs.
///
/// One fetch a URL at a time, however many calls wait for it; a `kid` that the set lacks leads to one fresh fetch (the
/// client may have rotated its keys), and then to none for a while, so that tokens with invented names cannot make us
/// hammer an EHR.
public actor JWKSCache {
  /// An answer to a fetch.
  public struct Response: Sendable {
    /// The HTTP status.
    public var status: Int
    /// The `Cache-Control` header.
    public var cacheControl: String?
    /// The `Age` header.
    public var age: String?
    /// The body; never more than ``JSONWebKeySet/byteLimit`` is read of it.
    public var body: [UInt8]

    /// An answer.
    public init(status: Int, cacheControl: String? = nil, age: String? = nil, body: [UInt8]) {
      self.status = status
      self.cacheControl = cacheControl
      self.age = age
      self.body = body
    }
  }

  /// Fetches a URL before a deadline, without following redirects.
  public typealias Fetch = @Sendable (_ url: HTTPURL, _ deadline: ContinuousClock.Instant) async throws -> Response

  private let policy: Policy
  private let fetch: Fetch
  private var entries: [HTTPURL: Entry] = [:]
  private var flights: [HTTPURL: Flight] = [:]
  private var nextWaiter = 0

  /// A cache that fetches with `fetch`.
  public init(policy: Policy = Policy(), fetch: @escaping Fetch) {
    self.policy = policy
    self.fetch = fetch
  }

  /// The set at `url`, fetched when it is not at hand, too old, or lacks `keyID`.
  /// - Throws: ``JWKSError`` when there is no set that may be used.
  public func keySet(
    at url: HTTPURL, containing keyID: String, now: Date, deadline: ContinuousClock.Instant
  ) async throws(JWKSError) -> JSONWebKeySet {
    if let entry = entries[url] {
      if let set = entry.set, entry.isFresh(at: now) {
        if set.contains(keyID: keyID) || flights[url] == nil && now < entry.nextRefreshForUnknownKey { return set }
        if flights[url] == nil { entries[url]?.nextRefreshForUnknownKey = now + policy.unknownKeyInterval }
      } else if flights[url] == nil, now < entry.retryAfter {
        return try entry.staleSet(at: now, policy: policy)
      }
    }
    let outcome = await join(url, now: now, deadline: deadline)
    if case .success(let set) = outcome { return set }
    // What is at hand may still serve: fresh, when only its renewal failed; stale, within the policy's limit.
    if let entry = entries[url], entry.set != nil { return try entry.staleSet(at: now, policy: policy) }
    return try outcome.get()
  }

  /// Waits for the running fetch of `url`, and starts one when there is none.
  private func join(
    _ url: HTTPURL, now: Date, deadline: ContinuousClock.Instant
  ) async -> Result<JSONWebKeySet, JWKSError> {
    nextWaiter += 1
    let waiter = nextWaiter
    if flights[url] == nil {
      flights[url] = Flight()
      // Not the caller's child: other callers wait for it too, so neither its deadline nor its cancellation count here.
      Task {
        let outcome = await download(url)
        land(url, outcome: outcome, startedAt: now)
      }
    }
    let timer = Task {
      try? await Task.sleep(until: deadline, clock: .continuous)
      leave(url, waiter)
    }
    defer { timer.cancel() }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { flights[url]?.waiters[waiter] = $0 }
    } onCancel: {
      Task { await leave(url, waiter) }
    }
  }

  private func leave(_ url: HTTPURL, _ waiter: Int) {
    flights[url]?.waiters.removeValue(forKey: waiter)?.resume(returning: .failure(.late))
  }

  private func land(_ url: HTTPURL, outcome: Result<Download, JWKSError>, startedAt now: Date) {
    var entry = entries[url] ?? Entry()
    switch outcome {
    case .success(let download):
      entry.set = download.set
      entry.fetched = now
      entry.expires = now + download.lifetime
      entry.retryAfter = .distantPast
    case .failure:
      entry.retryAfter = now + policy.failureInterval
    }
    entries[url] = entry
    guard let flight = flights.removeValue(forKey: url) else { return }
    for waiter in flight.waiters.values { waiter.resume(returning: outcome.map(\.set)) }
  }

  private func download(_ url: HTTPURL) async -> Result<Download, JWKSError> {
    do {
      let response = try await fetch(url, .now + policy.fetchTimeout)
      guard response.status == 200 else {
        return .failure(.unavailable("the key set was answered with \(response.status)"))
      }
      let set = try JSONWebKeySet(parsing: response.body)
      let allowed = CacheControl(response.cacheControl, age: response.age).lifetime ?? policy.defaultLifetime
      let lifetime = min(max(allowed, policy.minimumLifetime), policy.maximumLifetime)
      return .success(Download(set: set, lifetime: lifetime))
    } catch let error as KeyError {
      return .failure(.unavailable(error.description))
    } catch {
      return .failure(.unavailable("the key set could not be fetched"))
    }
  }

  private struct Download {
    let set: JSONWebKeySet
    let lifetime: Duration
  }

  private struct Flight {
    var waiters: [Int: CheckedContinuation<Result<JSONWebKeySet, JWKSError>, Never>] = [:]
  }

  private struct Entry {
    var set: JSONWebKeySet?
    var fetched = Date.distantPast
    var expires = Date.distantPast
    var retryAfter = Date.distantPast
    var nextRefreshForUnknownKey = Date.distantPast

    /// A clock that went back makes a set stale too.
    func isFresh(at now: Date) -> Bool { now >= fetched && now < expires }

    func staleSet(at now: Date, policy: Policy) throws(JWKSError) -> JSONWebKeySet {
      guard let set, now < expires + policy.staleIfError else {
        throw .unavailable("the last fetch of the key set failed")
      }
      return set
    }
  }
}

extension Date {
  fileprivate static func + (date: Date, duration: Duration) -> Date { date.addingTimeInterval(duration / .seconds(1)) }
}
