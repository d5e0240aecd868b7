import HTTPClient
import Testing
import TestSupport

@Suite struct LimitTests {
  private static let limit = 1 << 20

  enum Delivery: CaseIterable { case withLength, chunked, untilClose, gzip, gzipChunked, lyingLength }

  /// One byte too many, however it comes.
  @Test(arguments: Delivery.allCases)
  func capTheBody(delivery: Delivery) async throws {
    let server = try LoopbackServer { _, connection in
      let body = [UInt8](repeating: 120, count: Self.limit + 1)
      let bomb = Gzip.bomb(64 << 20)
      let gzip = [("Content-Encoding", "gzip")]
      switch delivery {
      case .withLength: connection.respond(body: body)
      case .chunked: connection.respondChunked(chunks: [body])
      case .untilClose:
        connection.send("HTTP/1.1 200 OK\r\n\r\n")
        connection.send(body)
        connection.end()
      case .gzip: connection.respond(headers: gzip, body: bomb)
      case .gzipChunked: connection.respondChunked(headers: gzip, chunks: [bomb])
      case .lyingLength: connection.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx")
      }
    }
    defer { server.stop() }
    var policy = Clients.loopbackPolicy
    policy.maximumBodyBytes = Self.limit
    let client = Clients.client(policy)
    #expect(try await client.failure(server.origin) == .bodyTooLarge)
    await client.shutdown()
  }

  @Test func allowABodyOfExactlyTheLimit() async throws {
    let server = try LoopbackServer { _, connection in connection.respondChunked(chunks: [[1], [2, 3], [4]]) }
    defer { server.stop() }
    let client = Clients.client()
    let url = try HTTPURL(server.origin)
    #expect(
      try await client.send(HTTPRequest(.get, url, maximumBodyBytes: 4), deadline: .patient).body == [1, 2, 3, 4])
    await #expect(throws: HTTPClientError.self) {
      try await client.send(HTTPRequest(.get, url, maximumBodyBytes: 3), deadline: .patient)
    }
    // The cap belongs to the request, not to the handle that served it.
    #expect(try await client.send(HTTPRequest(.get, url), deadline: .patient).body.count == 4)
    await client.shutdown()
  }

  @Test func readGzip() async throws {
    let server = try LoopbackServer { request, connection in
      let text = Array((request.header("accept-encoding") ?? "").utf8)
      connection.respond(headers: [("Content-Encoding", "gzip")], body: Gzip.stored(text))
    }
    defer { server.stop() }
    let client = Clients.client()
    let response = try await client.send(HTTPRequest(.get, HTTPURL(server.origin)), deadline: .patient)
    #expect(String(decoding: response.body, as: UTF8.self).contains("gzip"))
    await client.shutdown()
  }

  @Test(arguments: [1, 2000]) func capTheHeaders(lines: Int) async throws {
    let server = try LoopbackServer { _, connection in
      let value = String(repeating: "a", count: 200_000 / lines)
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n")
      for line in 0..<lines { connection.send("X-\(line): \(value)\r\n") }
      connection.send("\r\n")
    }
    defer { server.stop() }
    let client = Clients.client()
    #expect(try await client.failure(server.origin) == .headersTooLarge)
    await client.shutdown()
  }

  enum Stall: CaseIterable { case silent, inHeaders, inBody, drip }

  @Test(arguments: Stall.allCases)
  func keepTheDeadline(stall: Stall) async throws {
    let server = try LoopbackServer { _, connection in
      switch stall {
      case .silent: break
      case .inHeaders: connection.send("HTTP/1.1 200 OK\r\nX-")
      case .inBody: connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nab")
      case .drip:
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        connection.drip([UInt8](repeating: 65, count: 100_000), every: 5)
      }
      connection.hold()
    }
    defer { server.stop() }
    let client = Clients.client()
    #expect(try await client.failure(server.origin, deadline: .now + .milliseconds(150)) == .deadlineExceeded)
    await client.shutdown()
  }

  @Test func keepTheDeadlineWhileWaitingForAConnection() async throws {
    let server = try LoopbackServer { _, connection in connection.hold() }
    defer { server.stop() }
    var policy = Clients.loopbackPolicy
    policy.maximumConnectionsPerHost = 1
    let client = Clients.client(policy)
    let origin = server.origin
    let first = Task { try await client.failure(origin) }
    for await _ in server.arrivals { break }
    #expect(try await client.failure(origin, deadline: .now + .milliseconds(100)) == .deadlineExceeded)
    first.cancel()
    #expect(try await first.value == .cancelled)
    #expect(server.connectionCount == 1)
    await client.shutdown()
  }

  @Test func refuseADeadlineInThePast() async throws {
    let server = try LoopbackServer { _, connection in connection.respond() }
    defer { server.stop() }
    let client = Clients.client()
    #expect(try await client.failure(server.origin, deadline: .now - .seconds(1)) == .deadlineExceeded)
    #expect(server.connectionCount == 0)
    await client.shutdown()
  }

  enum Fault: CaseIterable {
    case cutBody, cutChunk, cutHeaders, nothing, reset, badStatusLine, notHTTP, badGzip, badChunk
  }

  @Test(arguments: Fault.allCases)
  func tellFaultyAnswersApart(fault: Fault) async throws {
    let server = try LoopbackServer { _, connection in
      switch fault {
      case .cutBody: connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nab")
      case .cutChunk: connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\nab")
      case .cutHeaders: connection.send("HTTP/1.1 200 OK\r\nContent-")
      case .nothing: break
      case .reset: connection.reset()
      case .badStatusLine: connection.send("HTTP/1.1 abc\r\n\r\n")
      case .notHTTP: connection.send("220 mail.example.org ESMTP ready, and more than enough text to be sure\r\n")
      case .badGzip: connection.respond(headers: [("Content-Encoding", "gzip")], body: Array("no gzip at all".utf8))
      case .badChunk: connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab")
      }
      if fault != .reset { connection.end() }
    }
    defer { server.stop() }
    let client = Clients.client()
    let expected: Set<HTTPClientError.Kind> =
      switch fault {
      case .cutBody, .cutChunk, .nothing, .reset: [.connectionLost]
      case .cutHeaders, .badChunk: [.connectionLost, .malformedResponse]
      case .badStatusLine, .notHTTP, .badGzip: [.malformedResponse]
      }
    let kind = try #require(try await client.failure(server.origin))
    #expect(expected.contains(kind))
    await client.shutdown()
  }

  @Test func tellAbsentServersApart() async throws {
    let client = Clients.client()
    #expect(try await client.failure("http://no-such-host.invalid/") == .hostNotFound)
    // Port 1 is reserved and has no server; a port that was just given back may already be another test's.
    #expect(try await client.failure("http://127.0.0.1:1") == .cannotConnect)
    await client.shutdown()
  }
}
