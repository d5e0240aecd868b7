import CDSHooks
import JSON
import ModelGateway
import Reasoning
import Testing

/// What a truthful model says is shown, all of it.
struct TruthfulModelTests {
  struct Truth: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let items: [AnswerDraft.Item]

    init(_ name: String, _ items: AnswerDraft.Item...) {
      testDescription = name
      self.items = items
    }
  }

  static let truths: [Truth] = [
    Truth("a drug against its guideline, with an alternative", .metformin),
    Truth("a value and its day", .potassium),
    Truth(
      "a problem and an age",
      .init(evidence: [.diabetes, .age], claim: "Type 2 diabetes mellitus is recorded at an age of 67 years.")),
    Truth("a component", .init(evidence: [.systolic], claim: "Systolic blood pressure is 152 mmHg.")),
    Truth(
      "something past, said to be past",
      .init(evidence: [.warfarin], claim: "Warfarin was stopped and is a former medication.")),
    Truth(
      "a test that the guideline asks for",
      .init(
        evidence: [.egfr], claim: "The last eGFR of 28 mL/min/1.73 m² is from day 1000.",
        guidelineID: "kidneyMonitoring",
        actions: [("order-kidney-function", "Kidney function is checked every 3 months below an eGFR of 45.")])),
    Truth(
      "a rise over time",
      .init(evidence: [.oldPotassium, .potassium], claim: "Potassium rose from 4.2 to 5.1 mmol/L.", severity: "info")),
    Truth(
      "a comparison that holds",
      .init(evidence: [.egfr], claim: "The eGFR of 28 is below 30.", guidelineID: "metforminRenal")),
    Truth(
      "a drug between a name and its value",
      .init(evidence: [.metformin, .egfr], claim: "The eGFR under metformin is 28.")),
    Truth(
      "a fact without a value", .init(evidence: [.penicillin], claim: "Penicillin is on the allergy list.")),
    Truth(
      "a value spelt with more places",
      .init(
        evidence: [
          .init(ref: "Observation/O3", fact: "egfr", value: "28.0", unit: "mL/min/{1.73_m2}", date: "day 1000")
        ],
        claim: "The eGFR is 28.0 mL/min/1.73 m².")),
    Truth("several findings", .metformin, .potassium),
  ]

  @Test(arguments: truths, [WireDialect.openAIChat, .openAIResponses, .azureMLScore])
  func isShown(_ truth: Truth, _ dialect: WireDialect) async throws {
    // A score endpoint does not say which model answered.
    var registration = SampleRegistration.registration()
    if dialect == .azureMLScore { registration.expectedModel = nil }
    let server = try ModelServer(dialect, answering: AnswerDraft(findings: truth.items).text)
    defer { server.stop() }
    let bench = try ModelBench(server, registration: registration)
    let findings = try await bench.ask()
    #expect(await bench.sink.refusals == [])
    #expect(findings.count == truth.items.count)
    await bench.end()
  }

  @Test func readsAsACardOfTheChart() async throws {
    let server = try ModelServer(
      answering: AnswerDraft(findings: [.metformin], missing: ["A recent HbA1c", "STOP"]).text)
    defer { server.stop() }
    let bench = try ModelBench(server)
    let finding = try #require(try await bench.ask().first)
    // The calendar of what was sent means nothing to a reader.
    let detail = try #require(finding.detail)
    #expect(detail.contains("fell from 45 to 28 between 2025-10-01 and 2026-10-02"))
    #expect(detail.contains("reasoning model"))
    #expect(detail.contains("owned by Example Clinic"))
    #expect(detail.contains("You decide."))
    #expect(finding.source.label == "Reasoner (reasoning model of Example Clinic)")
    #expect(finding.severity == .warning)
    #expect(finding.topic.code == "metforminRenal")
    #expect(
      finding.evidence.contains(
        Evidence(
          label: "eGFR", value: "28", unit: "mL/min/1.73 m²", date: "2026-10-02", reference: "Observation/egfr-2")))
    let action = try #require(finding.suggestions.first?.actions.first)
    #expect(action.kind == .create)
    #expect(action.resource?["subject"]?["reference"]?.string == "Patient/p1")
    #expect(action.resource?["status"]?.string == "draft")
    #expect(action.resource?["id"]?.string == nil)
    // Of what it misses, the instruction is not passed on.
    #expect(finding.missing == ["A recent HbA1c"])
    await bench.end()
  }

  @Test func twoModelsThatSayTheSameAreTwoCards() async throws {
    let server = try ModelServer(answering: AnswerDraft(findings: [.metformin]).text)
    defer { server.stop() }
    var results: [ModelResult] = []
    for (id, name) in [("reasoner", "Reasoner"), ("second", "Second Opinion")] {
      var registration = SampleRegistration.registration()
      registration.id = id
      registration.name = name
      let bench = try ModelBench(server, registration: registration)
      results.append(ModelResult(of: bench.model, .completed(try await bench.ask()), mayFailQuietly: true))
      await bench.end()
    }
    let composition = try await CardComposer().compose(
      results, over: SampleChart.chart(), for: ClientIdentity(issuer: "https://ehr.example", tenant: nil))
    let cards = composition.entries.map(\.card)
    #expect(cards.map(\.source.label).map { $0.prefix(8) } == ["Reasoner", "Second O"])
    for (card, name) in zip(cards, ["Reasoner", "Second Opinion"]) {
      #expect(card.detail?.contains("\(name), version 1.2.0") == true)
    }
  }

  @Test func aGraverSeverityIsLowered() async throws {
    var draft = AnswerDraft(findings: [.metformin])
    draft.findings[0].severity = "critical"
    let server = try ModelServer(answering: draft.text)
    defer { server.stop() }
    let bench = try ModelBench(server)
    #expect(try await bench.ask().map(\.severity) == [.warning])
    #expect(await bench.sink.judgements.map(\.lowered) == [1])
    #expect(await bench.sink.presentations.map(\.shown) == [1])
    await bench.end()
  }

  @Test func nothingToSayIsNoRefusal() async throws {
    let server = try ModelServer(answering: AnswerDraft(findings: []).text)
    defer { server.stop() }
    let bench = try ModelBench(server)
    #expect(try await bench.ask().isEmpty)
    #expect(await bench.sink.refusals == [])
    await bench.end()
  }
}
