import CDSHooks
import FHIR
import Foundation
import Guidelines
import JSON
import Reasoning
import Testing
import TestSupport

@Suite("A PlanDefinition in CQL is a service")
struct CQLServiceTests {
  @Test("prefetch is derived from the retrieves that the plan can reach")
  func requirements() throws {
    let service = try #require(try CQLContent.guidelines().services.first)
    #expect(service.hooks == ["order-sign"])
    #expect(service.requirements.map(\.key).sorted() == ["medicationRequest", "observation", "patient"])
    #expect(
      service.requirements.map(\.template.text).sorted() == [
        "MedicationRequest?patient={{context.patientId}}&_count=500&_include=MedicationRequest:medication",
        "Observation?patient={{context.patientId}}&code=http://loinc.org|6301-6&_sort=-date&_count=500",
        "Patient/{{context.patientId}}",
      ])
    #expect(service.requirements.filter(\.isRequired).map(\.type) == ["Patient"])
  }

  @Test("bare codes are asked for once, be they of several systems; the answer is held to each with its system")
  func bareCodes() throws {
    let codes = (1...80).map { #"{"code":"A-\#($0)"}"# }.joined(separator: ",")
    let include = ["urn:one", "urn:two"].map { #"{"system":"\#($0)","concept":[\#(codes)]}"# }.joined(separator: ",")
    let set = """
      {"resourceType":"ValueSet","id":"many","url":"https://example.org/ValueSet/many","status":"active",
       "compose":{"include":[\(include)]}}
      """
    let main = CQLContent.main
      .replacing("context Patient", with: "valueset \"Many\": 'https://example.org/ValueSet/many'\ncontext Patient")
      .replacing("[Observation: \"INR\"]", with: "[Observation: \"Many\"]")
    let service = try #require(try CQLContent.guidelines(main: main, more: [set]).services.first)
    let requirement = try #require(service.requirements.first { $0.type == "Observation" })
    let asked = (1...80).map { "A-\($0)" }.joined(separator: ",")
    #expect(
      requirement.template.text == "Observation?patient={{context.patientId}}&code=\(asked)&_sort=-date&_count=500")
    #expect(requirement.filters.first?.codes.count == 160)
  }

  @Test("drafts come as a Bundle where the library declares one; what no draft can be is left to the site")
  func bundleParameter() throws {
    let main = CQLContent.main
      .replacing("parameter draftOrders List<FHIR.Resource>", with: "parameter draftOrders FHIR.Bundle")
      .replacing("Count(draftOrders)", with: "Count(draftOrders.entry E where E.resource is FHIR.MedicationRequest)")
    let prefetch = CQLContent.prefetch(prescriptions: [CQLContent.prescription("w")])
    let finding = try #require(
      try CQLContent.findings(CQLContent.guidelines(main: main), prefetch: prefetch).first)
    #expect(finding.detail?.contains(", 1 drafts,") == true)
    let other = CQLContent.main.replacing(
      "parameter \"Limit\"", with: "parameter draftCode FHIR.Coding\nparameter \"Limit\"")
    #expect(
      try CQLContent.guidelines(main: other).services.first?.options.map(\.parameter) == ["draftCode", "Limit"])
  }

  @Test("defines decide and word the card; drafts, user and defaults reach the library as parameters")
  func card() throws {
    let prefetch = CQLContent.prefetch(
      prescriptions: [CQLContent.prescription("w")],
      observations: [CQLContent.inr("2.5", date: "2026-11-20"), CQLContent.inr("3.1", date: "2026-11-22")])
    let findings = try CQLContent.findings(CQLContent.guidelines(), prefetch: prefetch)
    let finding = try #require(findings.first)
    #expect(findings.count == 1)
    #expect(finding.summary == "Bleeding risk, higher with age")
    #expect(finding.detail == "INR 3.1, 1 drafts, asked by Practitioner/d")
    #expect(finding.severity == .warning)
    #expect(finding.source.label == "A publisher")
    #expect(finding.suggestions.map(\.label) == ["Use paracetamol"])
    #expect(finding.missing.isEmpty)
  }

  @Test(
    "silence where the logic does not apply",
    arguments: [
      ("no anticoagulant", CQLContent.prefetch(prescriptions: []), "Ibuprofen"),
      ("stopped", CQLContent.prefetch(prescriptions: [CQLContent.prescription("w", status: "stopped")]), "Ibuprofen"),
      ("other drug", CQLContent.prefetch(prescriptions: [CQLContent.prescription("w", code: "161")]), "Ibuprofen"),
      ("other draft", CQLContent.prefetch(prescriptions: [CQLContent.prescription("w")]), "Paracetamol"),
      (
        "another patient's", CQLContent.prefetch(prescriptions: [CQLContent.prescription("w", patient: "q")]),
        "Ibuprofen"
      ),
    ])
  func silence(name: String, prefetch: String, draft: String) throws {
    let drafts = [CQLContent.prescription("d", code: "5640", text: draft, status: "draft")]
    #expect(try CQLContent.findings(CQLContent.guidelines(), prefetch: prefetch, drafts: drafts).isEmpty)
  }

  @Test("a card whose plan names no evidence shows the records that decided its conditions")
  func evidence() throws {
    let prefetch = CQLContent.prefetch(
      prescriptions: [
        CQLContent.prescription("w"), CQLContent.prescription("stopped", status: "stopped"),
        CQLContent.prescription("other", code: "161", text: "paracetamol"),
      ],
      observations: [CQLContent.inr("2.5", date: "2026-11-20")])
    let finding = try #require(try CQLContent.findings(CQLContent.guidelines(), prefetch: prefetch).first)
    // The draft and the anticoagulant; no drug that did not count, and no INR, which decided nothing.
    #expect(finding.evidence.compactMap(\.reference) == ["MedicationRequest/d", "MedicationRequest/w"])
    #expect(finding.evidence.map(\.label) == ["Ibuprofen", "warfarin"])
  }

  @Test("of many records that decided, the first are shown and the others counted")
  func muchEvidence() throws {
    let prefetch = CQLContent.prefetch(prescriptions: (0..<12).map { CQLContent.prescription("w\($0)") })
    let finding = try #require(try CQLContent.findings(CQLContent.guidelines(), prefetch: prefetch).first)
    #expect(finding.evidence.count == 9)
    #expect(finding.evidence.last?.label == "and 5 more records")
  }

  @Test("a reference is resolved by the function that published libraries declare external")
  func resolve() throws {
    let main = CQLContent.main
      .replacing(
        "context Patient",
        with: """
          context Patient
          define function Resolve(reference FHIR.Reference) returns FHIR.Resource: external
          """
      )
      .replacing(
        #"'Bleeding risk, higher with age'"#,
        with: """
          'Of ' & (Resolve(First(Common."Active Anticoagulants").subject) as FHIR.Patient).id.value
          """)
    let prefetch = CQLContent.prefetch(prescriptions: [CQLContent.prescription("w")])
    let findings = try CQLContent.findings(CQLContent.guidelines(main: main), prefetch: prefetch)
    #expect(findings.map(\.summary) == ["Of p"])
  }

  @Test("a draft is not on record: it reaches the library as a parameter only")
  func draftsAreNotRecord() throws {
    let drafts = [
      CQLContent.prescription("d", code: "5640", text: "Ibuprofen", status: "draft"), CQLContent.prescription("w"),
    ]
    let prefetch = CQLContent.prefetch(prescriptions: [])
    #expect(try CQLContent.findings(CQLContent.guidelines(), prefetch: prefetch, drafts: drafts).isEmpty)
  }

  @Test(
    "conditions in every language",
    arguments: [
      ("text/cql-identifier", "Applies", 1), ("text/cql-identifier", "BleedingGuard.Applies", 1),
      ("text/cql-identifier", "\"BleedingGuard\".\"Applies\"", 1), ("text/cql.identifier", "Applies", 1),
      ("text/cql", "Applies", 1),
      ("text/cql", "\"Applies\"", 1), ("text/cql", "exists \"New Drugs\" and \"Age\" > 70", 1),
      ("text/cql-expression", "\"Age\" < 70 // young", 0), ("text/cql", "null as Boolean", 0),
      ("text/fhirpath", "%draftOrders.exists()", 1), ("text/fhirpath", "%draftOrders.empty()", 0),
    ])
  func languages(language: String, condition: String, cards: Int) throws {
    let library = try CQLContent.guidelines(plan: CQLContent.plan(language: language, condition: condition))
    let prefetch = CQLContent.prefetch(prescriptions: [CQLContent.prescription("w")])
    #expect(try CQLContent.findings(library, prefetch: prefetch).count == cards)
  }

  @Test(
    "an evaluation that fails is told, with its place, and is never silence",
    arguments: ["Two", "Text", "Pair", "Broken"])
  func failures(define: String) throws {
    let library = try CQLContent.guidelines(plan: CQLContent.plan(condition: define))
    let prefetch = CQLContent.prefetch(prescriptions: [CQLContent.prescription("w")])
    let error = #expect(throws: GuidelineError.self) { try CQLContent.findings(library, prefetch: prefetch) }
    #expect(error?.plan == "bleeding-guard")
    #expect(error?.path.hasPrefix("action[0].condition[0]") == true)
  }

  @Test("a value set that only evaluation asks for, and that the content lacks, fails the call")
  func missingValueSet() throws {
    let common = CQLContent.common.replacing(
      #"[MedicationRequest: "Anticoagulants"] M where"#,
      with: #"[MedicationRequest] M where M.medication in "Anticoagulants" and"#
    ).replacing("ValueSet/anticoagulant", with: "ValueSet/none")
    let library = try CQLContent.guidelines(common: common)
    let prefetch = CQLContent.prefetch(prescriptions: [CQLContent.prescription("w")])
    #expect(throws: GuidelineError.self) { try CQLContent.findings(library, prefetch: prefetch) }
  }

  @Test("a deadline that has passed fails the call")
  func late() throws {
    let (chart, _, service) = try CQLContent.chart(
      CQLContent.guidelines(), prefetch: CQLContent.prefetch(prescriptions: [CQLContent.prescription("w")]))
    #expect(throws: GuidelineError.self) {
      try service.model.findings(over: chart, deadline: .now - .seconds(1))
    }
  }

  @Test("resources under other keys count by their type, and the card says that they may not be all")
  func otherKeys() throws {
    let prefetch = """
      {"item1":{"response":{"status":"200 OK"},"resource":{"resourceType":"Patient","id":"p","birthDate":"1990-02-03"}},
       "item2":\(CQLContent.bundle([CQLContent.prescription("w"), CQLContent.prescription("x", patient: "q")])),
       "item3":null,"item4":{"resourceType":"OperationOutcome"},"item5":"text"}
      """
    let library = try CQLContent.guidelines()
    let (chart, plan, service) = try CQLContent.chart(library, prefetch: prefetch)
    #expect(plan.satisfied == ["patient"])
    #expect(Set(plan.fetches.map(\.key)) == ["medicationRequest", "observation"])
    #expect(plan.notices.map(\.path) == ["prefetch.item1", "prefetch.item2"])
    #expect(chart.resources("medicationRequest").count == 1)
    let finding = try #require(try service.model.findings(over: chart, deadline: .patient).first)
    #expect(finding.summary == "Bleeding risk")
    #expect(finding.missing.count == 2)
  }

  @Test("what was fetched goes before what came under other keys")
  func fetched() throws {
    let prefetch = """
      {"item1":{"resourceType":"Patient","id":"p","birthDate":"1990-02-03"},"item2":\(CQLContent.prescription("w"))}
      """
    let (chart, _, service) = try CQLContent.chart(
      CQLContent.guidelines(), prefetch: prefetch,
      fetched: [
        "medicationRequest": .resources([], isComplete: true), "observation": .resources([], isComplete: true),
      ])
    #expect(chart.gaps.isEmpty)
    #expect(try service.model.findings(over: chart, deadline: .patient).isEmpty)
  }

  @Test("another patient's record is none, under whatever key")
  func otherPatient() throws {
    let prefetch = #"{"item1":{"resourceType":"Patient","id":"q","birthDate":"1990-02-03"}}"#
    #expect(throws: HookError.self) { try CQLContent.chart(CQLContent.guidelines(), prefetch: prefetch) }
  }
}
