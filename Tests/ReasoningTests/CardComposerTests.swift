import CDSHooks
import Reasoning
import Synchronization
import TestSupport
import Testing

@Suite("Composing cards")
struct CardComposerTests {
  private func compose(
    _ results: [ModelResult], hook: String = "patient-view", user: String = "Practitioner/1",
    dismissals: (any DismissalStore)? = nil, limits: CompositionLimits = CompositionLimits()
  ) async throws -> Composition {
    let drafts =
      hook == "patient-view"
      ? ""
      : #""draftOrders": {"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "MedicationRequest", "id": "a"}}]}"#
    let chart = try Samples.chart(of: Samples.request(hook: hook, context: drafts, user: user))
    return try await CardComposer(limits: limits, dismissals: dismissals).compose(
      results, over: chart, for: Samples.client)
  }

  private func summaries(_ composition: Composition) -> [String] { composition.entries.map(\.card.summary) }

  @Test func gravestFirstThenAsFound() async throws {
    let composition = try await compose([
      Samples.completed([Samples.finding("a", topic: "1"), Samples.finding("b", .critical, topic: "2")]),
      Samples.completed(
        [Samples.finding("c", topic: "3"), Samples.finding("d", .warning, topic: "4")], model: "other"),
    ])
    #expect(summaries(composition) == ["Says b", "Says d", "Says a", "Says c"])
  }

  @Test func oneTopicAboutOneOrderIsOneCard() async throws {
    var second = Samples.finding("b", .info)
    second.evidence = [Evidence(label: "eGFR", value: "28")]
    let composition = try await compose([Samples.completed([second, Samples.finding("a", .warning)])])
    #expect(summaries(composition) == ["Says a"])
    let detail = try #require(composition.entries[0].card.detail)
    #expect(detail.contains("**Also**\n\n- Says b") && detail.contains("- eGFR: 28"))
  }

  @Test func theSameSentenceTwiceIsSaidOnce() async throws {
    let finding = Samples.finding("a", .critical)
    let composition = try await compose([Samples.completed([finding]), Samples.completed([finding], model: "other")])
    #expect(composition.entries.count == 1 && composition.withheld.map(\.reason) == [.duplicate])
  }

  @Test func overflowIsBehindOneCard() async throws {
    let findings =
      (1...6).map { Samples.finding("f\($0)", topic: "t\($0)") } + [Samples.finding("x", .critical, topic: "t1")]
    let composition = try await compose([Samples.completed(findings)])
    #expect(summaries(composition) == ["Says x", "Says f2", "Says f3", "Says f4", "2 more recommendations"])
    #expect(composition.entries[4].card.detail?.contains("- info: Says f5 (Guideline)") == true)
    #expect(composition.entries[4].card.indicator == .info)
  }

  @Test func criticalFindingsAreNeverCapped() async throws {
    let findings = (1...9).map { Samples.finding("f\($0)", .critical) }
    #expect(try await compose([Samples.completed(findings)]).entries.count == 9)
  }

  @Test func limitsCountForEachOrder() async throws {
    let findings = ["MedicationRequest/a", "MedicationRequest/b"].flatMap { order in
      (1...4).map { Samples.finding("f\($0)-\(order.suffix(1))", topic: "t\($0)", order: order) }
    }
    let composition = try await compose([Samples.completed(findings)], hook: "order-sign")
    #expect(composition.entries.count == 7 && summaries(composition).last == "2 more recommendations")
    #expect(try await compose([Samples.completed(findings)]).entries.count == 4, "not for other hooks")
  }

  @Test func findingsAboutOrdersWithoutIdAreNeverMerged() async throws {
    let findings = [0, 1].map { place in
      var finding = Samples.finding("f", .warning, summary: "NSAID at eGFR 22")
      finding.draft = place
      return finding
    }
    let composition = try await compose([Samples.completed(findings + findings)], hook: "order-sign")
    #expect(summaries(composition) == ["NSAID at eGFR 22", "NSAID at eGFR 22"])
    #expect(composition.withheld.count == 2)
  }

  @Test func aFailureIsNeverSilence() async throws {
    let failed = ModelResult(id: "m", version: "1", name: "Potassium guard", outcome: .failed(.late))
    let composition = try await compose([Samples.completed([]), failed])
    #expect(summaries(composition) == ["Potassium guard could not be checked"])
    #expect(composition.entries[0].card.detail?.contains("does not mean") == true)
    let error = await #expect(throws: HookError.self) { try await compose([failed]) }
    #expect(error == .nothingCompleted(["Potassium guard"]))
    let quiet = ModelResult(id: "m", version: "1", name: "Remote", outcome: .failed(.failed), mayFailQuietly: true)
    #expect(try await compose([Samples.completed([]), quiet]).entries.isEmpty)
    #expect(try await compose([]).entries.isEmpty)
  }

  @Test func dismissedFindingsStayAwayFromTheOneWhoDismissedThem() async throws {
    let store = Dismissals()
    let results = [Samples.completed([Samples.finding("a"), Samples.finding("c", .critical, topic: "other")])]
    let first = try await compose(results, dismissals: store)
    #expect(first.entries.count == 2 && first.entries[0].dismissalKeys.isEmpty, "critical cards cannot be dismissed")
    try await store.remember(first.entries[1].dismissalKeys, ofCard: "u")
    let second = try await compose(results, dismissals: store)
    #expect(summaries(second) == ["Says c"] && second.withheld.map(\.reason) == [.dismissed])
    #expect(try await compose(results, user: "Practitioner/2", dismissals: store).entries.count == 2)
    let graver = [Samples.completed([Samples.finding("a", .warning)])]
    #expect(try await compose(graver, dismissals: store).entries.count == 1)
    var newer = Samples.finding("a")
    newer.evidence = [Evidence(label: "eGFR", value: "31", date: "2026-11-20", reference: "Observation/2")]
    #expect(try await compose([Samples.completed([newer])], dismissals: store).entries.count == 1, "a new value")
  }

  @Test("a dismissal for one drug does not silence the card of another, nor of a chart that could not be read in full")
  func dismissalsAreAboutTheOrder() async throws {
    let store = Dismissals()
    func chart(_ drug: String, gap: Bool = false) throws -> Chart {
      let drafts = """
        "draftOrders": {"resourceType": "Bundle", "entry": [{"resource":
         {"resourceType": "MedicationRequest", "id": "a", "medicationCodeableConcept": {"text": "\(drug)"}}}]}
        """
      let requirements =
        gap
        ? [
          DataRequirement(
            key: "k", type: "Condition",
            template: try PrefetchTemplate(parsing: "Condition?patient={{context.patientId}}"))
        ] : []
      return try Samples.chart(of: Samples.request(hook: "order-sign", context: drafts), requirements: requirements)
    }
    let results = [Samples.completed([Samples.finding("a", .warning, order: "MedicationRequest/a")])]
    let composer = CardComposer(dismissals: store)
    let first = try await composer.compose(results, over: chart("metformin 500"), for: Samples.client)
    try await store.remember(first.entries[0].dismissalKeys, ofCard: "u")
    #expect(try await composer.compose(results, over: chart("metformin 500"), for: Samples.client).entries.isEmpty)
    #expect(try await composer.compose(results, over: chart("sitagliptin"), for: Samples.client).entries.count == 1)
    #expect(
      try await composer.compose(results, over: chart("metformin 500", gap: true), for: Samples.client).entries.count
        == 1)
  }

  @Test func aStoreThatFailsSilencesNothing() async throws {
    let composition = try await compose([Samples.completed([Samples.finding("a")])], dismissals: BrokenDismissals())
    #expect(composition.entries.count == 1 && composition.dismissalsUnavailable)
  }

  @Test("patients and relatives get no clinicians' cards", arguments: ["Patient/p1", "RelatedPerson/r", "p1"])
  func readers(user: String) async throws {
    let composition = try await compose([Samples.completed([Samples.finding("a", .critical)])], user: user)
    #expect(composition.entries.isEmpty && composition.withheld.map(\.reason) == [.notForReader])
  }

  @Test func theDetailNamesFactsGapsReferencesAndTheModel() async throws {
    var finding = Samples.finding("a")
    finding.detail = "Stop metformin."
    finding.evidence = [
      Evidence(label: "eGFR", value: "<28", unit: "mL/min", date: "2026-10-02", reference: "Observation/1")
    ]
    finding.missing = ["no weight on record"]
    finding.citations = [
      Citation(text: "FDA 2016", url: "https://www.fda.gov/x"), Citation(text: "Label", url: "http://x"),
    ]
    let composition = try await compose([Samples.completed([finding])])
    #expect(
      composition.entries[0].card.detail == """
        Stop metformin.

        **Based on**

        - eGFR: &lt;28 mL/min, 2026-10-02 (Observation/1)

        **Not available or not used**

        - no weight on record

        **References**

        - [FDA 2016](https://www.fda.gov/x)
        - Label

        Checked by The rules, version 1.2.
        """)
  }

  @Test("any findings become a response that keeps every rule", arguments: 0..<200)
  func property(seed: Int) async throws {
    var generator = FindingGenerator(seed: UInt64(seed))
    let findings = generator.findings()
    let critical = findings.filter { $0.severity == .critical }
    let composition = try await compose(
      [Samples.completed(findings)], hook: seed % 2 == 0 ? "order-sign" : "patient-view")
    let profile = generator.profile()
    let rules = ResponseRules(profile: profile, patientID: "p1", identifiers: .reproducible(from: "\(seed)"))
    let adapted = profile.adapted(composition.response).response
    let proven = rules.prove(adapted).response
    #expect(rules.violations(of: proven).isEmpty)
    #expect(proven.cards.count == composition.entries.count)
    #expect(proven.cards.map(\.indicator) == composition.entries.map(\.card.indicator))
    let distinct = Set(critical.map { [$0.topic.system, $0.topic.code, $0.orderReference ?? "", $0.summary] })
    #expect(proven.cards.count { $0.indicator == .critical } == distinct.count, "no critical finding is lost")
    #expect(rules.prove(proven).findings.isEmpty, "a proven response needs nothing")
    let again = rules.prove(adapted).response
    #expect(again.cards.map(\.summary) == proven.cards.map(\.summary))
  }
}

private final class Dismissals: DismissalStore {
  private let keys = Mutex<Set<DismissalKey>>([])
  func dismissed(among asked: Set<DismissalKey>) async throws -> Set<DismissalKey> {
    keys.withLock { $0.intersection(asked) }
  }
  func remember(_ keys: Set<DismissalKey>, ofCard uuid: String) async throws {
    self.keys.withLock { $0.formUnion(keys) }
  }
}

private struct BrokenDismissals: DismissalStore {
  struct Failure: Error {}
  func dismissed(among asked: Set<DismissalKey>) async throws -> Set<DismissalKey> { throw Failure() }
  func remember(_ keys: Set<DismissalKey>, ofCard uuid: String) async throws { throw Failure() }
}
