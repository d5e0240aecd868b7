import ChartsideServer
import Foundation
import Guidelines
import HTTPClient
import JSON
import Synchronization
import TestSupport
import Testing

/// A service whose value sets only a terminology server has, which really listens: one set it expands, one it does not.
@Suite("A service that asks a terminology server")
struct RemoteTerminologyServiceTests {
  private static let service = "/cds-services/remote-value-set"

  private static func server(isWell: Bool = true) throws -> LoopbackServer {
    try LoopbackServer { request, connection in
      func answer(_ status: Int, _ json: String) {
        connection.respond(
          status: status, headers: [("Content-Type", "application/fhir+json")], body: Array(json.utf8))
      }
      let isDiseases = request.target.contains("diseases")
      switch request.path {
      case "/fhir/ValueSet/$expand" where isWell && isDiseases:
        answer(
          200,
          """
          {"resourceType":"ValueSet","url":"https://chartside.health/fhir/test/ValueSet/diseases","status":"active",
           "expansion":{"timestamp":"2026-01-01","total":1,"contains":[{"system":"http://example.org/disease","code":"gout"}]}}
          """)
      case "/fhir/ValueSet/$validate-code" where isWell && !isDiseases:
        let isSevere = request.target.contains("code=severe")
        answer(
          200, #"{"resourceType":"Parameters","parameter":[{"name":"result","valueBoolean":\#(isSevere)}]}"#)
      default: answer(isWell ? 422 : 503, #"{"resourceType":"OperationOutcome","issue":[]}"#)
      }
    }
  }

  private static func configuration(_ server: LoopbackServer) throws -> TerminologyConfiguration {
    var terminology = TerminologyConfiguration(base: try BaseURL(server.origin + "/fhir"))
    terminology.trust = TrustPolicy(allowedSchemes: [.http], allowLoopback: true)
    return terminology
  }

  private static func body(disease: String = "gout", severity: String = "severe") -> [UInt8] {
    Array(
      """
      {"hook":"patient-view","hookInstance":"7a1d9c3e-1f5b-4a52-9a60-0a1b2c3d4e5f",
       "context":{"userId":"Practitioner/p","patientId":"p"},
       "prefetch":{"patient":{"resourceType":"Patient","id":"p"},
        "condition":{"resourceType":"Bundle","type":"searchset","entry":[{"resource":
         {"resourceType":"Condition","id":"c","subject":{"reference":"Patient/p"},
          "code":{"coding":[{"system":"http://example.org/disease","code":"\(disease)"}]},
          "severity":{"coding":[{"system":"http://example.org/severity","code":"\(severity)"}]}}}]}}}
      """.utf8)
  }

  private static func artifact(_ rest: String) -> String {
    #"{"version":"1.0.0","status":"active","publisher":"Chartside tests","# + rest + "}"
  }

  private static func plan(_ id: String, _ rest: String) -> String {
    artifact(
      """
      "resourceType":"PlanDefinition","id":"\(id)","url":"https://chartside.health/fhir/test/PlanDefinition/\(id)",\(rest)
      """)
  }

  private static let trigger = #""trigger":[{"type":"named-event","name":"patient-view"}]"#

  private static func card(_ title: String, _ language: String, _ condition: String) -> String {
    """
    "action":[{"title":"\(title)",\(trigger),"documentation":[{"type":"citation","display":"Chartside tests"}],
     "condition":[{"kind":"applicability","expression":{"language":"\(language)","expression":"\(condition)"}}]}]
    """
  }

  /// A plan that needs the sets, one that does not, and the aggregate of both.
  private static let plans = [
    plan(
      "remote-value-set",
      #""title":"Remote value set","library":["https://chartside.health/fhir/test/Library/RemoteValueSet"],"#
        + card("A disease of the set is on record", "text/cql-identifier", "Has Disease")),
    plan("local", #""title":"Local","# + card("A chart is open", "text/fhirpath", "%hook.exists()")),
    plan(
      "both",
      #""title":"Both","action":[{\#(trigger),"action":["#
        + ["remote-value-set", "local"].map {
          #"{"id":"\#($0)","definitionCanonical":"https://chartside.health/fhir/test/PlanDefinition/\#($0)"}"#
        }.joined(separator: ",") + "]}]"),
  ]

  private static let library = artifact(
    """
    "resourceType":"Library","id":"RemoteValueSet","url":"https://chartside.health/fhir/test/Library/RemoteValueSet",
    "name":"RemoteValueSet","type":{"coding":[{"code":"logic-library"}]},
    "content":[{"contentType":"text/cql","url":"RemoteValueSet.cql"}]
    """)

  /// One value set is asked for by a retrieve, one by a test.
  private static let logic = """
    library RemoteValueSet version '1.0.0'
    using FHIR version '4.0.1'
    include FHIRHelpers version '4.0.1'
    valueset "Diseases": 'https://chartside.health/fhir/test/ValueSet/diseases'
    valueset "Severe": 'https://chartside.health/fhir/test/ValueSet/severe'
    context Patient
    define "Has Disease": exists ([Condition: "Diseases"] C where C.severity in "Severe")
    """

  private static func run(
    _ terminology: TerminologyConfiguration?, logic: String = logic,
    _ test: @escaping @Sendable (RunningHouse) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("content-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files =
      plans.enumerated().map { ("plan\($0).json", $1) } + [("library.json", library), ("RemoteValueSet.cql", logic)]
    for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
    try await RunningHouse.run(content: [folder.path], terminology: terminology, test)
  }

  /// Alone, nothing was checked; in the aggregate, the card says so beside the other's.
  private static func expectUnchecked(_ house: RunningHouse) async throws {
    let alone = try await house.post(service, body())
    #expect(alone.status == 500)
    #expect(alone.json["resourceType"].string == "OperationOutcome")
    let both = try await house.post("/cds-services/both", body())
    #expect(both.status == 200)
    #expect(both.cards.sorted() == ["info: A chart is open", "info: Remote value set could not be checked"])
  }

  @Test("its answers decide, and are asked for once")
  func answers() async throws {
    let server = try Self.server()
    try await Self.run(Self.configuration(server)) { house in
      let found = try await house.post(Self.service, Self.body())
      #expect(found.cards == ["info: A disease of the set is on record"])
      #expect(Set(server.requests.map(\.path)) == ["/fhir/ValueSet/$expand", "/fhir/ValueSet/$validate-code"])
      let asked = server.requests.count
      #expect(try await house.post(Self.service, Self.body()).cards == found.cards)
      #expect(server.requests.count == asked)
      #expect(try await house.post(Self.service, Self.body(disease: "cold")).cards.isEmpty)
      #expect(server.requests.count == asked)
      #expect(try await house.post(Self.service, Self.body(severity: "mild")).cards.isEmpty)
      #expect(server.requests.count == asked + 1)
      let both = try await house.post("/cds-services/both", Self.body())
      #expect(both.cards.sorted() == ["info: A chart is open", "info: A disease of the set is on record"])
      // Who is meant stays here.
      #expect(!server.requests.contains { $0.target.contains("Patient") || $0.target.contains("7a1d9c3e") })
    }
    server.stop()
  }

  @Test("a server that fails is no silence: the service says that it could not check")
  func failure() async throws {
    let server = try Self.server(isWell: false)
    try await Self.run(Self.configuration(server)) { house in
      try await Self.expectUnchecked(house)
      #expect(!server.requests.isEmpty)
    }
    server.stop()
  }

  @Test("a server that is not there is no silence either")
  func absence() async throws {
    let server = try Self.server()
    let terminology = try Self.configuration(server)
    server.stop()
    try await Self.run(terminology) { house in
      try await Self.expectUnchecked(house)
    }
  }

  @Test("without a server, the default, a retrieve by such a set is refused at load, and a test is told in the call")
  func none() async throws {
    await #expect(throws: ContentErrors.self) { try await Self.run(nil) { _ in } }
    let logic = Self.logic.replacing(#"[Condition: "Diseases"]"#, with: "[Condition]")
    try await Self.run(nil, logic: logic) { house in
      try await Self.expectUnchecked(house)
    }
  }
}
