import Testing

@testable import HTTPClient

@Suite(.enabled(if: TLSServer.isAvailable != nil, "needs the openssl command")) struct TLSTests {
  private func outcome(
    _ server: TLSServer, host: String = "localhost", _ edit: (inout TrustPolicy) -> Void = { _ in }
  ) async throws -> HTTPClientError.Kind? {
    var policy = TrustPolicy(allowLoopback: true, caFile: server.authority)
    policy.pinnedAddresses = ["\(host):\(server.port):127.0.0.1"]
    edit(&policy)
    let client = Clients.client(policy)
    let kind = try await client.failure("https://\(host):\(server.port)/")
    await client.shutdown()
    return kind
  }

  @Test func aKnownAuthorityIsTrusted() async throws { #expect(try await outcome(TLSServer()) == nil) }

  @Test func anUnknownAuthorityIsNot() async throws {
    #expect(try await outcome(TLSServer()) { $0.caFile = nil } == .notTrusted)
    let other = try TLSServer()
    #expect(try await outcome(TLSServer()) { $0.caFile = other.authority } == .notTrusted)
    #expect(try await outcome(other) { $0.caFile = other.authority + ".absent" } == .notTrusted)
  }

  @Test(arguments: ["127.0.0.1", "ehr.example.org", "sub.localhost"])
  func anotherHostsCertificateIsNot(host: String) async throws {
    #expect(try await outcome(TLSServer(), host: host) == .notTrusted)
  }

  @Test(arguments: [["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"], ["-tls1", "-cipher", "ALL:@SECLEVEL=0"]])
  func oldTLSIsRefused(options: [String]) async throws {
    #expect(try await outcome(TLSServer(options: options)) == .notTrusted)
  }

  @Test(arguments: ["-tls1_2", "-tls1_3"])
  func newTLSIsAccepted(option: String) async throws { #expect(try await outcome(TLSServer(options: [option])) == nil) }

  @Test func theClientCertificateIsShown() async throws {
    let server = try TLSServer(options: ["-Verify", "2", "-verify_return_error", "-tls1_2"])
    #expect(try await outcome(server) != nil)
    #expect(
      try await outcome(server) {
        $0.clientCertificate = ClientCertificate(certificateFile: server.clientCertificate, keyFile: server.clientKey)
      } == nil)
    #expect(
      try await outcome(server) {
        $0.clientCertificate = ClientCertificate(certificateFile: server.clientCertificate, keyFile: "absent")
      } == .notTrusted)
  }
}
