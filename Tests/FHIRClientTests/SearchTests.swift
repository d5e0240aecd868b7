import FHIR
import FHIRClient
import HTTPClient
import Testing
import TestSupport

@Suite struct SearchTests {
  private static let query = SearchQuery(
    type: "Observation", parameters: [.init("patient", values: [SearchValue(literal: "1")])])

  @Test func sortsEntriesByMode() async throws {
    let sandbox = try SandboxServer { _, connection in
      connection.searchset([
        (observation("a"), "match"), (observation("b"), nil), (#"{"resourceType": "Patient", "id": "1"}"#, "include"),
        (#"{"resourceType": "Device", "id": "d"}"#, nil), (observation("member"), "include"),
        (
          #"{"resourceType": "OperationOutcome", "issue": [{"severity": "warning", "code": "not-supported"}]}"#,
          "outcome"
        ),
      ])
    }
    let result = try await sandbox.client.search(Self.query, deadline: .patient)
    #expect(result.matches.map(\.id) == ["a", "b"])
    #expect(result.included.map(\.id) == ["1", "d", "member"])
    #expect(result.outcomes.first?.issues.first?.code == .notSupported)
    #expect(result.total == 7 && result.isComplete)
    #expect(sandbox.server.requests.first?.target == "/fhir/Observation?patient=1")
    await sandbox.stop()
  }

  enum Link: CaseIterable { case absolute, absolutePath, query, relativeToBase }

  @Test(arguments: Link.allCases)
  func followsPages(link: Link) async throws {
    let sandbox = try SandboxServer { request, connection in
      let next =
        switch link {
        case .absolute: "http://\(request.header("host") ?? "")/fhir/Observation?page=2|x"
        case .absolutePath: "/fhir/Observation?page=2"
        case .query: "?page=2"
        case .relativeToBase: "Observation?page=2"
        }
      let isFirst = !request.target.contains("page=2")
      connection.searchset([(observation(isFirst ? "1" : "2"), "match")], next: isFirst ? next : nil)
    }
    let result = try await sandbox.client.search(Self.query, deadline: .patient)
    #expect(result.matches.map(\.id) == ["1", "2"])
    #expect(result.isComplete && result.pages.count == 2)
    #expect(
      sandbox.server.requests.allSatisfy {
        $0.header("authorization") == "Bearer token" && $0.path == "/fhir/Observation"
      })
    await sandbox.stop()
  }

  @Test(arguments: [
    "http://evil.example/fhir/Observation?page=2", "https://HOST/fhir/Observation?page=2", "http://HOST/admin?page=2",
    "http://HOST/fhirx/Observation", "http://HOST/fhir/../admin", "http://HOST/fhir/%2e%2e/admin",
    "//evil.example/fhir/x", "/admin",
    "../admin", "http://HOST@evil.example/fhir/x", "file:///etc/passwd", "http://127.0.0.1:1/fhir/x",
    "http://HOST/fhir/Observation?patient=1",
  ])
  func refusesLinksThatLeadElsewhere(link: String) async throws {
    let sandbox = try SandboxServer { request, connection in
      connection.searchset(
        [(observation("1"), "match")], next: link.replacingHost(request.header("host") ?? ""))
    }
    let result = try await sandbox.client.search(Self.query, deadline: .patient)
    #expect(result.matches.count == 1 && !result.isComplete)
    guard case .nextLinkRefused = result.gap else {
      Issue.record("\(String(describing: result.gap))")
      return
    }
    #expect(sandbox.server.requests.count == 1)
    await sandbox.stop()
  }

  @Test func stopsAtItsLimits() async throws {
    let endless: LoopbackServer.Handler = { request, connection in
      let number = Int(request.target.split(separator: "=").last ?? "") ?? 0
      connection.searchset((0..<10).map { (observation("\(number)-\($0)"), "match") }, next: "?page=\(number + 1)")
    }
    let pages = try SandboxServer(limits: FHIRClientLimits(pages: 3), endless)
    let byPages = try await pages.client.search(Self.query, deadline: .patient)
    #expect(byPages.pages.count == 3 && !byPages.isComplete)
    guard case .pageLimit(3) = byPages.gap else { Issue.record("\(String(describing: byPages.gap))"); return }
    await pages.stop()

    let entries = try SandboxServer(limits: FHIRClientLimits(entries: 25), endless)
    let byEntries = try await entries.client.search(Self.query, deadline: .patient)
    #expect(byEntries.matches.count == 25 && !byEntries.isComplete)
    await entries.stop()

    let bytes = try SandboxServer(limits: FHIRClientLimits(bytes: 3_000), endless)
    let byBytes = try await bytes.client.search(Self.query, deadline: .patient)
    #expect(byBytes.pages.count >= 1 && !byBytes.isComplete)
    guard case .byteLimit(3_000) = byBytes.gap else { Issue.record("\(String(describing: byBytes.gap))"); return }
    await bytes.stop()
  }

  @Test func keepsThePagesBeforeAFailure() async throws {
    let sandbox = try SandboxServer { request, connection in
      if request.target.contains("page=2") {
        connection.fhir(status: 500, "{}")
      } else {
        connection.searchset([(observation("1"), "match")], next: "?page=2")
      }
    }
    let result = try await sandbox.client.search(Self.query, deadline: .patient)
    #expect(result.matches.count == 1)
    guard case .pageFailed(let error) = result.gap else { Issue.record("no gap"); return }
    #expect(error.kind == .server(status: 500, retryAfter: nil))
    await sandbox.stop()
  }

  @Test(arguments: [
    #"{"resourceType": "Observation", "id": "1"}"#,
    #"{"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Practitioner"}, "search": {"mode": "match"}}]}"#,
    #"{"resourceType": "Bundle", "entry": [{"resource": 5}]}"#, #"{"resourceType": "Bundle", "entry": {}}"#,
    #"{"resourceType": "Bundle", "type": "batch-response", "entry": [{"response": {"status": "403"}}]}"#,
    #"{"resourceType": "Bundle", "entry": [{"search": {"mode": "match"}}]}"#,
  ])
  func refusesOtherAnswers(body: String) async throws {
    let sandbox = try SandboxServer { _, connection in connection.fhir(body) }
    let error = await #expect(throws: FHIRClientError.self) {
      try await sandbox.client.search(Self.query, deadline: .patient)
    }
    #expect(error?.kind == .wrongResource)
    await sandbox.stop()
  }

  @Test func anEmptyBundleIsAnAnswer() async throws {
    let sandbox = try SandboxServer { _, connection in
      connection.fhir(#"{"resourceType": "Bundle", "type": "searchset", "total": 0}"#)
    }
    let result = try await sandbox.client.search(Self.query, deadline: .patient)
    #expect(result.matches.isEmpty && result.isComplete && result.total == 0)
    await sandbox.stop()
  }

  @Test func postsLongSearches() async throws {
    let sandbox = try SandboxServer { _, connection in connection.searchset([(observation("1"), "match")]) }
    var query = Self.query
    query.append("code", SearchValue(literal: String(repeating: "1", count: 3_000)))
    #expect(try await sandbox.client.search(query, deadline: .patient).isComplete)
    let request = try #require(sandbox.server.requests.first)
    #expect(request.method == "POST" && request.target == "/fhir/Observation/_search")
    #expect(request.header("content-type") == "application/x-www-form-urlencoded")
    #expect(String(decoding: request.body, as: UTF8.self) == query.queryText)
    await sandbox.stop()
  }
}

extension String {
  fileprivate func replacingHost(_ host: String) -> String {
    split(separator: "HOST", omittingEmptySubsequences: false).joined(separator: host)
  }
}
