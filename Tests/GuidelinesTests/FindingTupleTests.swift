import CDSHooks
import FHIR
import Guidelines
import JSON
import Reasoning
import TestSupport
import Testing

@Suite("Tuples of CQL become cards")
struct FindingTupleTests {
  @Test("each tuple is one card, about its order, with its own words, facts and id")
  func tuples() throws {
    let findings = try FindingContent.findings(
      FindingContent.library(), observations: [CQLContent.inr("2.4", date: "2026-11-01")])
    try #require(findings.count == 2)
    #expect(findings.map(\.summary) == ["Ibuprofen with an anticoagulant", "Ketorolac with an anticoagulant"])
    #expect(findings.map(\.id) == ["bleeding-ibuprofen", "bleeding-ketorolac"])
    #expect(findings.map(\.severity) == [.warning, .critical])
    #expect(findings.map(\.orderReference) == ["MedicationRequest/d", "MedicationRequest/k"])
    #expect(findings[0].detail == "Bleeding is more likely.")
    #expect(
      findings[0].evidence == [
        Evidence(
          label: "LOINC 6301-6", value: "2.4", unit: "1", date: "2026-11-01", reference: "Observation/inr-2026-11-01"),
        Evidence(label: "warfarin", value: "active", reference: "MedicationRequest/w"),
      ])
    #expect(findings[0].missing == [])
  }

  @Test("suggestions see the tuple: conditions, texts, and the draft that they change")
  func suggestions() throws {
    let findings = try FindingContent.findings(FindingContent.library())
    let action = try #require(findings.last?.suggestions.first?.actions.first)
    #expect(action.resourceID == "MedicationRequest/k")
    // In a text, `%finding.doseText` is a text.
    #expect(action.description == "Remove half of Ketorolac (%finding.doseText)")
    #expect(
      try FindingContent.findings(FindingContent.library(), birthDate: "1990-01-01").allSatisfy {
        $0.suggestions.isEmpty
      })
  }

  @Test("no tuple is silence; one tuple is one card; null is none", arguments: [("One", 1), ("None", 0)])
  func counts(define: String, count: Int) throws {
    #expect(
      try FindingContent.findings(
        FindingContent.library(FindingContent.plan(define: define, actions: "")), prescriptions: []
      ).count == count)
    #expect(try FindingContent.findings(FindingContent.library(), prescriptions: []).isEmpty)
  }

  @Test("a missing answer comes as a gap of its type")
  func gaps() throws {
    let complete = try FindingContent.findings(FindingContent.library())
    #expect(complete[0].missing == [])
    let incomplete = try FindingContent.findings(FindingContent.library(), observations: nil)
    #expect(incomplete[0].missing == ["INR could not be read"])
  }

  @Test("the action's title stands in for a summary that is not there")
  func title() throws {
    let plan = FindingContent.plan(define: "Blank", title: "Bleeding", actions: "")
    #expect(try FindingContent.findings(FindingContent.library(plan)).map(\.summary) == ["Bleeding"])
  }

  @Test(
    "a tuple that cannot be a card is a fault, never silence",
    arguments: [
      ("Blank", "the card has no title"), ("Wrong Indicator", "the indicator must be info, warning or critical"),
    ])
  func runtimeFaults(define: String, message: String) throws {
    let library = try FindingContent.library(FindingContent.plan(define: define, actions: ""))
    #expect {
      try FindingContent.findings(library)
    } throws: { ($0 as? GuidelineError)?.message == message }
  }

  @Test("conditions that look at the tuple decide for each")
  func conditions() throws {
    let condition = """
      ,"condition":[{"kind":"applicability","expression":{"language":"text/fhirpath","expression":"%finding.order.medication.text = 'Ibuprofen'"}},
      {"kind":"applicability","expression":{"language":"text/fhirpath","expression":"%draftOrders.exists()"}}]
      """
    let library = try FindingContent.library(FindingContent.plan(more: condition))
    #expect(try FindingContent.findings(library).map(\.id) == ["bleeding-ibuprofen"])
  }

  struct Fault: CustomTestStringConvertible {
    var name: String
    var plan: String
    var message: String
    var testDescription: String { name }
  }

  @Test(
    "faults of the content are told when it is loaded",
    arguments: [
      Fault(
        name: "no such define", plan: FindingContent.plan(define: "findings"),
        message: "the library BleedingGuard has no define \"findings\"; did you mean \"Findings\"?"),
      Fault(
        name: "not CQL", plan: FindingContent.plan(language: "text/fhirpath"),
        message: "a finding is a define of the plan's CQL: the language is text/cql-identifier"),
      Fault(
        name: "not tuples", plan: FindingContent.plan(define: "Texts", actions: ""),
        message: "the define \"Texts\" gives List<String>, but a finding is a Tuple"),
      Fault(
        name: "no summary", plan: FindingContent.plan(define: "No Summary", actions: ""),
        message: "the tuples of \"No Summary\" have no element summary, and the action has no title"),
      Fault(
        name: "wrong types", plan: FindingContent.plan(define: "Wrong Types", actions: ""),
        message: "the element order of \"Wrong Types\" is String, but must be a resource, the draft order"),
      Fault(
        name: "unknown element", plan: FindingContent.plan(define: "One"),
        message: "%finding.isOld is not there; the tuple has summary"),
      Fault(
        name: "wrong element of a resource",
        plan: FindingContent.plan(
          actions: FindingContent.suggestion.replacing("%finding.order\"", with: "%finding.order.medicine\"")),
        message: "medicine"),
      Fault(
        name: "for-each as well",
        plan: FindingContent.plan().replacing(
          "\"extension\":[",
          with:
            #""extension":[{"url":"https://chartside.health/fhir/StructureDefinition/for-each","valueExpression":{"name":"d","language":"text/fhirpath","expression":"%draftOrders"}},"#
        ), message: "an action has either for-each or finding"),
    ])
  func faults(of fault: Fault) {
    #expect {
      try FindingContent.library(fault.plan)
    } throws: { error in
      let errors = (error as? ContentErrors)?.errors ?? []
      return errors.contains { $0.message.contains(fault.message) && !$0.path.isEmpty }
    }
  }

  @Test("a summary that is too long is mended on the way out, and is a fault of the content")
  func longSummary() async throws {
    let library = try FindingContent.library(FindingContent.plan(define: "Long", actions: ""))
    let finding = try #require(FindingContent.findings(library).first)
    #expect(finding.summary.count > 139)
    let card = Card(summary: finding.summary, indicator: .info, source: finding.source)
    let proven = ResponseRules(profile: .standard, patientID: "p", identifiers: .reproducible(from: "x")).prove(
      HookResponse(cards: [card]))
    #expect(try #require(proven.response.cards.first).summary.count <= 139)
    #expect(!proven.findings.isEmpty)
  }

  @Test("applied, each tuple is one action with its words and urgency; what is below sees it", arguments: [1950, 2000])
  func applied(birthYear: Int) throws {
    let library = try FindingContent.library()
    let prefetch = CQLContent.prefetch(
      birthDate: "\(birthYear)-02-03", prescriptions: [CQLContent.prescription("w")])
    let (chart, _, _) = try CQLContent.chart(library, prefetch: prefetch, drafts: FindingContent.drafts)
    let application = try PlanApplication(of: "bleeding-guard", in: library)
    let carePlan = try application.carePlan(for: chart, deadline: .patient)
    let actions = try JSONDocument(fhir: carePlan.serialized()).root["contained"][0]["action"].elements
    #expect(
      actions.map { $0["title"]?.string } == ["Ibuprofen with an anticoagulant", "Ketorolac with an anticoagulant"])
    #expect(actions.map { $0["priority"]?.string } == ["urgent", "stat"])
    #expect(actions.allSatisfy { $0["description"]?.string == "Bleeding is more likely." })
    #expect(actions.map { $0["action"].elements.count } == (birthYear == 1950 ? [1, 1] : [0, 0]))
    let removal = actions.last?["action"]?[0]?["action"]?[0]
    #expect(
      removal?["description"]?.string == (birthYear == 1950 ? "Remove half of Ketorolac (%finding.doseText)" : nil))
    let none = try CQLContent.chart(
      library, prefetch: CQLContent.prefetch(prescriptions: []), drafts: FindingContent.drafts)
    let silent = try application.carePlan(for: none.chart, deadline: .patient)
    #expect(try JSONDocument(fhir: silent.serialized()).root["contained"][0]["action"] == nil, "no tuple, no action")
  }
}
