import ClinicalTypes
import FHIR
import JSON
import ModelGateway

/// Stands in for de-identification: pseudonyms by order, dates as days on a calendar of its own, no names and notes.
struct PseudonymDeidentifier: OutboundDeidentifier {
  let profile = "reasoning"

  /// 2026-10-02 is day 1000.
  static let anchor = (PartialDate("2026-10-02")?.epochDay ?? 0) - 1_000

  static func day(_ date: String) -> String { "day \((PartialDate(date)?.epochDay ?? 0) - anchor)" }

  func deidentify(_ resources: [Resource], now: PartialDateTime) async throws -> OutboundPayload {
    var counters: [String: Int] = [:]
    let records = try resources.compactMap { original -> OutboundRecord? in
      let prefix = original.typeName.filter(\.isUppercase)
      counters[prefix, default: 0] += 1
      var content = JSONObject()
      content["resourceType"] = .string(original.typeName)
      content["id"] = .string("\(prefix)\(counters[prefix, default: 0])")
      for (name, value) in original.value.members {
        switch name {
        case "effectiveDateTime", "authoredOn", "onsetDateTime", "recordedDate":
          content[name] = .string(Self.day(value.string ?? ""))
        case "birthDate": content["age"] = "67 years"
        case "status", "clinicalStatus", "code", "medicationCodeableConcept", "valueQuantity", "component", "gender":
          content[name] = .view(value)
        default: break
        }
      }
      let document = try JSONDocument(parsing: JSONTree.object(content).serialized())
      return Resource(document.root).map { OutboundRecord(content: $0, original: original) }
    }
    return OutboundPayload(records: records)
  }
}
