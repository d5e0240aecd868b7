import Testing
import TestSupport

@testable import HTTPClient

@Suite struct TransferTests {
  /// Answers with what it was asked.
  static let echo: LoopbackServer.Handler = { request, connection in
    connection.respond(
      headers: [("X-Method", request.method), ("X-Target", request.target), ("x-MIXED-case", "  spaced  ")],
      body: request.body)
  }

  @Test(arguments: HTTPMethod.allCases, [[UInt8]?.none, [], Array("{\"a\": 1}".utf8)])
  func sendsMethodsAndBodies(method: HTTPMethod, body: [UInt8]?) async throws {
    let server = try LoopbackServer(Self.echo)
    defer { server.stop() }
    let client = Clients.client()
    if method == .head { return await client.shutdown() }  // its answer has no body: below
    let request = try HTTPRequest(method, HTTPURL(server.origin + "/x?y=1"), body: body)
    if method == .get, body != nil {
      await #expect(throws: HTTPClientError.self) { try await client.send(request, deadline: .patient) }
    } else {
      for _ in 0..<2 {  // the second time on a handle that was used before
        let response = try await client.send(request, deadline: .patient)
        #expect(response.status == 200)
        #expect(response.headers["X-METHOD"] == method.rawValue)
        #expect(response.headers["x-target"] == "/x?y=1")
        #expect(response.body == body ?? [])
        #expect(response.version == .http1_1)
        // The method of the last request must not cling to the handle.
        let get = try await client.send(HTTPRequest(.get, HTTPURL(server.origin + "/get")), deadline: .patient)
        #expect(get.headers["x-method"] == "GET" && get.body.isEmpty)
      }
      #expect(server.requests.allSatisfy { $0.header("expect") == nil })
      #expect(server.requests.allSatisfy { $0.header("content-type") == nil })
      #expect(server.requests.allSatisfy { $0.header("user-agent") == "Chartside" })
    }
    await client.shutdown()
  }

  @Test func headHasNoBody() async throws {
    let server = try LoopbackServer { _, connection in connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n") }
    defer { server.stop() }
    let client = Clients.client()
    let response = try await client.send(HTTPRequest(.head, HTTPURL(server.origin)), deadline: .patient)
    #expect(response.status == 200 && response.body.isEmpty)
    await client.shutdown()
  }

  @Test func sendsABodyLargerThanOneWrite() async throws {
    let server = try LoopbackServer(Self.echo)
    defer { server.stop() }
    let client = Clients.client()
    let body = (0..<(3 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let request = try HTTPRequest(
      .post, HTTPURL(server.origin), headers: [HTTPHeader("Content-Type", "x/y")], body: body)
    #expect(try await client.send(request, deadline: .patient).body == body)
    #expect(server.requests.first?.header("content-type") == "x/y")
    await client.shutdown()
  }

  @Test func readsHeaders() async throws {
    let server = try LoopbackServer { _, connection in
      connection.send("HTTP/1.1 100 Continue\r\nX-Early: 1\r\n\r\nHTTP/1.1 200 OK\r\n")
      connection.send(
        "Set-Thing: a\r\nset-thing:b\r\nContent-Type: Application/FHIR+JSON ; charset=utf-8\r\nX-Empty:\r\n")
      connection.send("Transfer-Encoding: chunked\r\nTrailer: X-Late\r\n\r\n2\r\nok\r\n0\r\nX-Late: 1\r\n\r\n")
    }
    defer { server.stop() }
    let client = Clients.client()
    let response = try await client.send(HTTPRequest(.get, HTTPURL(server.origin)), deadline: .patient)
    #expect(response.body == Array("ok".utf8))
    #expect(response.headers.values(of: "SET-THING") == ["a", "b"])
    #expect(response.headers.mediaType == "application/fhir+json")
    #expect(response.headers["x-empty"] == "")
    #expect(response.headers["x-early"] == nil && response.headers["x-late"] == nil)
    #expect(response.headers["set"] == nil)
    await client.shutdown()
  }

  @Test(arguments: [
    HTTPHeader("X-A", "b\r\nX-Evil: 1"), HTTPHeader("X-A", "b\nX-Evil: 1"), HTTPHeader("X-A\r\nX-Evil", "1"),
    HTTPHeader("X A", "1"), HTTPHeader("", "1"), HTTPHeader("X-A", "\u{0}"), HTTPHeader("X-A", "é"),
    HTTPHeader("X-A:", "1"),
    HTTPHeader("Host", "evil.example"), HTTPHeader("content-length", "5"), HTTPHeader("Transfer-Encoding", "chunked"),
  ])
  func refusesHeadersThatBreakTheMessage(header: HTTPHeader) async throws {
    let server = try LoopbackServer(Self.echo)
    defer { server.stop() }
    let client = Clients.client()
    let request = try HTTPRequest(.get, HTTPURL(server.origin), headers: [header])
    let error = await #expect(throws: HTTPClientError.self) { try await client.send(request, deadline: .patient) }
    #expect(error?.kind == .invalidRequest)
    #expect(error?.description.contains("Evil") == false)
    #expect(server.connectionCount == 0)
    await client.shutdown()
  }

  @Test func sendsEmptyHeaders() async throws {
    let server = try LoopbackServer(Self.echo)
    defer { server.stop() }
    let client = Clients.client()
    _ = try await client.send(
      HTTPRequest(.get, HTTPURL(server.origin), headers: [HTTPHeader("X-A", "")]), deadline: .patient)
    #expect(server.requests.first?.header("x-a") == "")
    await client.shutdown()
  }

  @Test func reusesAConnection() async throws {
    let server = try LoopbackServer(Self.echo)
    defer { server.stop() }
    let client = Clients.client()
    var reused: [Bool] = []
    for _ in 0..<20 {
      reused.append(
        try await client.send(HTTPRequest(.get, HTTPURL(server.origin)), deadline: .patient).reusedConnection)
    }
    #expect(reused == [false] + [Bool](repeating: true, count: 19))
    #expect(server.connectionCount == 1)
    await client.shutdown()
  }

  @Test func answersTwoHundredAtOnce() async throws {
    let server = try LoopbackServer(Self.echo)
    defer { server.stop() }
    let client = Clients.client()
    let origin = server.origin
    let targets = try await withThrowingTaskGroup(of: String?.self) { group in
      for number in 0..<200 {
        group.addTask {
          try await client.send(HTTPRequest(.get, HTTPURL("\(origin)/\(number)")), deadline: .patient).headers[
            "x-target"]
        }
      }
      return try await group.reduce(into: Set<String>()) { if let target = $1 { $0.insert(target) } }
    }
    #expect(targets.count == 200)
    #expect(server.connectionCount <= client.policy.maximumConnectionsPerHost)
    await client.shutdown()
  }

  @Test func refusesMoreRequestsThanAllowed() async throws {
    let server = try LoopbackServer { _, connection in connection.hold() }
    defer { server.stop() }
    var policy = Clients.loopbackPolicy
    policy.maximumRequests = 1
    let client = Clients.client(policy)
    let origin = server.origin
    let first = Task { try await client.failure(origin) }
    for await _ in server.arrivals { break }
    #expect(try await client.failure(origin) == .overloaded)
    await client.shutdown()
    #expect(try await first.value == .shutDown)
  }

  @Test func reportsMetrics() async throws {
    let server = try LoopbackServer { _, connection in connection.respond(body: [1, 2, 3]) }
    defer { server.stop() }
    let (stream, continuation) = AsyncStream<TransferMetrics>.makeStream()
    let client = HTTPClient(policy: Clients.loopbackPolicy) { continuation.yield($0) }
    _ = try await client.send(HTTPRequest(.get, HTTPURL(server.origin)), deadline: .patient)
    var iterator = stream.makeAsyncIterator()
    let metrics = await iterator.next()
    #expect(metrics?.status == 200 && metrics?.bodyBytes == 3 && metrics?.reusedConnection == false)
    await client.shutdown()
  }
}
