import CDSHooks
import Reasoning
import Records
import Testing

@Suite("A dismissal silences the same finding for the same clinician and patient, and nothing else")
struct DismissalTests {
  private func key(
    patient: String = "p1", user: String = "Practitioner/1", finding: String = "f1", indicator: Indicator = .warning
  ) -> DismissalKey {
    DismissalKey(
      client: .stMarys, patientID: patient, userID: user, topicSystem: "s", topicCode: "t", findingID: finding,
      indicator: indicator)
  }

  private let dismissal = Feedback(card: "c1", outcome: .overridden(nil), outcomeTimestamp: "2026-11-23T09:00:00Z")

  @Test("Overriding a card dismisses its meanings, also after a restart")
  func override() async throws {
    let temporary = try TemporaryRecords()
    let records = try temporary.open()
    try await records.record(
      .example(), cards: [.example("c1")], meanings: ["c1": [key(), key(finding: "f2")]], sentTo: .stMarys)
    #expect(try await records.dismissed(among: [key()]).isEmpty)
    _ = try await records.accept([dismissal], about: "metformin-renal-safety", from: .stMarys)
    await records.close()
    let again = try temporary.open()
    let others = [key(patient: "p2"), key(user: "Practitioner/2"), key(finding: "f3"), key(indicator: .critical)]
    #expect(
      try await again.dismissed(among: Set(others + [key(), key(finding: "f2")])) == [key(), key(finding: "f2")])
  }

  @Test("Accepting a suggestion dismisses nothing")
  func acceptance() async throws {
    let records = try TemporaryRecords().open()
    try await records.record([.example("c1", suggestions: ["s1"])], sentTo: .stMarys)
    try await records.remember([key()], ofCard: "c1")
    let acceptance = Feedback(card: "c1", outcome: .accepted(["s1"]), outcomeTimestamp: "2026-11-23T09:00:00Z")
    #expect(
      try await records.accept([acceptance], about: "metformin-renal-safety", from: .stMarys) == [.recorded])
    #expect(try await records.dismissed(among: [key()]).isEmpty)
  }
}
