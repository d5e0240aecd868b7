import CDSHooks
import JSON
import ModelGateway
import Reasoning
import Testing

/// A model that lies in every way we could think of, over real HTTP. Nothing unsafe is shown, and each lie is refused for
/// its own reason.
struct DishonestModelTests {
  static let lies = forms + facts + numbers + proposals + words

  @Test func thereAreAtLeastSixty() { #expect(Self.lies.count >= 60) }

  @Test(arguments: lies, [WireDialect.openAIChat, .openAIResponses])
  func isNotShown(_ lie: Lie, _ dialect: WireDialect) async throws {
    let server = try ModelServer(dialect, answering: lie.text)
    defer { server.stop() }
    let bench = try ModelBench(server)
    let findings = try await bench.ask()
    #expect(findings.isEmpty)
    let refusals = await bench.sink.refusals.map { "\($0.step) \($0.reason.rawValue)" }
    let tooLong = await bench.sink.failures == [.unreadable(.tooLong)]
    let expected = ["\(lie.step) \(lie.reason.rawValue)"]
    if !(tooLong && lie.step == .schema) { #expect(refusals == expected) }
    await bench.end()
  }

  // MARK: Answers as a whole

  @Test func aRepeatedFindingIsShownOnce() async throws {
    var other = AnswerDraft.Item.metformin
    other.actions = []
    let server = try ModelServer(answering: AnswerDraft(findings: [.metformin, other, .potassium]).text)
    defer { server.stop() }
    let bench = try ModelBench(server)
    #expect(try await bench.ask().count == 2)
    #expect(await bench.sink.refusals == [Refusal(.wording, .repeatedFinding, finding: 1)])
    await bench.end()
  }

  @Test func anAnswerThatIsMostlyWrongIsNotTrustedAtAll() async throws {
    var first = AnswerDraft.Item.metformin
    first.evidence[1].value = "82"
    var second = AnswerDraft.Item.metformin
    second.actions[0].id = "morphine-10"
    let server = try ModelServer(answering: AnswerDraft(findings: [first, second, .potassium]).text)
    defer { server.stop() }
    let bench = try ModelBench(server)
    #expect(try await bench.ask().isEmpty)
    #expect(
      await bench.sink.refusals == [
        Refusal(.facts, .wrongValue, finding: 0), Refusal(.menu, .unknownAction, finding: 1),
        Refusal(.abstention, .tooLittleLeft, finding: 2),
      ])
    await bench.end()
  }

  @Test func whatTheRulesSayIsTheirs() async throws {
    let server = try ModelServer(answering: AnswerDraft(findings: [.metformin]).text)
    defer { server.stop() }
    let rules = SampleRules(standing: [SampleRules.finding("renal", .critical, topic: "metforminRenal")])
    let bench = try ModelBench(server, rules: rules)
    #expect(try await bench.ask().isEmpty)
    #expect(await bench.sink.refusals == [Refusal(.merge, .coveredByRules, finding: 0)])
    await bench.end()
  }

  @Test func aProposalThatARuleMakesIsTheRules() async throws {
    let server = try ModelServer(answering: AnswerDraft(findings: [.metformin]).text)
    defer { server.stop() }
    let suggestion = Suggestion(label: "Linagliptin 5 mg daily")
    let rules = SampleRules(standing: [SampleRules.finding("alternative", .info, suggestions: [suggestion])])
    let bench = try ModelBench(server, rules: rules)
    #expect(try await bench.ask().isEmpty)
    #expect(await bench.sink.refusals == [Refusal(.merge, .coveredByRules, finding: 0)])
    await bench.end()
  }

  @Test func aProposalThatTheRulesCannotJudgeFalls() async throws {
    let server = try ModelServer(answering: AnswerDraft(findings: [.metformin, .potassium]).text)
    defer { server.stop() }
    let bench = try ModelBench(server, rules: SampleRules(fails: true))
    #expect(try await bench.ask().map(\.summary) == ["The potassium is 5.1 mmol/L on 2026-10-02."])
    #expect(await bench.sink.refusals == [Refusal(.recheck, .recheckFailed, finding: 0)])
    await bench.end()
  }
}
