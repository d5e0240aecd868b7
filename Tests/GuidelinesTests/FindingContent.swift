import FHIR
import Guidelines
import JSON
import Reasoning

/// A service whose cards are tuples of its CQL: one for each draft anti-inflammatory drug.
enum FindingContent {
  static let main = """
    library BleedingGuard version '2.0.0'
    using FHIR version '4.0.1'
    include FHIRHelpers version '4.0.1'
    include TestCommon version '1.0.0' called Common
    codesystem "LOINC": 'http://loinc.org'
    code "INR": '6301-6' from "LOINC"
    parameter draftOrders List<FHIR.MedicationRequest>
    parameter gaps List<String> default {}
    context Patient
    define "Latest INR": Last([Observation: "INR"] O where O.status = 'final' sort by effective.value)
    define "Findings":
      draftOrders D
        where exists Common."Active Anticoagulants"
        return Tuple {
          summary: D.medication.text.value & ' with an anticoagulant',
          detail: 'Bleeding is more likely.',
          indicator: if D.medication.text.value = 'Ketorolac' then 'critical' else 'warning',
          order: D,
          evidence: { "Latest INR" } union Common."Active Anticoagulants",
          missing: if 'Observation' in gaps then { 'INR could not be read' } else { null as String },
          id: 'bleeding-' & Lower(D.medication.text.value),
          doseText: 'half of ' & D.medication.text.value,
          isOld: AgeInYears() >= 65
        }
    define "One": Tuple { summary: 'A single one' }
    define "None": null as Tuple { summary String }
    define "Blank": Tuple { summary: ' ' }
    define "Long": Tuple { summary: 'This text is far longer than a summary may be, since nobody reads so much of a card while a patient waits, and it goes on and on and on and on.' }
    define "Wrong Indicator": Tuple { summary: 'A', indicator: 'grave' }
    define "No Summary": Tuple { detail: 'Bleeding' }
    define "Wrong Types": Tuple { summary: 5, evidence: { 'INR' }, order: 'd' }
    define "Texts": { 'a' }
    """

  /// A plan of one card made of the tuples of `define`.
  static func plan(
    define: String = "Findings", language: String = "text/cql-identifier", more: String = "", title: String? = nil,
    actions: String = suggestion
  ) -> String {
    """
    {"resourceType":"PlanDefinition","id":"bleeding-guard","url":"https://example.org/PlanDefinition/bleeding-guard",
     "version":"1.0.0","title":"Bleeding guard","status":"active","publisher":"A publisher",
     "library":["https://example.org/Library/BleedingGuard"],
     "action":[{"id":"bleeding","trigger":[{"type":"named-event","name":"order-sign"}],\(title.map { "\"title\":\"\($0)\"," } ?? "")
       "extension":[{"url":"https://chartside.health/fhir/StructureDefinition/finding",
         "valueExpression":{"language":"\(language)","expression":"\(define)"}}]\(more),
       "action":[\(actions)]}]}
    """
  }

  static let suggestion = """
    {"id":"stop","title":"Remove the order",
     "condition":[{"kind":"applicability","expression":{"language":"text/fhirpath","expression":"%finding.isOld"}}],
     "action":[{"type":{"coding":[{"code":"remove"}]},
      "dynamicValue":[{"path":"resource","expression":{"language":"text/fhirpath","expression":"%finding.order"}},
       {"path":"description","expression":{"language":"text/fhirpath","expression":"'Remove ' & %finding.doseText & ' (\\u0025finding.doseText)'"}}]}]}
    """

  static func library(_ plan: String = plan()) throws -> GuidelineLibrary {
    try CQLContent.guidelines(plan: plan, main: main)
  }

  static let drafts = [
    CQLContent.prescription("d", code: "5640", text: "Ibuprofen", status: "draft"),
    CQLContent.prescription("k", code: "35827", text: "Ketorolac", status: "draft"),
  ]

  static func findings(
    _ library: GuidelineLibrary, birthDate: String = "1950-02-03", observations: [String]? = [],
    prescriptions: [String] = [CQLContent.prescription("w")]
  ) throws -> [Finding] {
    var prefetch = CQLContent.prefetch(
      birthDate: birthDate, prescriptions: prescriptions, observations: observations ?? [])
    if observations == nil { prefetch.replace("\"observation\"", with: "\"nothing\"") }
    return try CQLContent.findings(library, prefetch: prefetch, drafts: drafts)
  }
}
