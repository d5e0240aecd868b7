import CDSHooks
import ClinicalTypes
import FHIR
import Foundation
import Guidelines
import JSON
import Reasoning
import TestSupport

/// A service written in CQL for the tests: warns of warfarin with an anti-inflammatory drug, unless a protector is on
/// record.
enum CQLContent {
  static let common = """
    library TestCommon version '1.0.0'
    using FHIR version '4.0.1'
    include FHIRHelpers version '4.0.1'
    valueset "Anticoagulants": 'https://example.org/ValueSet/anticoagulant'
    context Patient
    define "Active Anticoagulants":
      [MedicationRequest: "Anticoagulants"] M where M.status = 'active'
    """

  static let main = """
    library BleedingGuard version '2.0.0'
    using FHIR version '4.0.1'
    include FHIRHelpers version '4.0.1'
    include TestCommon version '1.0.0' called Common
    codesystem "LOINC": 'http://loinc.org'
    code "INR": '6301-6' from "LOINC"
    parameter ContextPrescriptions List<FHIR.MedicationRequest>
    parameter draftOrders List<FHIR.Resource>
    parameter userId String
    parameter "Limit" Integer default 65
    context Patient
    define "New Drugs":
      ContextPrescriptions P where Lower(P.medication.text) in { 'ibuprofen', 'naproxen' }
    define "Age": AgeInYears()
    define "Latest INR":
      Last([Observation: "INR"] O where O.status = 'final' sort by effective.value)
    define "Applies": exists "New Drugs" and exists Common."Active Anticoagulants"
    define "Summary": if "Age" >= "Limit" then 'Bleeding risk, higher with age' else 'Bleeding risk'
    define "Detail":
      'INR ' & Coalesce(ToString(("Latest INR".value as FHIR.Quantity).value.value), 'unknown') & ', '
        & ToString(Count(draftOrders)) & ' drafts, asked by ' & userId
    define "Indicator": 'warning'
    define "Two": { true, false }
    define "Text": 'yes'
    define "Pair": Tuple { a: 1 }
    define "Broken": singleton from { 1, 2 }
    """

  static let valueSet = """
    {"resourceType":"ValueSet","id":"anticoagulant","url":"https://example.org/ValueSet/anticoagulant","status":"active",
     "compose":{"include":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","concept":[{"code":"11289"}]}]}}
    """

  /// A Library with its source inline, and with ELM that is none unless there is some.
  static func library(
    _ name: String, cql: String, version: String = "1.0.0", elm: [UInt8] = Array("{}".utf8)
  ) -> String {
    """
    {"resourceType":"Library","id":"\(name)","name":"\(name)","url":"https://example.org/Library/\(name)","version":"\(version)",
     "status":"active","type":{"coding":[{"code":"logic-library"}]},
     "content":[{"contentType":"application/elm+json","data":"\(Data(elm).base64EncodedString())"},{"contentType":"text/cql","data":"\(Data(cql.utf8).base64EncodedString())"}],
     "dataRequirement":[{"type":"MedicationRequest"}]}
    """
  }

  /// A plan of one card with this condition.
  static func plan(
    language: String = "text/cql-identifier", condition: String = "Applies", trigger: String = "order-sign"
  ) -> String {
    let text = condition.replacing("\"", with: "\\\"")
    return """
      {"resourceType":"PlanDefinition","id":"bleeding-guard","url":"https://example.org/PlanDefinition/bleeding-guard",
       "version":"1.0.0","title":"Bleeding guard","status":"active","publisher":"A publisher",
       "library":["https://example.org/Library/BleedingGuard"],
       "action":[{"title":"Fixed","trigger":[{"type":"named-event","name":"\(trigger)"}],
         "condition":[{"kind":"applicability","expression":{"language":"\(language)","expression":"\(text)"}}],
         "dynamicValue":[
           {"path":"action.title","expression":{"language":"text/cql.identifier","expression":"Summary"}},
           {"path":"%action.description","expression":{"language":"text/cql-identifier","expression":"Detail"}},
           {"path":"activity.extension","expression":{"language":"text/cql.identifier","expression":"Indicator"}}],
         "action":[{"description":"Use paracetamol"}]}]}
      """
  }

  static func guidelines(
    plan: String = plan(), main: String = main, common: String? = common, more: [String] = []
  ) throws -> GuidelineLibrary {
    let libraries =
      [library("BleedingGuard", cql: main, version: "2.0.0")] + (common.map { [library("TestCommon", cql: $0)] } ?? [])
    let artifacts = try ([plan, valueSet] + libraries + more).enumerated().map { index, text in
      let document = try JSONDocument(fhir: text)
      guard let resource = Resource(document.root) else { throw ContentError(file: "\(index)", message: "no resource") }
      return ContentArtifact(resource: resource, file: "content-\(index).json")
    }
    return try GuidelineLibrary(content: ContentLibrary(artifacts))
  }

  static func prescription(
    _ id: String, code: String = "11289", text: String = "warfarin", status: String = "active", patient: String = "p"
  ) -> String {
    """
    {"resourceType":"MedicationRequest","id":"\(id)","status":"\(status)","intent":"order",
     "subject":{"reference":"Patient/\(patient)"},"medicationCodeableConcept":{"text":"\(text)",
     "coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"\(code)"}]}}
    """
  }

  static func inr(_ value: String, date: String) -> String {
    """
    {"resourceType":"Observation","id":"inr-\(date)","status":"final","subject":{"reference":"Patient/p"},
     "code":{"coding":[{"system":"http://loinc.org","code":"6301-6"}]},"effectiveDateTime":"\(date)",
     "valueQuantity":{"value":\(value),"unit":"1","system":"http://unitsofmeasure.org","code":"1"}}
    """
  }

  static func bundle(_ resources: [String]) -> String {
    let entries = resources.map { "{\"resource\":\($0)}" }.joined(separator: ",")
    return "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[\(entries)]}"
  }

  /// Prefetch under the service's own keys.
  static func prefetch(birthDate: String = "1950-02-03", prescriptions: [String], observations: [String] = []) -> String
  {
    """
    {"patient":{"resourceType":"Patient","id":"p","birthDate":"\(birthDate)"},
     "medicationRequest":\(bundle(prescriptions)),"observation":\(bundle(observations))}
    """
  }

  static func chart(
    _ library: GuidelineLibrary, prefetch: String,
    drafts: [String] = [prescription("d", code: "5640", text: "Ibuprofen", status: "draft")],
    fetched: [String: FetchResult] = [:]
  ) throws -> (chart: Chart, plan: ChartPlan, service: GuidelineService) {
    let text = """
      {"hook":"order-sign","hookInstance":"7a1d9c3e-1f5b-4a52-9a60-0a1b2c3d4e5f",
       "context":{"userId":"Practitioner/d","patientId":"p",
       "draftOrders":{"resourceType":"Bundle","type":"collection","entry":[\(drafts.map { "{\"resource\":\($0)}" }.joined(separator: ","))]}},
       "prefetch":\(prefetch)}
      """
    guard let (service, hooks) = library.service(answeringAt: "bleeding-guard"),
      let now = PartialDateTime(fhirDateTime: "2026-11-23T10:00:00-05:00")
    else { throw ContentError(file: "bleeding-guard", message: "no service") }
    let request = try HookRequest(decoding: JSONDocument(fhir: text), answering: hooks)
    let assembler = try ChartAssembler(request: request, requirements: service.requirements)
    let chart = try assembler.assemble(fetched: fetched, now: now, deadline: .patient)
    return (chart, assembler.plan, service)
  }

  static func findings(
    _ library: GuidelineLibrary, prefetch: String,
    drafts: [String] = [prescription("d", code: "5640", text: "Ibuprofen", status: "draft")]
  ) throws -> [Finding] {
    let (chart, _, service) = try chart(library, prefetch: prefetch, drafts: drafts)
    return try service.model.findings(over: chart, deadline: .patient)
  }
}
