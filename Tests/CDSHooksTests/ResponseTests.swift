import CDSHooks
import FHIR
import JSON
import Testing

@Suite("Writing (cds-hooks_2.0@3, @6, @74, @77)")
struct ResponseTests {
  @Test func noAdviceIsAnEmptyArray() { #expect(Samples.text(HookResponse()) == #"{"cards":[]}"#) }

  @Test func noServicesIsAnEmptyArray() {
    #expect(String(decoding: DiscoveryDocument(services: []).serialized(), as: UTF8.self) == #"{"services":[]}"#)
  }

  @Test func nothingIsNullOrEmpty() {
    let card = Card(summary: "s", indicator: .info, source: CardSource(label: "l"))
    #expect(
      Samples.text(HookResponse(cards: [card]))
        == #"{"cards":[{"summary":"s","indicator":"info","source":{"label":"l"}}]}"#)
  }

  @Test func everythingIsWritten() throws {
    let resource: JSONTree = ["resourceType": "ServiceRequest", "status": "draft"]
    let card = Card(
      uuid: "u", summary: "s", detail: "d", indicator: .warning,
      source: CardSource(
        label: "l", url: "https://a/", icon: "https://a/i.png", topic: Coding(code: "c", system: "y", display: "t")),
      suggestions: [
        Suggestion(
          label: "b", uuid: "v", isRecommended: true,
          actions: [.create(resource, description: "x"), .delete("A/1", description: "y")])
      ],
      selectionBehavior: .any, overrideReasons: [Coding(code: "r", system: "z", display: "q")],
      links: [CardLink(label: "k", url: "https://b/", kind: .smart, appContext: "ctx", isAutolaunchable: true)],
      extension: ["com.example": 1])
    let text = Samples.text(
      HookResponse(cards: [card], systemActions: [.update(resource, description: "z")], extension: ["e": true]))
    let root = try Samples.document(text).root
    let read = root["cards"][0]
    #expect(read["suggestions"][0]["actions"][0]["type"].string == "create")
    #expect(read["suggestions"][0]["actions"][1]["resourceId"].string == "A/1")
    #expect(read["suggestions"][0]["isRecommended"].bool == true)
    #expect(read["links"][0]["type"].string == "smart" && read["links"][0]["autolaunchable"].bool == true)
    #expect(read["overrideReasons"][0]["display"].string == "q")
    #expect(read["selectionBehavior"].string == "any" && read["source"]["topic"]["code"].string == "c")
    #expect(root["systemActions"][0]["resource"]["status"].string == "draft" && root["extension"]["e"].bool == true)
  }

  @Test func prefetchKeepsItsOrder() throws {
    let keys = ["zulu", "alpha", "mike"]
    let template = try PrefetchTemplate(parsing: "Patient/{{context.patientId}}")
    let service = CDSServiceDescription(
      hook: "patient-view", title: "", description: "d", id: "i",
      prefetch: keys.map { .init(key: $0, template: template) })
    let text = String(decoding: DiscoveryDocument(services: [service]).serialized(), as: UTF8.self)
    let read = try Samples.document(text).root["services"][0]
    #expect(read["prefetch"].members.map(\.key) == keys)
    #expect(read["title"] == nil && read["usageRequirements"] == nil)
  }

  @Test func identifiersAreUUIDs() {
    let first = CardIdentifiers.reproducible(from: "a")
    let second = CardIdentifiers.reproducible(from: "a")
    let ids = (0..<100).map { _ in first.next() }
    #expect(ids == (0..<100).map { _ in second.next() })
    #expect(Set(ids + [CardIdentifiers.random.next()]).count == 101)
    #expect(ids.allSatisfy { $0.utf8.count == 36 && $0.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12] })
  }

  @Test(arguments: [
    (
      HookError.badRequest(HookRequestError(path: "context.patientId", expected: "a FHIR id", remedy: "Send it.")), 400,
      "context.patientId"
    ),
    (.unknownService, 404, ""),
    (.missingData([MissingData(key: "patient", type: "Patient", reason: "r")]), 412, "prefetch.patient"),
    (.bodyTooLarge(limit: 5), 413, ""), (.unsupportedMediaType(accepted: "application/json"), 415, ""),
    (.nothingCompleted(["Metformin"]), 500, ""), (.internalFailure, 500, ""), (.unavailable(retryAfter: 3), 503, ""),
  ])
  func errorsBecomeOutcomes(error: HookError, status: Int, expression: String) throws {
    #expect(error.status == status)
    let root = try Samples.document(String(decoding: error.outcome(correlationID: "abc").serialized(), as: UTF8.self))
      .root
    let issue = root["issue"][0]
    #expect(root["resourceType"].string == "OperationOutcome" && issue["diagnostics"].string?.isEmpty == false)
    #expect((issue["expression"][0].string ?? "") == expression)
    #expect(issue["diagnostics"].string?.contains("abc") == (status >= 500))
  }
}
