import CDSHooks
import Guidelines
import JSON
import Reasoning
import Testing

@Suite("A PlanDefinition is a service")
struct GuidelineServiceTests {
  @Test("discovery: one entry a hook, the first under the plain id, prefetch derived from the data requirements")
  func descriptions() throws {
    let service = try #require(try SmallContent.library().services.first)
    #expect(service.hooks == ["order-sign", "order-select"])
    #expect(service.descriptions.map(\.id) == ["potassium-guard", "potassium-guard-order-select"])
    let prefetch = try #require(service.descriptions.first).prefetch
    #expect(prefetch.map(\.key) == ["patient", "potassium"])
    #expect(
      prefetch.map(\.template.text) == [
        "Patient/{{context.patientId}}",
        "Observation?patient={{context.patientId}}&code=http://loinc.org|2823-3,http://loinc.org|6298-4&_sort=-date&_count=20",
      ])
    #expect(service.requirements.map(\.isRequired) == [true, false])
  }

  @Test(
    "what names a drug brings the Medication that it refers to, and asks for the right to read it",
    arguments: ["MedicationRequest", "MedicationStatement", "MedicationDispense", "MedicationAdministration"])
  func medications(type: String) throws {
    let module = """
      {"resourceType":"Library","id":"m","url":"https://example.org/Library/m","status":"active",
       "type":{"coding":[{"code":"module-definition"}]},
       "dataRequirement":[{"id":"drugs","type":"\(type)","codeFilter":[{"path":"status","code":[{"code":"completed"}]}],"limit":50}]}
      """
    let card = #"{"title":"Card","trigger":[{"type":"named-event","name":"patient-view"}]}"#
    let plan = ApplicationContent.plan("p", actions: card, more: #","library":["https://example.org/Library/m"]"#)
    let service = try #require(try ApplicationContent.library([plan, module]).services.first)
    #expect(
      service.requirements.map(\.template.text)
        == ["\(type)?patient={{context.patientId}}&status=completed&_count=50&_include=\(type):medication"])
    #expect(
      service.scopes == ["user/\(type).rs", "user/Medication.rs"]
        || service.scopes == ["user/\(type).rs", "user/Medication.r"])
  }

  @Test(
    "date filters with fixed dates bound the query",
    arguments: [
      (
        #"{"path":"effective","valuePeriod":{"start":"2020-01-01","end":"2026-12-31T23:59:59Z"}}"#,
        "&date=ge2020-01-01&date=le2027-01-01"
      ),
      (
        #"{"path":"effective","valuePeriod":{"start":"2020-03-01T00:00:00-08:00","end":"2026"}}"#,
        "&date=ge2020-02-29&date=le2026"
      ),
      (#"{"searchParam":"date","valueDateTime":"2026-11-23"}"#, "&date=2026-11-23"),
      (#"{"path":"effective","valueDateTime":"2026-11-23T23:00:00Z"}"#, "&date=ge2026-11-22&date=le2026-11-24"),
      (#"{"path":"effective","valueDuration":{"value":90,"code":"d"}}"#, ""),
    ])
  func dates(filter: String, bounds: String) throws {
    let module = """
      {"resourceType":"Library","id":"m","url":"https://example.org/Library/m","status":"active",
       "type":{"coding":[{"code":"module-definition"}]},
       "dataRequirement":[{"id":"results","type":"Observation","dateFilter":[\(filter)]}]}
      """
    let card = #"{"title":"Card","trigger":[{"type":"named-event","name":"patient-view"}]}"#
    let plan = ApplicationContent.plan("p", actions: card, more: #","library":["https://example.org/Library/m"]"#)
    let service = try #require(try ApplicationContent.library([plan, module]).services.first)
    #expect(service.requirements.map(\.template.text) == ["Observation?patient={{context.patientId}}\(bounds)"])
  }

  private static let patientView = #""trigger":[{"type":"named-event","name":"patient-view"}]"#

  private static func card(_ condition: String, more: String = "") -> String {
    """
    {"title":"Card",\(patientView)\(more),
     "condition":[{"kind":"applicability","expression":{"language":"text/fhirpath","expression":"\(condition)"}}]}
    """
  }

  @Test(
    "a plan whose expressions look at the patient asks for the patient, without a library too",
    arguments: [
      ("%patient.gender = 'female'", true), ("gender = 'female'", true), ("%resource.gender = 'female'", true),
      ("iif(%hook = 'patient-view', gender, 'x') = 'female'", true),
      ("%draftOrders.where(status = 'draft').exists()", false),
      ("%draftOrders.where(subject.reference = %context.id).exists()", true), ("true", false),
      ("today() > @2020-01-01", false),
      ("'Patient'.length() > %hook.length()", false),
    ])
  func patient(condition: String, isAsked: Bool) throws {
    let plan = ApplicationContent.plan("p", actions: Self.card(condition))
    let library = try ApplicationContent.library([plan])
    let service = try #require(library.services.first)
    #expect(try PlanApplication(of: "p", in: library).requirements == service.requirements)
    #expect(service.requirements.map(\.template.text) == (isAsked ? ["Patient/{{context.patientId}}"] : []))
    #expect(service.requirements.map(\.isRequired) == (isAsked ? [true] : []))
    #expect(service.scopes == (isAsked ? ["user/Patient.r"] : []))
  }

  @Test("an aggregate asks for the patient for its own conditions, and once for all members")
  func patientOfAggregate() throws {
    let member = #""definitionCanonical":"https://example.org/PlanDefinition/"#
    let condition =
      #","condition":[{"kind":"applicability","expression":{"language":"text/fhirpath","expression":"%patient.active"}}]"#
    func requirements(_ cards: [String], _ condition: String) throws -> [String] {
      let plans = cards.enumerated().map { ApplicationContent.plan("p\($0)", actions: $1) }
      let actions = cards.indices.map { "{\(Self.patientView),\(member)p\($0)\"\(condition)}" }
      let all = ApplicationContent.plan("all", actions: actions.joined(separator: ","))
      let service = try ApplicationContent.library(plans + [all]).services.first { $0.id == "all" }
      return service?.requirements.map(\.template.text) ?? []
    }
    #expect(try requirements([Self.card("true")], condition) == ["Patient/{{context.patientId}}"])
    #expect(
      try requirements([Self.card("gender = 'male'"), Self.card("%patient.active")], "") == [
        "Patient/{{context.patientId}}"
      ])
  }

  @Test(
    "the plain id accepts every hook, an advertised one its own",
    arguments: [
      ("potassium-guard", ["order-sign", "order-select"]), ("potassium-guard-order-select", ["order-select"]),
      ("potassium-guard-order-sign", nil), ("potassium", nil), ("", nil),
    ] as [(String, [String]?)])
  func ids(id: String, hooks: [String]?) throws {
    #expect(try SmallContent.library().service(answeringAt: id)?.hooks == hooks)
  }

  @Test("a finding states the facts, the severity and what accepting does")
  func finding() throws {
    let potassium =
      "[\(SmallContent.observation("k1", "5.60")),\(SmallContent.observation("k0", "4.1", date: "2026-01-02"))]"
    let findings = try SmallContent.findings(SmallContent.library(), potassium: potassium)
    let finding = try #require(findings.first)
    #expect(findings.count == 1)
    #expect(finding.summary == "Potassium 5.60 with spironolactone")
    #expect(finding.severity == .warning)
    #expect(
      finding.evidence == [
        Evidence(label: "Potassium", value: "5.60", unit: "mmol/L", date: "2026-11-20", reference: "Observation/k1")
      ])
    #expect(finding.orderReference == "MedicationRequest/a")
    #expect(finding.suggestions.map(\.label) == ["Remove the order", "Hold and swap", "Repeat potassium"])
    #expect(finding.suggestions.map { $0.isRecommended ?? false } == [true, false, false])
    #expect(finding.suggestions[0].actions.map(\.resourceID) == ["MedicationRequest/a"])

    let swapped = try #require(finding.suggestions[1].actions.first?.resource)
    #expect(swapped["id"]?.string == "a")
    #expect(swapped["medicationCodeableConcept"]?["text"]?.string == "chlortalidone")
    #expect(swapped["dosageInstruction"]?.elements?.first?["text"]?.string == "12.5 mg daily")
    #expect(swapped["substitution"] == nil)
    #expect(swapped["note"] == nil)
    #expect(swapped["extension"] == nil)
    #expect(swapped["reasonCode"]?.elements?.first?["text"]?.string == "hypertension")

    let created = try #require(finding.suggestions[2].actions.first?.resource)
    #expect(created["status"]?.string == "draft")
    #expect(created["priority"]?.string == "urgent")
    #expect(created["subject"]?["reference"]?.string == "Patient/p")
    #expect(created["encounter"]?["reference"]?.string == "Encounter/e")
    #expect(created["requester"]?["reference"]?.string == "Practitioner/d")
    #expect(created["occurrenceDateTime"]?.string == "2026-11-26")
    #expect(created["category"]?.elements?.first?["coding"]?.elements?.first?["code"]?.string == "108252007")
    #expect(created["reasonCode"]?.elements?.first?["text"]?.string == "potassium high")
    #expect(created["reasonReference"]?.elements?.first?["reference"]?.string == "Observation/k1")
  }

  @Test("one card for each draft that is concerned, and a computed priority")
  func forEach() throws {
    let drafts = [("a", "spironolactone"), ("b", "aspirin"), ("c", "spironolactone")].map {
      SmallContent.draft($0.0, $0.1)
    }
    let findings = try SmallContent.findings(
      SmallContent.library(), potassium: "[\(SmallContent.observation("k", "6.0"))]",
      drafts: drafts.joined(separator: ","))
    #expect(findings.map(\.orderReference) == ["MedicationRequest/a", "MedicationRequest/c"])
    #expect(findings.allSatisfy { $0.severity == .critical })
  }

  @Test(
    "data that do not count give no number",
    arguments: [
      SmallContent.observation("k", "5.9", status: "entered-in-error"),
      SmallContent.observation("k", "5.9", code: "718-7"),
      SmallContent.observation("k", "5.9", patient: "someone-else"),
    ])
  func unusable(observation: String) throws {
    let findings = try SmallContent.findings(SmallContent.library(), potassium: "[\(observation)]")
    #expect(findings.map(\.id) == ["unknown"])
  }

  @Test("a variable that nothing refers to is never evaluated; one in use that fails makes the model fail, visibly")
  func laziness() throws {
    _ = try SmallContent.findings(SmallContent.library())
    let failing = try SmallContent.library {
      $0.replacing("%potassium.where(status = 'final')", with: "%potassium.where((1 | 2).single() = 1)")
    }
    #expect(throws: GuidelineError.self) {
      try SmallContent.findings(failing, potassium: "[\(SmallContent.observation("k", "5.9"))]")
    }
  }
}
