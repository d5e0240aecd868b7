import CDSHooks
import ClinicalTypes
import HTTPClient
import JSON
import ModelGateway
import Reasoning
import TestSupport
import Testing

/// How the model behaves among the models of a service: it never keeps a hook waiting.
struct RemoteReasoningModelTests {
  private static let truth = AnswerDraft(findings: [.metformin]).text

  @Test func aMissAnswersAtOnceThoughTheServerNeverDoes() async throws {
    let server = try ModelServer { _, connection in connection.hold() }
    defer { server.stop() }
    let bench = try ModelBench(server)
    #expect(try await bench.model.reason(over: SampleChart.chart(), deadline: SampleChart.deadline).isEmpty)
    #expect(
      try await bench.model.reason(over: SampleChart.chart(hook: "order-sign"), deadline: SampleChart.deadline).isEmpty)
    await bench.end()
    #expect(await bench.sink.failures == [.cancelled])
  }

  @Test func onePatientWithTheSameFactsIsAskedAboutOnce() async throws {
    let server = try ModelServer(answering: Self.truth)
    defer { server.stop() }
    let bench = try ModelBench(server)
    for _ in 0..<5 { _ = try await bench.model.reason(over: SampleChart.chart(), deadline: SampleChart.deadline) }
    await bench.model.idle()
    _ = try await bench.model.reason(over: SampleChart.chart(), deadline: SampleChart.deadline)
    #expect(server.server.requests.count == 1)
    await bench.end()
  }

  @Test func otherFactsAreAnotherQuestion() async throws {
    let server = try ModelServer(answering: Self.truth)
    defer { server.stop() }
    let bench = try ModelBench(server)
    _ = try await bench.ask()
    let changed = SampleChart.prefetch.replacing("\"value\": 28", with: "\"value\": 38")
    let chart = try SampleChart.chart(prefetch: changed)
    #expect(try await bench.model.reason(over: chart, deadline: SampleChart.deadline).isEmpty)
    await bench.model.idle()
    #expect(server.server.requests.count == 2)
    // The same answer is a lie about the new facts.
    #expect(try await bench.model.reason(over: chart, deadline: SampleChart.deadline).isEmpty)
    #expect(await bench.sink.refusals.last?.reason == .wrongValue)
    await bench.end()
  }

  @Test func orderHooksAskNothing() async throws {
    let server = try ModelServer(answering: Self.truth)
    defer { server.stop() }
    let bench = try ModelBench(server)
    _ = try await bench.model.reason(over: SampleChart.chart(hook: "order-sign"), deadline: SampleChart.deadline)
    await bench.model.idle()
    #expect(server.server.requests.isEmpty)
    await bench.end()
  }

  @Test func answersAge() async throws {
    let hand = HandClock()
    let server = try ModelServer(answering: Self.truth)
    defer { server.stop() }
    let bench = try ModelBench(
      server, policy: .init(patience: .seconds(600), lifetime: .seconds(60)), clock: hand.clock)
    #expect(try await bench.ask().count == 1)
    hand.advance(.seconds(59))
    let chart = try SampleChart.chart(hook: "order-sign")
    #expect(try await bench.model.reason(over: chart, deadline: SampleChart.deadline).count == 1)
    hand.advance(.seconds(1))
    #expect(try await bench.model.reason(over: chart, deadline: SampleChart.deadline).isEmpty)
    await bench.end()
  }

  @Test func whatComesTooLateIsNotRecordedAsShown() async throws {
    let server = try ModelServer(answering: Self.truth)
    defer { server.stop() }
    let bench = try ModelBench(server)
    #expect(try await bench.ask().count == 1)
    #expect(await bench.sink.presentations.map(\.shown) == [1])
    let chart = try SampleChart.chart(hook: "order-sign")
    let past = ContinuousClock.now.advanced(by: .seconds(-1))
    #expect(try await bench.model.reason(over: chart, deadline: past).isEmpty)
    let model = bench.model
    let leftBehind = Task {
      while !Task.isCancelled { await Task.yield() }
      return try await model.reason(over: chart, deadline: SampleChart.deadline)
    }
    leftBehind.cancel()
    #expect(try await leftBehind.value.isEmpty)
    #expect(await bench.sink.presentations.map(\.shown) == [1])
    #expect(await bench.sink.events.suffix(2).map(\.name) == ["missed", "missed"])
    await bench.end()
  }

  @Test func inShadowItIsJudgedAndNotShown() async throws {
    let server = try ModelServer(answering: Self.truth)
    defer { server.stop() }
    let bench = try ModelBench(server, registration: SampleRegistration.registration(mode: .shadow))
    #expect(try await bench.ask().isEmpty)
    let judgement = try #require(await bench.sink.judgements.first)
    #expect(await bench.sink.judgements.count == 1)
    #expect(judgement.answered == 1 && judgement.passed == 1)
    #expect(judgement.items.first?.guideline == "metforminRenal")
    #expect(judgement.items.first?.proposals == [["http://www.nlm.nih.gov/research/umls/rxnorm|1100699"]])
    #expect(await bench.sink.presentations.isEmpty)
    await bench.end()
  }

  @Test func agreementWithTheRulesIsCounted() async throws {
    let server = try ModelServer(answering: AnswerDraft(findings: [.metformin, .potassium]).text)
    defer { server.stop() }
    let rules = SampleRules(standing: [
      SampleRules.finding("renal", .critical, topic: "metforminRenal"),
      SampleRules.finding("interaction", .warning, topic: "interactions"),
    ])
    let bench = try ModelBench(
      server, registration: SampleRegistration.registration(mode: .shadow), rules: rules)
    #expect(try await bench.ask().isEmpty)
    let judgement = try #require(await bench.sink.judgements.first)
    #expect(judgement.items.map(\.agreesWithRules) == [true, false])
    #expect(judgement.rulesOnly == ["interactions"])
    await bench.end()
  }

  @Test(arguments: [
    AnswerDraft(findings: [], abstains: true).text, AnswerDraft(findings: []).text, "I cannot say.",
    #"{"findings": "none"}"#,
  ])
  func whatAModelDoesNotSayIsCountedAgainstTheRules(_ answer: String) async throws {
    let server = try ModelServer(answering: answer)
    defer { server.stop() }
    let rules = SampleRules(standing: [
      SampleRules.finding("renal", .critical, topic: "metforminRenal"),
      SampleRules.finding("interaction", .warning, topic: "interactions"),
    ])
    let bench = try ModelBench(
      server, registration: SampleRegistration.registration(mode: .shadow), rules: rules)
    #expect(try await bench.ask().isEmpty)
    let judgement = try #require(await bench.sink.judgements.first)
    #expect(judgement.answered == 0)
    #expect(judgement.rulesOnly == ["interactions", "metforminRenal"])
    await bench.end()
  }

  @Test(arguments: [
    "", #""allergies": "none","#,
    #""allergies": {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "forbidden"}]},"#,
    #""allergies": {"resourceType": "Bundle", "type": "searchset", "link": [{"relation": "next", "url": "urn:n"}]},"#,
  ])
  func aChartOfWhichPartIsLackingIsNotAskedAbout(_ allergies: String) async throws {
    let server = try ModelServer(answering: Self.truth)
    defer { server.stop() }
    let bench = try ModelBench(server)
    let partial = SampleChart.prefetch.replacing("\"allergies\":", with: allergies + "\"elsewhere\":")
    #expect(
      try await bench.model.reason(over: SampleChart.chart(prefetch: partial), deadline: SampleChart.deadline).isEmpty)
    await bench.model.idle()
    #expect(server.server.requests.isEmpty)
    #expect(await bench.sink.events.map(\.name) == ["not-sent"])
    await bench.end()
  }

  @Test func whatCannotBeRecordedDoesNotLeave() async throws {
    let server = try ModelServer(answering: Self.truth)
    defer { server.stop() }
    let bench = try ModelBench(server, sink: RecordingSink(keeps: false))
    #expect(try await bench.ask().isEmpty)
    #expect(server.server.requests.isEmpty)
    let reasons = await bench.sink.events.compactMap { event -> ModelEvent.NotSent? in
      if case .notSent(let reason) = event.kind { reason } else { nil }
    }
    #expect(reasons == [.notRecorded])
    await bench.end()
  }

  @Test func sitesShareNoAnswers() async throws {
    let server = try ModelServer(answering: Self.truth)
    defer { server.stop() }
    let bench = try ModelBench(server)
    for caller in [ModelCaller(site: "a"), ModelCaller(site: "b"), ModelCaller(site: "b", tenant: "t")] {
      _ = await bench.model.reason(over: try SampleChart.chart(), for: caller, deadline: SampleChart.deadline)
      await bench.model.idle()
    }
    #expect(server.server.requests.count == 3)
    await bench.end()
  }

  @Test(arguments: [
    (ModelCaller(), false), (ModelCaller(site: "https://ehr.example", service: "reasoner"), true),
    (ModelCaller(site: "https://other.example", service: "reasoner"), false),
    (ModelCaller(site: "https://ehr.example", service: "other"), false),
  ])
  func onlyWhereTheOwnerAllows(_ caller: ModelCaller, _ isAllowed: Bool) async throws {
    let server = try ModelServer(answering: Self.truth)
    defer { server.stop() }
    let access = TermsOfAccess(sites: ["https://ehr.example"], services: ["reasoner"])
    let bench = try ModelBench(server, registration: SampleRegistration.registration(access: access))
    _ = await bench.model.reason(over: try SampleChart.chart(), for: caller, deadline: SampleChart.deadline)
    await bench.model.idle()
    #expect(server.server.requests.isEmpty == !isAllowed)
    await bench.end()
  }

  @Test(arguments: [DriftPolicy.discard, .close])
  func anotherModelIsNotUsed(_ policy: DriftPolicy) async throws {
    let server = try ModelServer(answering: Self.truth, model: "reasoner-2026-09-09")
    defer { server.stop() }
    let bench = try ModelBench(server, registration: SampleRegistration.registration(drift: policy))
    #expect(try await bench.ask().isEmpty)
    let drifts = await bench.sink.drifts
    #expect(drifts.map(\.drift.answered) == ["reasoner-2026-09-09"])
    #expect(drifts.map(\.drift.expected) == [SampleRegistration.expectedModel])
    #expect(drifts.map(\.closed) == [policy == .close])
    _ = try await bench.ask()
    #expect(server.server.requests.count == (policy == .close ? 1 : 2))
    #expect(bench.model.gate.isClosed == (policy == .close))
    await bench.end()
  }

  @Test func whatTheFilterStopsIsNotAskedAgain() async throws {
    let server = try ModelServer { _, connection in
      connection.respond(status: 400, type: "application/json", #"{"error": {"code": "content_filter"}}"#)
    }
    defer { server.stop() }
    let bench = try ModelBench(server)
    _ = try await bench.ask()
    _ = try await bench.ask()
    #expect(server.server.requests.count == 1)
    await bench.end()
  }

  @Test func theCircuitOpensAndNothingGoesOut() async throws {
    let server = try ModelServer { _, connection in connection.respond(status: 403) }
    defer { server.stop() }
    let bench = try ModelBench(server)
    for _ in 0..<8 { _ = try await bench.ask() }
    #expect(server.server.requests.count == 5)
    #expect(await bench.sink.failures.suffix(3) == Array(repeating: .notAdmitted(.circuitOpen), count: 3))
    let opened = await bench.sink.events.filter { if case .circuitOpened = $0.kind { true } else { false } }
    #expect(opened.count == 1)
    await bench.end()
  }

  @Test func moneyRunsOut() async throws {
    let server = try ModelServer(answering: Self.truth)
    defer { server.stop() }
    let budget = ModelBudget(costPerDay: ExactDecimal("0.000001"), inputPrice: 10, outputPrice: 30)
    let bench = try ModelBench(server, registration: SampleRegistration.registration(budget: budget))
    #expect(try await bench.ask().isEmpty)
    #expect(await bench.sink.failures == [.notAdmitted(.cost)])
    #expect(server.server.requests.isEmpty)
    await bench.end()
  }

  @Test func onlyWhomTheOwnerAllowsIsServed() async throws {
    let server = try ModelServer(answering: Self.truth)
    defer { server.stop() }
    let access = TermsOfAccess(roles: ["PractitionerRole"])
    let bench = try ModelBench(server, registration: SampleRegistration.registration(access: access))
    #expect(try await bench.ask().isEmpty)
    #expect(server.server.requests.isEmpty)
    await bench.end()
  }

  @Test(arguments: [
    (TermsOfAccess(), true), (TermsOfAccess(sites: ["https://ehr.example"]), true),
    (TermsOfAccess(sites: ["https://other.example"]), false), (TermsOfAccess(services: ["unknown"]), false),
    (TermsOfAccess(roles: ["Practitioner"]), true),
  ])
  func termsOfAccess(_ terms: TermsOfAccess, _ expected: Bool) {
    #expect(terms.permit(site: "https://ehr.example", service: nil, role: "Practitioner") == expected)
  }

  @Test func nothingThatIdentifiesLeaves() async throws {
    let server = try ModelServer(answering: Self.truth)
    defer { server.stop() }
    let bench = try ModelBench(server)
    _ = try await bench.ask()
    let body = String(decoding: try #require(server.server.requests.first).body, as: UTF8.self)
    for text in ["Okonkwo", "Adaeze", "1959", "p1", "egfr-2", "2026-10-02", "Ignore your rules"] {
      #expect(!body.contains(text), "\(text) left")
    }
    #expect(body.contains("Observation/O3"))
    await bench.end()
  }

  @Test func anotherProfileThanTheRegisteredOneIsRefused() throws {
    var registration = SampleRegistration.registration()
    registration.deidentificationProfile = "safe-harbor-strict"
    let server = try ModelServer(answering: "")
    defer { server.stop() }
    #expect(throws: ModelRegistrationError.self) { try ModelBench(server, registration: registration) }
  }

  @Test(arguments: [
    ([], false), (["https://example.org/linagliptin-5"], false),
    (
      ["linagliptin-5", "metformin-500", "amoxicillin-500", "order-kidney-function"].map {
        "https://example.org/\($0)"
      },
      true
    ),
  ])
  func theMenuIsTheRegisteredOne(_ canonicals: [String], _ isTaken: Bool) async throws {
    var registration = SampleRegistration.registration()
    registration.menu = canonicals
    let server = try ModelServer(answering: "")
    defer { server.stop() }
    let bench = try? ModelBench(server, registration: registration)
    #expect((bench != nil) == isTaken)
    await bench?.end()
  }
}
