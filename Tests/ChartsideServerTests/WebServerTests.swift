import Foundation
import HTTPClient
import HTTPTypes
import JSON
import ServiceLifecycle
import Testing
import WebServer

private struct Endpoints: RouteCollection {
  var routes: [Route] {
    [
      .post("/echo/{id}", allowsCrossOrigin: true) { request in
        .text("\(request.parameter("id") ?? "-") \(request.body.count)")
      },
      .get("/hello") { request in .text("hello \(request.queryItem("name") ?? "-")") },
      .get("/files/{path*}") { request in .text(request.parameter("path") ?? "-") },
      .post("/form", body: .form) { request in
        .text(request.formItems.map { "\($0.name)=\($0.value)" }.joined(separator: ";"))
      },
      .get("/fail") { _ in throw Unexpected(secret: "patient 12345") },
      .get("/refuse") { _ in throw WebProblem(.conflict, code: .conflict, "Not now.", at: "context.patientId") },
    ]
  }

  struct Unexpected: Error { let secret: String }
}

@Suite("The web server")
struct WebServerTests {
  private func run(
    _ change: (inout WebServerConfiguration) -> Void = { _ in },
    _ test: @escaping @Sendable (RunningServer) async throws -> Void
  ) async throws {
    var configuration = WebServerConfiguration()
    change(&configuration)
    try await RunningServer.run([Endpoints()], configuration: configuration, test)
  }

  @Test("Routes, parameters and queries are matched and decoded; what is not there is told apart")
  func routing() async throws {
    try await run { server in
      #expect(try await server.post("/echo/a%20b", "{}").text == "a b 2")
      #expect(try await server.send(.get, "/hello?x=1&name=J%C3%B6+B").text == "hello Jö B")
      #expect(try await server.send(.get, "/files/a/b/c%20d").text == "a/b/c d")
      #expect(try await server.send(.get, "/files/").text == "")
      #expect(
        try await server.send(
          .post, "/form", type: "application/x-www-form-urlencoded", body: Array("a=1+2&b=%20".utf8)
        )
        .text == "a=1 2;b= ")
      let missing = try await server.send(.get, "/nothing")
      #expect(missing.status == 404)
      #expect(missing.json?["resourceType"].string == "OperationOutcome")
      #expect(missing.headers.mediaType == "application/fhir+json")
      let method = try await server.send(.get, "/echo/1")
      #expect(method.status == 405)
      #expect(method.headers["Allow"] == "POST")
      for path in ["%zz", "%00", "%ff", "%4"] {
        let damaged = try RawConnection(port: server.port)
        damaged.write("GET /files/\(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        #expect(await damaged.readToEnd().hasPrefix("HTTP/1.1 400 "))
      }
      let head = try await server.send(.head, "/hello")
      #expect(head.status == 200)
      #expect(head.body.isEmpty)
    }
  }

  @Test("Every response carries the security fields and a correlation id of its own")
  func securityFields() async throws {
    try await run { server in
      let one = try await server.send(.get, "/hello")
      let other = try await server.send(.get, "/hello")
      #expect(one.headers["X-Content-Type-Options"] == "nosniff")
      #expect(one.headers["Cache-Control"] == "no-store")
      #expect(one.headers["Content-Security-Policy"]?.contains("default-src 'none'") == true)
      #expect(one.headers["X-Request-ID"]?.count == 16)
      #expect(one.headers["X-Request-ID"] != other.headers["X-Request-ID"])
    }
  }

  @Test("An unexpected error is a 500 that says nothing; a refusal names the field")
  func errors() async throws {
    try await run { server in
      let failed = try await server.send(.get, "/fail")
      #expect(failed.status == 500)
      #expect(!failed.text.contains("12345"))
      #expect(!failed.text.contains("Unexpected"))
      #expect(failed.json?["issue"][0]["code"].string == "exception")
      let refused = try await server.send(.get, "/refuse")
      #expect(refused.status == 409)
      #expect(refused.expression == "context.patientId")
    }
  }

  @Test(
    "A body of the wrong type or coding is refused",
    arguments: [
      ("text/plain", nil, 415), (nil, nil, 415), ("application/json", "br", 415), ("application/json", "deflate", 415),
      ("application/json", "identity", 200), ("application/fhir+json; charset=utf-8", nil, 200),
      ("APPLICATION/JSON", nil, 200), ("application/jsonx", nil, 415),
    ] as [(String?, String?, Int)])
  func mediaTypes(type: String?, coding: String?, status: Int) async throws {
    try await run { server in
      let headers = coding.map { [HTTPHeader("Content-Encoding", $0)] } ?? []
      let answer = try await server.send(
        .post, "/echo/1", headers: headers, type: type ?? "", body: Array("{}".utf8))
      #expect(answer.status == status)
    }
  }

  @Test("A body over the limit is refused: announced, chunked, and after decompression")
  func bodyLimit() async throws {
    try await run({ $0.limits.maximumBodyBytes = 1000 }) { server in
      #expect(try await server.send(.post, "/echo/1", body: [UInt8](repeating: 32, count: 1000)).text == "1 1000")
      let announced = try await server.send(.post, "/echo/1", body: [UInt8](repeating: 32, count: 1001))
      #expect(announced.status == 413)
      #expect(announced.json?["issue"][0]["code"].string == "too-long")

      let chunked = try RawConnection(port: server.port)
      chunked.write(
        "POST /echo/1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
      for _ in 0..<3 { chunked.write("200\r\n" + String(repeating: " ", count: 512) + "\r\n") }
      chunked.write("0\r\n\r\n")
      #expect(await chunked.readToEnd().hasPrefix("HTTP/1.1 413 "))

      let gzip = [HTTPHeader("Content-Encoding", "gzip")]
      // 10,000 zero bytes, and 5 bytes, compressed.
      let bomb = try #require(
        Data(base64Encoded: "H4sIAAAAAAACA+3BAQ0AAADCoPdPbQ43oAAAAAAAAAAAAODfAC7KO00QJwAA").map(Array.init))
      let answer = try await server.send(.post, "/echo/1", headers: gzip, body: bomb)
      #expect(answer.status == 413)
      let small = try #require(Data(base64Encoded: "H4sIAAAAAAACA8tIzcnJBwCGphA2BQAAAA==").map(Array.init))
      #expect(try await server.send(.post, "/echo/1", headers: gzip, body: small).text == "1 5")
      #expect(try await server.send(.post, "/echo/1", headers: gzip, body: Array(small.dropLast(6))).status == 400)
      #expect(try await server.send(.post, "/echo/1", headers: gzip, body: small + [0]).status == 400)
      #expect(try await server.send(.post, "/echo/1", headers: gzip, body: Array("{}".utf8)).status == 400)
    }
  }

  @Test("Bodies together are bounded as well")
  func bodiesInFlight() async throws {
    try await run({ $0.limits.maximumBodyBytesInFlight = 100 }) { server in
      for (count, status) in [(101, 503), (100, 200), (100, 200)] {
        let answer = try await server.send(.post, "/echo/1", body: [UInt8](repeating: 32, count: count))
        #expect(answer.status == status)
      }
    }
  }

  @Test("A body that stands still, drips, ends early or is damaged is refused and its connection closed")
  func slowBodies() async throws {
    let head = "POST /echo/1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{"
    try await run({ $0.limits.bodyIdle = .milliseconds(100) }) { server in
      let still = try RawConnection(port: server.port)
      still.write(head)
      #expect(await still.readToEnd().hasPrefix("HTTP/1.1 408 "))
      let early = try RawConnection(port: server.port)
      early.write(head)
      early.finishWriting()
      #expect(await early.readToEnd().hasPrefix("HTTP/1.1 400 "))
      let damaged = try RawConnection(port: server.port)
      damaged.write(
        "POST /echo/1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
      )
      #expect(await damaged.readToEnd().hasPrefix("HTTP/1.1 400 "))
      let unread = try RawConnection(port: server.port)
      unread.write("POST /hello HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{")
      #expect(await unread.readToEnd().hasPrefix("HTTP/1.1 405 "))
    }
    try await run({
      $0.limits.bodyIdle = .seconds(3600); $0.limits.bodyDeadline = .milliseconds(300)
    }) { server in
      let drip = try RawConnection(port: server.port)
      // So long a body that even a server that is late cannot have received it all.
      drip.write(head.replacing("1000000", with: "30000000"))
      drip.drip()  // only the deadline of the whole body can end it
      #expect(await drip.readToEnd().hasPrefix("HTTP/1.1 408 "))
    }
  }

  @Test("A client that is refused while it sends is not cut off before it has read why")
  func lingeringClose() async throws {
    let head = "POST /echo/1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{"
    try await run({ $0.limits.bodyIdle = .milliseconds(100) }) { server in
      let connection = try RawConnection(port: server.port)
      connection.write(head)
      let (text, isTaken) = await connection.readToEndAndSendOn()
      #expect(text.hasPrefix("HTTP/1.1 408 "))
      #expect(isTaken)
    }
  }

  @Test("Headers beyond the limit are refused")
  func headerLimits() async throws {
    try await run({ $0.limits.maximumHeaderBytes = 2000 }) { server in
      let connection = try RawConnection(port: server.port)
      connection.write("GET /hello HTTP/1.1\r\nHost: x\r\nX-Long: \(String(repeating: "a", count: 4000))\r\n\r\n")
      #expect(await connection.readToEnd().hasPrefix("HTTP/1.1 400 "))
    }
  }

  @Test("Only listed origins may call from a browser, and never with a wildcard")
  func crossOrigin() async throws {
    try await run({ $0.cors = CORSPolicy(origins: ["https://ehr.example.org"]) }) { server in
      func preflight(_ origin: String, _ path: String = "/echo/1") async throws -> (status: Int, text: String) {
        // Our own client has no OPTIONS: a raw connection asks.
        let connection = try RawConnection(port: server.port)
        connection.write(
          "OPTIONS \(path) HTTP/1.1\r\nHost: x\r\nOrigin: \(origin)\r\nAccess-Control-Request-Method: POST\r\nConnection: close\r\n\r\n"
        )
        let text = await connection.readToEnd()
        return (Int(text.dropFirst(9).prefix(3)) ?? 0, text)
      }
      let allowed = try await preflight("https://ehr.example.org")
      #expect(allowed.status == 204)
      #expect(allowed.text.contains("Access-Control-Allow-Origin: https://ehr.example.org\r\n"))
      #expect(allowed.text.contains("Access-Control-Allow-Headers: Authorization, Content-Type"))
      #expect(!allowed.text.contains("Access-Control-Allow-Origin: *"))
      let refused = try await preflight("https://evil.example")
      #expect(!refused.text.contains("Access-Control-Allow-Origin"))
      #expect(try await preflight("https://ehr.example.org", "/hello").status == 405)
      let call = try await server.send(
        .post, "/echo/1", headers: [HTTPHeader("Origin", "https://ehr.example.org")], body: Array("{}".utf8))
      #expect(call.headers["Access-Control-Allow-Origin"] == "https://ehr.example.org")
      #expect(call.headers["Vary"] == "Origin")
    }
  }

  @Test("Health and metrics tell what is")
  func observability() async throws {
    let metrics = PrometheusRegistry()
    let health = HealthRoutes(
      checks: [.init(name: "well") { true }, .init(name: "records") { false }], metrics: metrics)
    try await RunningServer.run([health, Endpoints()], metrics: metrics) { server in
      #expect(try await server.send(.get, "/health/live").status == 200)
      let ready = try await server.send(.get, "/health/ready")
      #expect(ready.status == 503)
      #expect(ready.text == "not ready: records\n")
      _ = try await server.post("/echo/12345", "{}")
      let text = try await server.send(.get, "/metrics").text
      #expect(text.contains("http_requests_total{method=\"POST\",route=\"/echo/{id}\",status=\"2xx\"} 1\n"))
      #expect(text.contains("http_request_duration_seconds_count{method=\"POST\",route=\"/echo/{id}\"} 1\n"))
      #expect(!text.contains("12345"))
    }
  }

  @Test("A request in flight is answered when the server is told to stop, and no new one is taken")
  func gracefulShutdown() async throws {
    let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
    let (releases, release) = AsyncStream.makeStream(of: Void.self)
    let (addresses, ready) = AsyncStream.makeStream(of: WebAddress.self)
    struct Slow: RouteCollection {
      let handler: Route.Handler
      var routes: [Route] { [.get("/slow", handler: handler)] }
    }
    let slow = Slow { _ in
      arrived.yield()
      for await _ in releases { break }
      return .text("answered")
    }
    let application = try WebApplication(
      [slow], configuration: WebServerConfiguration(port: 0), metrics: PrometheusRegistry(), accessLog: nil,
      logger: .silent
    ) { ready.yield($0) }
    let group = ServiceGroup(configuration: .init(services: [application], logger: .silent))
    let running = Task { try await group.run() }
    for await address in addresses {
      let connection = try RawConnection(port: address.port)
      connection.write("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
      for await _ in arrivals { break }
      await group.triggerGracefulShutdown()
      release.yield()
      let text = await connection.readToEnd()
      #expect(text.hasPrefix("HTTP/1.1 200 "))
      #expect(text.hasSuffix("answered"))
      try await running.value
      #expect(throws: POSIXError.self) { try RawConnection(port: address.port) }
      break
    }
  }

  @Test("Two routes for one address are refused")
  func conflicts() {
    #expect(throws: (any Error).self) {
      try WebApplication(
        [Endpoints(), Endpoints()], configuration: WebServerConfiguration(), metrics: PrometheusRegistry(),
        accessLog: nil, logger: .silent)
    }
  }
}
