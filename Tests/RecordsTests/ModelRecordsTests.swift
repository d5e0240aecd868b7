import CDSHooks
import JSON
import ModelGateway
import Reasoning
import Records
import Testing

/// What is kept of models: the audit lines, the counts, and what clinicians ordered after a proposal.
@Suite("Records of remote models")
struct ModelRecordsTests {
  private static let linagliptin = "http://www.nlm.nih.gov/research/umls/rxnorm|1100702"

  private static func event(
    _ kind: ModelEvent.Kind, patient: String? = "p-hash", mode: ModelMode = .shadow
  ) -> ModelEvent {
    ModelEvent(
      modelID: "reasoner", modelVersion: "1.0.0", promptHash: "abc", mode: mode, hook: "patient-view",
      hookInstance: "h1", caller: ModelCaller(site: "https://ehr.example.org", service: "reasoner", patient: patient),
      kind: kind)
  }

  private static func judgement() -> ModelJudgement {
    var judgement = ModelJudgement()
    judgement.items = [
      .init(guideline: "renal", refusal: nil, proposals: [[linagliptin]]),
      .init(guideline: "renal", refusal: Refusal(.merge, .coveredByRules, finding: 1)),
      .init(guideline: nil, refusal: Refusal(.facts, .wrongValue, finding: 2), proposals: [["x|1"]]),
    ]
    judgement.ruleTopics = ["renal", "interactions"]
    return judgement
  }

  @Test("judgements, agreement and later orders are added up")
  func report() async throws {
    let folder = try TemporaryRecords()
    let records = try folder.open()
    try await records.record(Self.event(.judged(Self.judgement())))
    // Another patient's order, another drug, and then the proposed one, twice.
    records.noteOrders([[Self.linagliptin]], ofPatient: "other-hash")
    records.noteOrders([["http://www.nlm.nih.gov/research/umls/rxnorm|6809"]], ofPatient: "p-hash")
    try await records.record(AuditLine.example())
    #expect(try await records.report(on: "reasoner", since: nil).ordered == 0)
    records.noteOrders([["other|1", Self.linagliptin]], ofPatient: "p-hash")
    records.noteOrders([[Self.linagliptin]], ofPatient: "p-hash")
    try await records.record(AuditLine.example("r2"))
    let report = try await records.report(on: "reasoner", since: nil)
    #expect(report.answers == 1 && report.shadowAnswers == 1 && report.findings == 3)
    #expect(report.passed == 1 && report.agreed == 1 && report.rulesOnly == 1)
    #expect(report.proposals == 1 && report.ordered == 1)
    #expect(report.refusedProposals == 1 && report.refusedOrdered == 0)
    #expect(Set(report.refusals.map(\.name)) == ["merge/covered-by-rules", "facts/wrong-value"])
    #expect(report.versions == ["1.0.0"])
    #expect(try await records.reportedModels() == ["reasoner"])
    #expect(try await records.report(on: "nobody", since: nil).isEmpty)
    #expect(try await records.report(on: "reasoner", since: .max / 2).answers == 0)
    await records.close()
  }

  @Test("every event is a line of the chain, with its counts and without the patient's id or the codes")
  func events() async throws {
    let folder = try TemporaryRecords()
    let records = try folder.open()
    let kinds: [ModelEvent.Kind] = [
      .sent(deidentification: ["totals": ["kept": 3]], facts: 3, omitted: 0),
      .answered(
        ModelCall(
          model: "m", systemFingerprint: nil, requestID: "q", rung: .jsonSchema,
          usage: TokenUsage(input: 10, output: 20), duration: .milliseconds(250))),
      .failed(.throttled(wait: nil)), .notSent(.notDeidentified), .judged(Self.judgement()),
      .presented(passed: 1, shown: 1, refusals: []), .missed(isUnderWay: true), .circuitOpened, .circuitClosed,
      .notPermitted,
    ]
    for kind in kinds { try await records.record(Self.event(kind)) }
    let drift = ModelDrift(expected: "a", answered: "b", systemFingerprint: nil)
    try await records.record(Self.event(.drift(drift, closed: true)))
    guard case .intact(_, let count, _) = try await records.verifyAudit() else {
      Issue.record("the chain is broken")
      return
    }
    #expect(count == kinds.count + 1)
    let events = try await records.report(on: "reasoner", since: nil).events.reduce(into: [:]) {
      $0[$1.name] = $1.count
    }
    #expect(events["sent"] == 1 && events["failed-throttled"] == 1 && events["not-sent-not-deidentified"] == 1)
    #expect(events["tokens-input"] == 10 && events["tokens-output"] == 20 && events["milliseconds"] == 250)
    #expect(events["findings-shown"] == 1 && events["drift-closed"] == 1)
    #expect(try await records.isClosed(model: "reasoner", version: "1.0.0", expected: "a"))
    await records.close()
    let again = try folder.open()
    #expect(try await again.isClosed(model: "reasoner", version: "1.0.0", expected: "a"))
    #expect(try await !again.isClosed(model: "reasoner", version: "1.0.1", expected: "a"))
    let today = ModelClock.system.day()
    #expect(try await again.tokens(of: "reasoner", day: today) == TokenUsage(input: 10, output: 20))
    #expect(try await again.tokens(of: "reasoner", day: today - 1) == TokenUsage(input: 0, output: 0))
    await again.close()
  }

  @Test("feedback to cards counts for the model that found what they say, each card once")
  func feedback() async throws {
    let folder = try TemporaryRecords()
    let records = try folder.open()
    var cards = ["c1", "c2", "c3"].map { IssuedCard.example($0, suggestions: ["s-\($0)"]) }
    for index in cards.indices { cards[index].model = index < 2 ? "reasoner" : "rules" }
    try await records.record(cards, sentTo: .stMarys)
    let time = "2026-11-23T09:00:00Z"
    let reason = OverrideReason(reason: Coding(code: "benefit", system: "https://example.org"), userComment: nil)
    let feedback = [
      Feedback(card: "c1", outcome: .overridden(reason), outcomeTimestamp: time),
      Feedback(card: "c1", outcome: .accepted(["s-c1"]), outcomeTimestamp: time),
      Feedback(card: "c2", outcome: .overridden(reason), outcomeTimestamp: time),
      Feedback(card: "c3", outcome: .accepted(["s-c3"]), outcomeTimestamp: time),
    ]
    _ = try await records.accept(feedback, about: "metformin-renal-safety", from: .stMarys)
    let report = try await records.report(on: "reasoner", since: nil)
    #expect(report.cards == 2 && report.accepted == 1 && report.overridden == 1)
    #expect(report.overrideReasons == [.init(name: "https://example.org|benefit", count: 2)])
    #expect(try await records.reportedModels() == ["reasoner", "rules"])
    await records.close()
  }

  @Test(
    "the interval of a share",
    arguments: [(0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1.0), (81, 263, 0.255, 0.366)])
  func interval(_ count: Int, _ total: Int, _ low: Double, _ high: Double) throws {
    let interval = try #require(ModelReport.interval(count, of: total))
    #expect(abs(interval.lowerBound - low) < 0.001 && abs(interval.upperBound - high) < 0.001)
    #expect(ModelReport.interval(0, of: 0) == nil)
  }
}
