import CDSHooks
import ClinicalTypes
import JSON
import Reasoning
import Testing

/// Charts and findings to vary.
enum Samples {
  static let client = ClientIdentity(issuer: "https://ehr.example")

  static func request(
    hook: String = "patient-view", context: String = "", prefetch: String? = nil, user: String = "Practitioner/1"
  ) throws -> HookRequest {
    let text = """
      {"hook": "\(hook)", "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
       "context": {"userId": "\(user)", "patientId": "p1"\(context.isEmpty ? "" : ", " + context)}
       \(prefetch.map { ", \"prefetch\": " + $0 } ?? "")}
      """
    return try HookRequest(decoding: JSONDocument(parsing: Array(text.utf8)))
  }

  static func value(_ text: String) throws -> JSONValue { try JSONDocument(parsing: Array(text.utf8)).root }

  static func chart(of request: HookRequest, requirements: [DataRequirement] = []) throws -> Chart {
    try ChartAssembler(request: request, requirements: requirements).assemble(now: now(), deadline: deadline)
  }

  static func now() throws -> PartialDateTime { try #require(PartialDateTime("2026-11-23T09:00:00.000-05:00")) }

  static let deadline = ContinuousClock.now.advanced(by: .seconds(60))

  static func finding(
    _ id: String, _ severity: Indicator = .info, topic: String = "topic", order: String? = nil, summary: String? = nil
  ) -> Finding {
    Finding(
      id: id, topic: Coding(code: topic, system: "https://example.org"), severity: severity,
      summary: summary ?? "Says \(id)",
      source: CardSource(label: "Guideline"), orderReference: order)
  }

  static func completed(_ findings: [Finding], model: String = "rules") -> ModelResult {
    ModelResult(id: model, version: "1.2", name: "The \(model)", outcome: .completed(findings))
  }
}
