import CDSHooks
import JSON
import Testing

/// Requests and cards to vary.
enum Samples {
  static func document(_ text: String) throws -> JSONDocument { try JSONDocument(parsing: Array(text.utf8)) }

  /// A request of `hook` with these context and other members, as JSON text.
  static func body(
    hook: String = "patient-view", context: String = #"{"userId": "Practitioner/1", "patientId": "p1"}"#,
    more: String = ""
  ) -> String {
    """
    {"hook": "\(hook)", "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea", "context": \(context)\
    \(more.isEmpty ? "" : ", " + more)}
    """
  }

  static func request(
    hook: String = "patient-view", context: String = #"{"userId": "Practitioner/1", "patientId": "p1"}"#,
    more: String = ""
  ) throws -> HookRequest {
    try HookRequest(decoding: document(body(hook: hook, context: context, more: more)))
  }

  /// The error of decoding `text`; nil when it decodes.
  static func fault(_ text: String, answering hooks: [String]? = nil) throws -> HookRequestError? {
    let document = try document(text)
    do {
      _ = try HookRequest(decoding: document, answering: hooks)
      return nil
    } catch {
      return error
    }
  }

  static func card(_ change: (inout Card) -> Void = { _ in }) -> Card {
    var card = Card(
      summary: "Metformin is contraindicated", detail: "eGFR below 30.", indicator: .critical,
      source: CardSource(
        label: "FDA", url: "https://www.fda.gov/x",
        topic: Coding(code: "metforminRenal", system: "https://example.org/topics")),
      suggestions: [
        Suggestion(
          label: "Remove metformin", actions: [.delete("MedicationRequest/m1", description: "Remove metformin")])
      ], selectionBehavior: .atMostOne)
    change(&card)
    return card
  }

  static func text(_ response: HookResponse) -> String { String(decoding: response.serialized(), as: UTF8.self) }
}
