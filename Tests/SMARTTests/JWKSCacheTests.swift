import Foundation
import HTTPClient
import SMART
import Testing
import TestSupport

/// A key URL that a test scripts.
private actor KeyEndpoint {
  var answers: [JWKSCache.Response?] = []
  private(set) var fetches = 0
  private var gate: CheckedContinuation<Void, Never>?
  private var isHeld = false
  private var waitingForFetch: CheckedContinuation<Void, Never>?

  func answer(_ answers: JWKSCache.Response?...) { self.answers = answers }

  func fetch() async throws -> JWKSCache.Response {
    fetches += 1
    waitingForFetch?.resume()
    waitingForFetch = nil
    if isHeld { await withCheckedContinuation { gate = $0 } }
    let answer = answers.count > 1 ? answers.removeFirst() : answers.first ?? nil
    guard let answer else { throw TestKeys.Missing() }
    return answer
  }

  func hold() { isHeld = true }
  func release() {
    isHeld = false
    gate?.resume()
    gate = nil
  }
  func untilFetched() async {
    guard fetches == 0 else { return }
    await withCheckedContinuation { waitingForFetch = $0 }
  }
}

@Suite("Key set cache")
struct JWKSCacheTests {
  private let endpoint = KeyEndpoint()
  private let start = Date(timeIntervalSince1970: 1_800_000_000)

  private func cache(_ policy: JWKSCache.Policy = .init()) -> JWKSCache {
    JWKSCache(policy: policy) { [endpoint] _, _ in try await endpoint.fetch() }
  }

  private func answer(_ keys: [SigningKey?], cacheControl: String? = nil, age: String? = nil) -> JWKSCache.Response {
    .init(
      status: 200, cacheControl: cacheControl, age: age,
      body: JSONWebKeySet(keys: keys.compactMap { $0?.verificationKey }).serialized())
  }

  /// Whether the key is found; nil when there is no set.
  private func finds(
    _ keyID: String, in cache: JWKSCache, at seconds: Double, deadline: ContinuousClock.Instant = .patient
  ) async throws -> Bool? {
    do throws(JWKSError) {
      let url = try? HTTPURL("https://ehr.example.org/jwks.json")
      guard let url else { return nil }
      let set = try await cache.keySet(
        at: url, containing: keyID, now: start.addingTimeInterval(seconds), deadline: deadline)
      return set.contains(keyID: keyID)
    } catch {
      return nil
    }
  }

  static let lifetimes: [(cacheControl: String?, age: String?, keptFor: Double)] = [
    (nil, nil, 300), ("max-age=900", nil, 900), ("public, Max-Age=\"900\"", nil, 900), ("max-age=900", "300", 600),
    ("max-age=9999999", nil, 86_400), ("max-age=5", nil, 60), ("no-store", nil, 60), ("max-age=600, no-cache", nil, 60),
    ("max-age=900, max-age=120", nil, 120), ("max-age=banana", nil, 60), ("max-age=99999999999999999999", nil, 60),
    ("s-maxage=900", nil, 300),
  ]

  @Test("Kept as long as allowed, between one minute and a day", arguments: lifetimes)
  func lifetime(cacheControl: String?, age: String?, keptFor: Double) async throws {
    await endpoint.answer(answer([TestKeys.es384], cacheControl: cacheControl, age: age))
    let cache = cache()
    #expect(try await finds("es384-key", in: cache, at: 0) == true)
    #expect(try await finds("es384-key", in: cache, at: keptFor - 1) == true)
    #expect(await endpoint.fetches == 1)
    #expect(try await finds("es384-key", in: cache, at: keptFor) == true)
    #expect(await endpoint.fetches == 2)
  }

  @Test("A clock that goes back does not keep a set for ever")
  func clockGoesBack() async throws {
    await endpoint.answer(answer([TestKeys.es384]))
    let cache = cache()
    _ = try await finds("es384-key", in: cache, at: 0)
    _ = try await finds("es384-key", in: cache, at: -10)
    #expect(await endpoint.fetches == 2)
  }

  @Test("Many calls share one fetch")
  func singleFlight() async throws {
    await endpoint.answer(answer([TestKeys.es384]))
    await endpoint.hold()
    let cache = cache()
    try await withThrowingTaskGroup(of: Bool?.self) { group in
      for _ in 0..<20 { group.addTask { try await finds("es384-key", in: cache, at: 0) } }
      await endpoint.untilFetched()
      await endpoint.release()
      for try await found in group { #expect(found == true) }
    }
    #expect(await endpoint.fetches == 1)
  }

  @Test("An unknown key leads to one fetch, then to none for a while")
  func unknownKey() async throws {
    await endpoint.answer(answer([TestKeys.es384]))
    let cache = cache()
    #expect(try await finds("es384-key", in: cache, at: 0) == true)
    for second in 1...59 { #expect(try await finds("invented-\(second)", in: cache, at: Double(second)) == false) }
    #expect(await endpoint.fetches == 2)
    await endpoint.answer(answer([TestKeys.es384, TestKeys.rs384]))
    #expect(try await finds("rs384-key", in: cache, at: 60) == false)
    #expect(try await finds("rs384-key", in: cache, at: 61) == true)
    #expect(await endpoint.fetches == 3)
  }

  @Test("A rotated key is found at once, and a withdrawn one is gone")
  func rotation() async throws {
    await endpoint.answer(answer([TestKeys.es384]), answer([TestKeys.rs384]))
    let cache = cache()
    #expect(try await finds("es384-key", in: cache, at: 0) == true)
    #expect(try await finds("rs384-key", in: cache, at: 1) == true)
    #expect(try await finds("es384-key", in: cache, at: 2) == false)
  }

  @Test("Failures: back-off, stale within the limit, then refused")
  func failures() async throws {
    await endpoint.answer(answer([TestKeys.es384]), nil)
    let cache = cache()
    #expect(try await finds("es384-key", in: cache, at: 0) == true)
    #expect(try await finds("es384-key", in: cache, at: 301) == true)
    #expect(try await finds("es384-key", in: cache, at: 302) == true)
    #expect(await endpoint.fetches == 2)
    #expect(try await finds("es384-key", in: cache, at: 899) == true)
    #expect(try await finds("es384-key", in: cache, at: 910) == nil)
    await endpoint.answer(answer([TestKeys.es384]))
    #expect(try await finds("es384-key", in: cache, at: 915) == nil)
    #expect(try await finds("es384-key", in: cache, at: 921) == true)
  }

  @Test("A fresh set survives a failing look for an unknown key")
  func failingRefresh() async throws {
    await endpoint.answer(answer([TestKeys.es384]), nil)
    let cache = cache()
    #expect(try await finds("es384-key", in: cache, at: 0) == true)
    #expect(try await finds("other", in: cache, at: 1) == false)
    #expect(try await finds("es384-key", in: cache, at: 2) == true)
  }

  @Test("Answers that are no key set", arguments: [404, 301, 500, 200])
  func badAnswers(status: Int) async throws {
    await endpoint.answer(.init(status: status, body: Array("<html>".utf8)))
    #expect(try await finds("es384-key", in: cache(), at: 0) == nil)
  }

  @Test("A caller's deadline and cancellation end its wait, not the fetch")
  func deadline() async throws {
    await endpoint.answer(answer([TestKeys.es384]))
    await endpoint.hold()
    let cache = cache()
    #expect(try await finds("es384-key", in: cache, at: 0, deadline: .now) == nil)
    let waiting = Task { try await finds("es384-key", in: cache, at: 0) }
    waiting.cancel()
    #expect(try await waiting.value == nil)
    await endpoint.release()
    #expect(try await finds("es384-key", in: cache, at: 1) == true)
    #expect(await endpoint.fetches == 1)
  }
}
