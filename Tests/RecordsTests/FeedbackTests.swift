import CDSHooks
import GRDB
import Records
import Testing

@Suite("Feedback is accepted for cards that were sent, each report once")
struct FeedbackTests {
  private let service = "metformin-renal-safety"
  private let dismissed = Feedback(
    card: "c1", outcome: .overridden(OverrideReason(reason: nil, userComment: ConfidentialText("dialysis"))),
    outcomeTimestamp: "2026-11-23T09:00:00Z")

  private func accepted(_ card: String, _ suggestions: [String]) -> Feedback {
    Feedback(card: card, outcome: .accepted(suggestions), outcomeTimestamp: "2026-11-23T09:01:00Z")
  }

  @Test("The same report twice is kept once; a later, different one is kept beside it; all of it survives a restart")
  func idempotence() async throws {
    let temporary = try TemporaryRecords()
    let records = try temporary.open()
    try await records.record(.example(), cards: [.example("c1", suggestions: ["s1"])], sentTo: .stMarys)
    #expect(
      try await records.accept([dismissed, dismissed], about: service, from: .stMarys) == [.recorded, .duplicate])
    #expect(try await records.accept([accepted("c1", ["s1"])], about: service, from: .stMarys) == [.recorded])
    await records.close()
    let again = try temporary.open()
    #expect(try await again.accept([dismissed], about: service, from: .stMarys) == [.duplicate])
    let count = try await DatabaseQueue(path: temporary.path).read {
      try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM feedback")
    }
    #expect(count == 2)
  }

  @Test("A card of another client, another service, or of nobody is unknown, and so is a suggestion it did not have")
  func unknown() async throws {
    let records = try TemporaryRecords().open()
    try await records.record([.example("c1", suggestions: ["s1"])], sentTo: .stMarys)
    #expect(try await records.accept([dismissed], about: service, from: .other) == [.unknownCard])
    let otherTenant = ClientIdentity(issuer: "https://ehr.example.org", tenant: "st-lukes")
    #expect(try await records.accept([dismissed], about: service, from: otherTenant) == [.unknownCard])
    #expect(try await records.accept([dismissed], about: "another-service", from: .stMarys) == [.unknownCard])
    #expect(try await records.accept([accepted("c2", [])], about: service, from: .stMarys) == [.unknownCard])
    #expect(try await records.accept([accepted("c1", ["s2"])], about: service, from: .stMarys) == [.unknownCard])
    #expect(
      try await records.accept([accepted("c9", []), dismissed], about: service, from: .stMarys) == [
        .unknownCard, .recorded,
      ])
  }

  @Test("Concurrent equal reports are kept once")
  func concurrent() async throws {
    let temporary = try TemporaryRecords()
    let records = try temporary.open()
    try await records.record([.example("c1")], sentTo: .stMarys)
    let dispositions = try await withThrowingTaskGroup(of: FeedbackDisposition?.self) { group in
      for _ in 0..<40 {
        group.addTask { try await records.accept([dismissed], about: service, from: .stMarys).first }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(dispositions.count { $0 == .recorded } == 1)
    #expect(dispositions.count { $0 == .duplicate } == 39)
  }
}
