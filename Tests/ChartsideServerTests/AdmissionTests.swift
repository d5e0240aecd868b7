import Foundation
import Records
import SMART
import Testing
import WebServer

@testable import ChartsideServer

@Suite("Callers are known before their bodies are read")
struct AdmissionTests {
  private static let paths = ["/cds-services/stub", "/cds-services/stub/feedback"]

  private static func head(_ path: String, token: String?, extra: String = "") -> String {
    let authorization = token.map { "Authorization: Bearer \($0)\r\n" } ?? ""
    return "POST \(path) HTTP/1.1\r\nHost: x\r\n\(authorization)Content-Type: application/json\r\n"
      + "Content-Length: 1000000\r\n\(extra)\r\n"
  }

  @Test("A call without a good token gets its 401 while its body is still under way", arguments: paths)
  func refusedOnTheHead(path: String) async throws {
    var server = WebServerConfiguration()
    server.limits.bodyIdle = .milliseconds(200)
    try await RunningService.run([.stub("stub", [.finding()])], server: server) { service in
      let late = try service.token(path, at: Date(timeIntervalSinceNow: -3600))
      for (token, extra) in [(nil, ""), ("nonsense", ""), (late, ""), (nil, "Expect: 100-continue\r\n")] {
        let connection = try RawConnection(port: service.server.port)
        connection.write(Self.head(path, token: token, extra: extra) + (extra.isEmpty ? "{" : ""))
        let text = await connection.readToEnd()
        #expect(text.hasPrefix("HTTP/1.1 401 "))
        #expect(text.contains("WWW-Authenticate: Bearer\r\n"))
        #expect(text.hasSuffix("\r\n\r\n"))
      }
      // Whose signature was good is in the audit log, as before.
      #expect(try await service.records.auditHead().number == 1)
      let known = try RawConnection(port: service.server.port)
      known.write(Self.head(path, token: try service.token(path)) + "{")
      #expect(await known.readToEnd().hasPrefix("HTTP/1.1 408 "))
    }
  }

  @Test("Bodies of unknown callers take nothing from the budget that all share", arguments: paths)
  func budget(path: String) async throws {
    var server = WebServerConfiguration()
    server.limits.maximumBodyBytesInFlight = 10
    try await RunningService.run([.stub("stub", [.finding()])], server: server) { service in
      let body = RunningService.body()
      for (token, status) in [(nil, 401), ("nonsense", 401), (try service.token(path), 503)] {
        let answer = try await service.server.post(path, token: token, body)
        #expect(answer.status == status)
      }
    }
  }
}
