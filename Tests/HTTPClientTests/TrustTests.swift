import Testing
import TestSupport

@testable import HTTPClient

@Suite struct TrustTests {
  @Test func plainHTTPNeedsPermission() async throws {
    let server = try LoopbackServer { _, connection in connection.respond() }
    defer { server.stop() }
    let client = Clients.client(TrustPolicy(allowLoopback: true))
    #expect(try await client.failure(server.origin) == .schemeNotAllowed)
    #expect(server.connectionCount == 0)
    await client.shutdown()
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func redirectsAreAnswers(status: Int) async throws {
    let other = try LoopbackServer { _, connection in connection.respond() }
    let server = try LoopbackServer { [origin = other.origin] _, connection in
      connection.respond(status: status, headers: [("Location", origin + "/stolen")])
    }
    defer { server.stop() }
    defer { other.stop() }
    let client = Clients.client()
    let token = try BearerToken("secret", base: BaseURL(server.origin))
    let response = try await client.send(HTTPRequest(.get, HTTPURL(server.origin), token: token), deadline: .patient)
    #expect(response.status == status)
    #expect(server.requests.count == 1)
    #expect(other.connectionCount == 0)
    await client.shutdown()
  }

  /// A connection that one policy opened must not carry another policy's request.
  @Test func policiesDoNotSharePools() async throws {
    let server = try LoopbackServer { _, connection in connection.respond() }
    defer { server.stop() }
    var policy = Clients.loopbackPolicy
    policy.pinnedAddresses = ["ehr.example.org:\(server.port):127.0.0.1"]
    var strict = policy
    strict.allowLoopback = false
    let registry = HTTPClientRegistry()
    let url = "http://ehr.example.org:\(server.port)/"
    #expect(try await registry.client(for: policy).failure(url) == nil)
    #expect(try await registry.client(for: strict).failure(url) == .addressNotAllowed)
    #expect(try await registry.client(for: policy).failure(url) == nil)
    #expect(server.connectionCount == 1 && server.requests.count == 2)
    await registry.shutdown()
  }

  @Test func aConfiguredProxyIsUsed() async throws {
    let proxy = try LoopbackServer { request, connection in connection.respond(body: Array(request.target.utf8)) }
    defer { proxy.stop() }
    var policy = TrustPolicy(allowedSchemes: [.http])
    policy.proxy = try HTTPURL(proxy.origin)
    let client = Clients.client(policy)
    let response = try await client.send(HTTPRequest(.get, HTTPURL("http://ehr.example.org/x")), deadline: .patient)
    #expect(String(decoding: response.body, as: UTF8.self) == "http://ehr.example.org/x")
    #expect(try await client.failure("http://169.254.169.254/") == .addressNotAllowed)
    #expect(proxy.requests.count == 1)
    await client.shutdown()
  }

  @Test func errorsNeitherQuoteQueryNorToken() async throws {
    let server = try LoopbackServer { _, connection in connection.end() }
    defer { server.stop() }
    let client = Clients.client()
    let token = try BearerToken("secret-token", base: BaseURL(server.origin + "/fhir"))
    for path in ["/fhir/Patient?name=secret-name", "/admin?name=secret-name"] {
      let request = try HTTPRequest(.get, HTTPURL(server.origin + path), token: token)
      let error = await #expect(throws: HTTPClientError.self) { try await client.send(request, deadline: .patient) }
      let text = "\(String(describing: error))"
      #expect(!text.contains("secret"))
      #expect(text.contains(path.prefix { $0 != "?" }))
    }
    await client.shutdown()
  }
}

@Suite struct BearerTokenTests {
  @Test func isSentBelowItsBaseOnly() async throws {
    let server = try LoopbackServer { _, connection in connection.respond() }
    let other = try LoopbackServer { _, connection in connection.respond() }
    defer { server.stop() }
    defer { other.stop() }
    let client = Clients.client()
    let token = try BearerToken("abc.DEF-123_~+/==", base: BaseURL(server.origin + "/fhir"))
    _ = try await client.send(
      HTTPRequest(.get, HTTPURL(server.origin + "/fhir/Patient/1"), token: token), deadline: .patient)
    #expect(server.requests.last?.header("authorization") == "Bearer abc.DEF-123_~+/==")
    // The handle that carried it carries nothing afterwards.
    _ = try await client.send(HTTPRequest(.get, HTTPURL(server.origin + "/fhir/metadata")), deadline: .patient)
    #expect(server.requests.last?.header("authorization") == nil)
    for url in [server.origin + "/fhirx", server.origin + "/", other.origin + "/fhir/Patient/1"] {
      let error = await #expect(throws: HTTPClientError.self) {
        try await client.send(HTTPRequest(.get, HTTPURL(url), token: token), deadline: .patient)
      }
      #expect(error?.kind == .tokenNotAllowed)
    }
    #expect(server.requests.count == 2 && other.connectionCount == 0)
    await client.shutdown()
  }

  @Test func isNotSentOnceExpired() async throws {
    let server = try LoopbackServer { _, connection in connection.hold() }
    defer { server.stop() }
    let client = Clients.client()
    let url = try HTTPURL(server.origin)
    let expired = try BearerToken("x", base: BaseURL(server.origin), expiresAt: .now - .seconds(1))
    let error = await #expect(throws: HTTPClientError.self) {
      try await client.send(HTTPRequest(.get, url, token: expired), deadline: .patient)
    }
    #expect(error?.kind == .tokenNotAllowed)
    let expiring = try BearerToken("x", base: BaseURL(server.origin), expiresAt: .now + .milliseconds(100))
    let late = await #expect(throws: HTTPClientError.self) {
      try await client.send(HTTPRequest(.get, url, token: expiring), deadline: .patient)
    }
    #expect(late?.kind == .deadlineExceeded || late?.kind == .tokenNotAllowed)
    await client.shutdown()
  }

  @Test(arguments: [
    "", "a b", "a\r\nX-Evil: 1", "a\n", "a\u{0}b", "é", "\t", "a\u{7F}", String(repeating: "a", count: 20_000),
  ])
  func refusesUnsafeCharacters(text: String) throws {
    let base = try BaseURL("https://ehr.example.org")
    let error = #expect(throws: InvalidBearerToken.self) { try BearerToken(text, base: base) }
    #expect(error?.reason.contains("Evil") == false)
  }

  @Test func showsNothing() throws {
    let token = try BearerToken("secret", base: BaseURL("https://ehr.example.org"))
    let request = try HTTPRequest(
      .get, HTTPURL("https://ehr.example.org"), headers: [HTTPHeader("X-Key", "secret")], body: Array("secret".utf8),
      token: token)
    var dumped = ""
    dump(token, to: &dumped)
    dump(request, to: &dumped)
    dump([token], to: &dumped)
    dump(HTTPHeader("X-Key", "secret"), to: &dumped)
    for text in ["\(token)", String(reflecting: token), "\(request)", String(reflecting: request), dumped] {
      #expect(!text.contains("secret"))
    }
  }
}
