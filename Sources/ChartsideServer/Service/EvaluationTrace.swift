import CDSHooks
import ModelGateway
import Reasoning
import Records

/// Keeps nothing and tells what would have been kept, in lines for people: what `chartside evaluate --explain` shows.
struct EvaluationTrace: RecordStore {
  let tell: @Sendable (String) -> Void

  func record(
    _ line: AuditLine, cards: [IssuedCard], meanings: [String: Set<DismissalKey>], sentTo client: ClientIdentity?
  ) async throws {
    tell(
      "service \(line.service ?? "none"), hook \(line.hook ?? "none"): \(line.outcome.rawValue), status \(line.status)")
    for source in line.data {
      let gap = source.gap.map { ", incomplete: \($0)" } ?? ""
      tell("data \(source.key): \(source.count) from \(source.provenance)\(gap)")
    }
    for model in line.models {
      tell("model \(model.id) \(model.version): \(model.outcome) in \(model.microseconds) µs")
    }
    for finding in line.findings {
      tell("finding \(finding.id) (\(finding.severity)): \(finding.reason.map { "withheld, \($0)" } ?? "shown")")
    }
    for repair in line.repairs { tell("a card broke the rule \(repair) and was mended") }
    for timing in line.timings { tell("\(timing.stage): \(timing.microseconds) µs") }
  }

  func record(_ cards: [IssuedCard], sentTo client: ClientIdentity) async throws {}
  func accept(
    _ feedback: [Feedback], about service: String, from client: ClientIdentity
  ) async throws -> [FeedbackDisposition] { feedback.map { _ in .unknownCard } }
  func dismissed(among keys: Set<DismissalKey>) async throws -> Set<DismissalKey> { [] }
  func remember(_ keys: Set<DismissalKey>, ofCard uuid: String) async throws {}
  func patientHash(_ patientID: String, fhirServer: String?) -> String? { nil }
  func isReady() async -> Bool { true }
  func record(_ event: ModelEvent) async throws { tell("model \(event.modelID) \(event.modelVersion): \(event.name)") }
  func noteOrders(_ orders: [[String]], ofPatient patient: String) {}
  func report(on model: String, since: Int64?) async throws -> ModelReport { ModelReport(model: model) }
  func reportedModels() async throws -> [String] { [] }
  func isClosed(model: String, version: String, expected: String) async throws -> Bool { false }
  func tokens(of model: String, day: Int) async throws -> TokenUsage { TokenUsage(input: 0, output: 0) }
}
