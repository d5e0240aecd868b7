import HTTPClient
import Testing
import TestSupport

@Suite struct LifecycleTests {
  @Test func cancellingEndsTheTransfer() async throws {
    let server = try LoopbackServer { _, connection in connection.hold() }
    defer { server.stop() }
    let client = Clients.client()
    let origin = server.origin
    let task = Task { try await client.failure(origin) }
    for await _ in server.arrivals { break }
    task.cancel()
    #expect(try await task.value == .cancelled)
    for await ordinal in server.endings {  // the connection is closed with it
      #expect(ordinal == 1)
      break
    }
    await client.shutdown()
  }

  @Test func aCancelledTaskSendsNothing() async throws {
    let server = try LoopbackServer { _, connection in connection.respond() }
    defer { server.stop() }
    let client = Clients.client()
    let origin = server.origin
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await client.failure(origin)
    }
    #expect(try await task.value == .cancelled)
    #expect(server.requests.isEmpty)
    await client.shutdown()
  }

  @Test func cancelsManyAtRandomMoments() async throws {
    let server = try LoopbackServer { _, connection in connection.respond(body: [UInt8](repeating: 1, count: 1000)) }
    defer { server.stop() }
    let client = Clients.client()
    let origin = server.origin
    let outcomes = try await withThrowingTaskGroup(of: HTTPClientError.Kind?.self) { group in
      for _ in 0..<100 {
        let task = Task { try await client.failure(origin) }
        group.addTask { try await task.value }
        group.addTask {
          await Task.yield()
          task.cancel()
          return nil
        }
      }
      return try await group.reduce(into: [HTTPClientError.Kind?]()) { $0.append($1) }
    }
    #expect(outcomes.count == 200)
    #expect(outcomes.allSatisfy { $0 == nil || $0 == .cancelled })
    #expect(try await client.failure(origin) == nil)
    await client.shutdown()
  }

  @Test func shutdownFailsWhatIsUnderWay() async throws {
    let server = try LoopbackServer { _, connection in connection.hold() }
    defer { server.stop() }
    let client = Clients.client()
    let origin = server.origin
    let tasks = (0..<50).map { _ in Task { try await client.failure(origin) } }  // most wait for a connection
    for await _ in server.arrivals { break }
    async let first: Void = client.shutdown()
    async let second: Void = client.shutdown()
    _ = await (first, second)
    for task in tasks { #expect(try await task.value == .shutDown) }
    await client.shutdown()
    #expect(try await client.failure(origin) == .shutDown)
  }

  @Test func shutdownAtOnceIsFine() async {
    for _ in 0..<20 { await Clients.client().shutdown() }
  }

  /// Without shutdown, the thread and its connections end with the last reference.
  @Test func aForgottenClientEnds() async throws {
    let server = try LoopbackServer { _, connection in connection.respond() }
    defer { server.stop() }
    var client: HTTPClient? = Clients.client()
    #expect(try await client?.failure(server.origin) == .some(nil))
    client = nil
    for await ordinal in server.endings {
      #expect(ordinal == 1)
      break
    }
  }

  @Test func theRegistryKeepsOneClientAPolicy() async throws {
    let registry = HTTPClientRegistry()
    let strict = registry.client(for: TrustPolicy())
    let loopback = registry.client(for: Clients.loopbackPolicy)
    #expect(strict === registry.client(for: TrustPolicy()))
    #expect(strict !== loopback)
    await registry.shutdown()
    await registry.shutdown()
    let server = try LoopbackServer { _, connection in connection.respond() }
    defer { server.stop() }
    #expect(try await loopback.failure(server.origin) == .shutDown)
    #expect(try await registry.client(for: Clients.loopbackPolicy).failure(server.origin) == .shutDown)
  }
}
