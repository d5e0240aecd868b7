import CDSHooks
import FHIR
import JSON
import Reasoning

/// Rules of the kind that a clinic runs: metformin by kidney function, penicillins by allergy.
struct SampleRules: ReasoningModel {
  let id = "rules"
  let version = "1"
  let name = "Rules"
  /// What they say whatever is ordered.
  var standing: [Finding] = []
  /// Whether they fail.
  var fails = false

  struct Broken: Error {}

  func reason(over chart: Chart, deadline: ContinuousClock.Instant) async throws -> [Finding] {
    if fails { throw Broken() }
    var findings = standing
    for draft in chart.draftOrders {
      let code = draft.value["medicationCodeableConcept"]["coding"][0]["code"].string
      let egfr = chart.resources("labs").contains { $0.resource.id == "egfr-2" }
      if code == "6809", egfr { findings.append(Self.finding("metformin-renal", .critical, order: draft.reference)) }
      let isAllergic = !chart.resources("allergies").isEmpty
      if code == "723", isAllergic {
        findings.append(Self.finding("penicillin-allergy", .critical, order: draft.reference))
      }
      if code == "1100699" { findings.append(Self.finding("note", .info, order: draft.reference)) }
    }
    return findings
  }

  static func finding(
    _ id: String, _ severity: Indicator, topic: String = "safety", order: String? = nil, suggestions: [Suggestion] = []
  ) -> Finding {
    Finding(
      id: id, topic: Coding(code: topic, system: "https://example.org"), severity: severity, summary: "Says \(id)",
      suggestions: suggestions, source: CardSource(label: "Rules"), orderReference: order)
  }
}
