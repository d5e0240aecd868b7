import CLibcurlShim
import Foundation
import Testing
import TestSupport

@testable import HTTPClient

@Suite struct AddressTests {
  @Test(arguments: [
    ("8.8.8.8", CURLSHIM_PUBLIC), ("172.15.255.255", CURLSHIM_PUBLIC), ("172.32.0.1", CURLSHIM_PUBLIC),
    ("100.63.255.255", CURLSHIM_PUBLIC), ("100.128.0.0", CURLSHIM_PUBLIC), ("223.255.255.255", CURLSHIM_PUBLIC),
    ("127.0.0.1", CURLSHIM_LOOPBACK), ("127.255.255.254", CURLSHIM_LOOPBACK), ("::1", CURLSHIM_LOOPBACK),
    ("::ffff:127.0.0.1", CURLSHIM_LOOPBACK), ("10.0.0.1", CURLSHIM_PRIVATE), ("172.16.0.1", CURLSHIM_PRIVATE),
    ("172.31.255.255", CURLSHIM_PRIVATE), ("192.168.0.1", CURLSHIM_PRIVATE), ("100.64.0.1", CURLSHIM_PRIVATE),
    ("100.127.255.255", CURLSHIM_PRIVATE), ("::ffff:10.1.2.3", CURLSHIM_PRIVATE), ("fd00::1", CURLSHIM_PRIVATE),
    ("fc00::1", CURLSHIM_PRIVATE), ("fec0::1", CURLSHIM_PRIVATE), ("0.0.0.0", CURLSHIM_FORBIDDEN),
    ("0.1.2.3", CURLSHIM_FORBIDDEN), ("169.254.169.254", CURLSHIM_FORBIDDEN), ("192.0.0.1", CURLSHIM_FORBIDDEN),
    ("192.0.2.1", CURLSHIM_FORBIDDEN), ("198.18.0.1", CURLSHIM_FORBIDDEN), ("198.19.255.255", CURLSHIM_FORBIDDEN),
    ("198.51.100.1", CURLSHIM_FORBIDDEN), ("203.0.113.1", CURLSHIM_FORBIDDEN), ("224.0.0.1", CURLSHIM_FORBIDDEN),
    ("240.0.0.1", CURLSHIM_FORBIDDEN), ("255.255.255.255", CURLSHIM_FORBIDDEN), ("::", CURLSHIM_FORBIDDEN),
    ("::7f00:1", CURLSHIM_FORBIDDEN), ("::ffff:0.0.0.0", CURLSHIM_FORBIDDEN),
    ("::ffff:169.254.169.254", CURLSHIM_FORBIDDEN),
    ("fe80::1", CURLSHIM_FORBIDDEN), ("febf::1", CURLSHIM_FORBIDDEN), ("ff02::1", CURLSHIM_FORBIDDEN),
    ("64:ff9b::7f00:1", CURLSHIM_FORBIDDEN), ("64:ff9b::a00:1", CURLSHIM_FORBIDDEN),
    ("64:ff9b::808:808", CURLSHIM_PUBLIC),
    ("64:ff9b:1::808:808", CURLSHIM_FORBIDDEN), ("2002:7f00:1::1", CURLSHIM_FORBIDDEN),
    ("2002:a00:1::1", CURLSHIM_FORBIDDEN), ("2002:808:808::1", CURLSHIM_PUBLIC),
    ("2001:0:7f00:1::1", CURLSHIM_FORBIDDEN), ("2001:0:4136:e378:8000:63bf:3fff:fdd2", CURLSHIM_FORBIDDEN),
    ("2001:db8::1", CURLSHIM_FORBIDDEN), ("100::1", CURLSHIM_FORBIDDEN), ("3fff::1", CURLSHIM_FORBIDDEN),
    ("2001:4860:4860::8888", CURLSHIM_PUBLIC), ("2606:4700::1111", CURLSHIM_PUBLIC),
  ])
  func areJudgedByWhatTheyReach(text: String, expected: curlshim_reach) {
    #expect(URLText.reach(ofHost: text) == expected)
  }

  @Test(arguments: ["localhost", "127.1", "0x7f000001", "127.0.0.01", "1.2.3", "", "::1%lo", "1:2:3:4:5:6:7:8:9"])
  func areNotReadFromOtherText(text: String) { #expect(URLText.reach(ofHost: text) == nil) }

  @Test(arguments: [
    "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "169.254.169.254", "10.0.0.1", "172.16.0.1", "192.168.1.1",
    "[fd00::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]", "100.64.0.1", "224.0.0.1", "[fe80::1]",
  ])
  func areRefusedInAURL(host: String) async throws {
    let client = Clients.client(TrustPolicy(allowedSchemes: [.http]))
    #expect(try await client.failure("http://\(host):9/") == .addressNotAllowed)
    await client.shutdown()
  }

  /// Forms that never get as far as a connection, since the URL itself is refused.
  @Test(arguments: ["2130706433", "0x7f000001", "017700000001", "127.1", "0177.0.0.1", "127.0.0.0x1"])
  func areRefusedInDisguise(host: String) { #expect(throws: InvalidURL.self) { try HTTPURL("http://\(host)/") } }

  /// Even where they slip into libcurl, the guard judges the address that a socket is opened for.
  @Test(arguments: ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd00::1", "0.0.0.0", "64:ff9b::7f00:1"])
  func areRefusedAfterResolution(address: String) async throws {
    let server = try LoopbackServer { _, connection in connection.respond() }
    defer { server.stop() }
    var policy = TrustPolicy(allowedSchemes: [.http])
    policy.pinnedAddresses = ["ehr.example.org:\(server.port):\(address)"]
    let client = Clients.client(policy)
    #expect(try await client.failure("http://ehr.example.org:\(server.port)/") == .addressNotAllowed)
    #expect(server.connectionCount == 0)
    await client.shutdown()
  }

  @Test func localhostIsRefused() async throws {
    let server = try LoopbackServer { _, connection in connection.respond() }
    defer { server.stop() }
    let client = Clients.client(TrustPolicy(allowedSchemes: [.http], allowPrivate: true))
    #expect(try await client.failure("http://localhost:\(server.port)/") == .addressNotAllowed)
    #expect(server.connectionCount == 0)
    await client.shutdown()
  }

  /// Private networks are one permission, this machine another; metadata services are never allowed.
  @Test func permissionsAreSeparate() async throws {
    let loopback = Clients.client(TrustPolicy(allowedSchemes: [.http], allowLoopback: true))
    #expect(try await loopback.failure("http://10.0.0.1/") == .addressNotAllowed)
    let both = Clients.client(TrustPolicy(allowedSchemes: [.http], allowLoopback: true, allowPrivate: true))
    #expect(try await both.failure("http://169.254.169.254/latest/meta-data/") == .addressNotAllowed)
    #expect(try await both.failure("http://0.0.0.0:9/") == .addressNotAllowed)
    await loopback.shutdown()
    await both.shutdown()
  }
}
