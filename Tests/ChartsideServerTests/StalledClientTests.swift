import Foundation
import HTTPTypes
import ServiceLifecycle
import Testing
import WebServer

@Suite("A client that does not take its answers")
struct StalledClientTests {
  private static let size = 16 << 20  // more than the buffers of both kernels hold
  private static let small = "GET /small HTTP/1.1\r\nHost: x\r\n\r\n"
  private static let large = "GET /large HTTP/1.1\r\nHost: x\r\n\r\n"

  private struct Endpoints: RouteCollection {
    var onLarge: @Sendable () async -> Void = {}
    var routes: [Route] {
      [
        .get("/small") { _ in .text("small") },
        .get("/large") { _ in
          await onLarge()
          return .text(String(repeating: "x", count: size))
        },
      ]
    }
  }

  @Test("Its connection is cut at the deadline, whether the answer is large or many are small")
  func writeDeadline() async throws {
    var configuration = WebServerConfiguration()
    configuration.limits.writeDeadline = .milliseconds(200)
    try await RunningServer.run([Endpoints()], configuration: configuration) { server in
      let large = try RawConnection(port: server.port, window: 4096)
      large.write(Self.large)
      #expect(await large.isCut())
      let many = try RawConnection(port: server.port, window: 4096)
      many.writeForever(Self.small)
      #expect(await many.isCut())
    }
  }

  @Test("An answer that is read arrives whole, and the connection goes on")
  func reading() async throws {
    try await RunningServer.run([Endpoints()]) { server in
      let connection = try RawConnection(port: server.port)
      connection.write(Self.large + Self.large + "GET /small HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
      let text = await connection.readToEnd()
      #expect(text.utf8.count > 2 * Self.size)
      #expect(text.hasSuffix("small"))
    }
  }

  @Test("A graceful shutdown does not wait for it")
  func shutdownCuts() async throws {
    let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
    try await stopping(Endpoints { arrived.yield() }) { connection, stop in
      // The second request is taken up when the answer to the first has been handed over.
      connection.write(Self.large + Self.large)
      var iterator = arrivals.makeAsyncIterator()
      for _ in 0..<2 { await iterator.next() }
      await stop()
      #expect(await connection.isCut())
    }
  }

  @Test("A graceful shutdown waits for a large answer that is being read")
  func shutdownWaits() async throws {
    let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
    let (releases, release) = AsyncStream.makeStream(of: Void.self)
    let endpoints = Endpoints {
      arrived.yield()
      for await _ in releases { break }
    }
    try await stopping(endpoints) { connection, stop in
      connection.write(Self.large)
      for await _ in arrivals { break }
      await stop()
      release.yield()
      let text = await connection.readToEnd()
      #expect(text.hasPrefix("HTTP/1.1 200 "))
      #expect(text.utf8.count > Self.size)
    }
  }

  /// Runs a server with a write deadline of an hour, a connection that takes in little, and a way to stop the server.
  private func stopping(
    _ endpoints: Endpoints, _ test: (RawConnection, @Sendable () async -> Void) async throws -> Void
  ) async throws {
    let (addresses, ready) = AsyncStream.makeStream(of: WebAddress.self)
    var configuration = WebServerConfiguration(port: 0)
    configuration.limits.writeDeadline = .seconds(3600)
    let application = try WebApplication(
      [endpoints], configuration: configuration, metrics: PrometheusRegistry(), accessLog: nil, logger: .silent
    ) { ready.yield($0) }
    let group = ServiceGroup(configuration: .init(services: [application], logger: .silent))
    let running = Task { try await group.run() }
    for await address in addresses {
      try await test(RawConnection(port: address.port, window: 4096)) { await group.triggerGracefulShutdown() }
      break
    }
    running.cancel()
    _ = await running.result
  }
}
