import FHIR
import Guidelines
import JSON
import Testing

@Suite("An ActivityDefinition makes a request of its kind")
struct ActivityKindTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let kind: String
    let definition: String
    /// Path and value.
    let has: [String: String]
    let hasNot: [String]
    /// What R4 asks for besides, and nothing gives.
    var lacks: [String] = []
    var testDescription: String { kind }
  }

  private static let role = #"{"coding":[{"code":"nurse"}]}"#
  private static let participants =
    #","participant":[{"type":"practitioner","role":\#(role)},{"type":"patient"}]"#
  private static let period = #"{"start":"2026-12-01","end":"2026-12-31"}"#
  private static let timing = #"{"repeat":{"frequency":1,"period":1,"periodUnit":"d"}}"#
  private static let quantity = #"{"value":30}"#
  private static let patient = #""Patient/p""#

  static let cases = [
    Case(
      kind: "ServiceRequest",
      definition:
        #","intent":"plan","priority":"urgent","doNotPerform":true,"code":{"text":"INR"},"bodySite":[{"text":"arm"}],"timingTiming":\#(timing),"location":{"reference":"Location/l"},"quantity":\#(quantity)\#(participants)"#,
      has: [
        "status": #""draft""#, "intent": #""plan""#, "priority": #""urgent""#, "doNotPerform": "true",
        "code.text": #""INR""#, "subject.reference": patient, "encounter.reference": #""Encounter/e""#,
        "authoredOn": #""2026-11-23T10:00:00Z""#, "requester.reference": #""Practitioner/d""#,
        "occurrenceTiming": timing, "bodySite[0].text": #""arm""#, "locationReference[0].reference": #""Location/l""#,
        "quantityQuantity": quantity, "performerType": role, "performer[0].reference": patient,
        "instantiatesCanonical[0]": #""https://example.org/ActivityDefinition/a""#,
      ], hasNot: []),
    Case(
      kind: "MedicationRequest",
      definition:
        #","productCodeableConcept":{"text":"warfarin"},"dosage":[{"text":"5 mg in the evening"}],"quantity":\#(quantity),"timingTiming":\#(timing)\#(participants)"#,
      has: [
        "medicationCodeableConcept.text": #""warfarin""#, "dosageInstruction[0].text": #""5 mg in the evening""#,
        "dosageInstruction[0].timing": timing, "dispenseRequest.quantity": quantity, "performerType": role,
        "intent": #""order""#,
      ], hasNot: ["occurrenceTiming", "code", "quantity"]),
    Case(
      kind: "MedicationRequest", definition: #","code":{"text":"aspirin"},"timingTiming":\#(timing)"#,
      has: ["medicationCodeableConcept.text": #""aspirin""#, "dosageInstruction[0].timing": timing], hasNot: ["code"]),
    Case(
      kind: "Task",
      definition:
        #","description":"Call the patient","code":{"text":"call"},"timingPeriod":\#(period)\#(participants)"#,
      has: [
        "for.reference": patient, "code.text": #""call""#, "description": #""Call the patient""#,
        "restriction.period": period, "performerType[0]": role, "intent": #""order""#,
        "instantiatesCanonical": #""https://example.org/ActivityDefinition/a""#,
      ], hasNot: ["subject", "occurrencePeriod"]),
    Case(
      kind: "CommunicationRequest",
      definition: #","code":{"text":"Bring your list of drugs"},"timingPeriod":\#(period)\#(participants)"#,
      has: [
        "payload[0].contentString": #""Bring your list of drugs""#, "subject.reference": patient,
        "recipient[0].reference": #""Practitioner/d""#, "recipient[1].reference": patient, "occurrencePeriod": period,
      ], hasNot: ["intent", "code", "performerType"]),
    Case(
      kind: "Procedure",
      definition:
        #","code":{"text":"debridement"},"timingPeriod":\#(period),"bodySite":[{"text":"foot"}]\#(participants)"#,
      has: [
        "status": #""preparation""#, "code.text": #""debridement""#, "performedPeriod": period,
        "bodySite[0].text": #""foot""#, "subject.reference": patient,
      ], hasNot: ["intent", "authoredOn", "requester", "performer"]),
    Case(
      kind: "DeviceRequest", definition: #","code":{"text":"walker"},"timingDateTime":"2026-12-01""#,
      has: ["codeCodeableConcept.text": #""walker""#, "occurrenceDateTime": #""2026-12-01""#], hasNot: ["code"]),
    Case(
      kind: "SupplyRequest", definition: #","productCodeableConcept":{"text":"test strips"},"quantity":\#(quantity)"#,
      has: ["itemCodeableConcept.text": #""test strips""#, "quantity": quantity, "deliverTo.reference": patient],
      hasNot: ["intent", "subject"]),
    Case(
      kind: "Appointment", definition: #","priority":"urgent","code":{"text":"visit"},"description":"Come back""#,
      has: ["serviceType[0].text": #""visit""#, "description": #""Come back""#, "status": #""proposed""#],
      hasNot: ["priority", "code"]),
    Case(
      kind: "MedicationRequest", definition: #","intent":"directive","productCodeableConcept":{"text":"warfarin"}"#,
      has: ["medicationCodeableConcept.text": #""warfarin""#], hasNot: [], lacks: ["MedicationRequest needs 'intent'"]),
    Case(
      kind: "Claim",
      definition: #","priority":"urgent","code":{"text":"x"},"quantity":\#(quantity),"timingTiming":\#(timing)"#,
      has: ["status": #""draft""#, "patient.reference": patient], hasNot: ["priority", "code", "quantity"],
      lacks: [
        "Claim needs 'type'", "Claim needs 'use'", "Claim needs 'provider'", "Claim needs 'priority'",
        "Claim needs 'insurance'",
      ]),
    Case(
      kind: "CoverageEligibilityRequest", definition: #","priority":"urgent""#,
      has: ["status": #""draft""#, "created": #""2026-11-23T10:00:00Z""#], hasNot: ["priority"],
      lacks: ["CoverageEligibilityRequest needs 'purpose'", "CoverageEligibilityRequest needs 'insurer'"]),
    Case(
      kind: "Contract", definition: "", has: ["subject[0].reference": patient],
      hasNot: ["status", "instantiatesCanonical"]),
    Case(
      kind: "Observation", definition: #","code":{"text":"x"},"bodySite":[{"text":"left"},{"text":"right"}]"#,
      has: ["code.text": #""x""#], hasNot: ["bodySite"], lacks: ["Observation needs 'status'"]),
    Case(
      kind: "Appointment", definition: #","timingPeriod":\#(period)\#(participants)"#,
      has: [
        "status": #""proposed""#, "requestedPeriod[0]": period, "participant[0].actor.reference": patient,
        "participant[1].type[0]": role, "participant[1].actor.reference": #""Practitioner/d""#,
      ], hasNot: ["intent", "subject", "participant[2]"]),
    Case(
      kind: "NutritionOrder", definition: "",
      has: [
        "patient.reference": patient, "dateTime": #""2026-11-23T10:00:00Z""#, "orderer.reference": #""Practitioner/d""#,
      ], hasNot: ["subject", "authoredOn"]),
  ]

  @Test("what the definition says stands where the kind keeps it, and the request is sound R4", arguments: cases)
  func kinds(published: Case) throws {
    let carePlan = try ApplicationContent.apply(
      "p",
      [
        ApplicationContent.plan("p", actions: ApplicationContent.action("a")),
        ApplicationContent.activity("a", kind: published.kind, published.definition),
      ])
    let request = carePlan["contained"][1]
    #expect(request["resourceType"].string == published.kind)
    for (path, value) in published.has.sorted(by: { $0.key < $1.key }) {
      #expect(ApplicationContent.text(path, in: request) == value, "\(path)")
    }
    for path in published.hasNot { #expect(ApplicationContent.text(path, in: request) == nil, "\(path)") }
    let issues = request.map { StructuralValidator().validate($0).filter { $0.severity >= .error } } ?? []
    #expect(issues.map(\.message) == published.lacks, "\(issues)")
  }

  @Test("a kind that is no resource is a fault of the definition")
  func unknownKind() throws {
    let error = #expect(throws: ContentErrors.self) {
      try ApplicationContent.apply(
        "p",
        [
          ApplicationContent.plan("p", actions: ApplicationContent.action("a")),
          ApplicationContent.activity("a", kind: "Wish"),
        ])
    }
    #expect(error?.errors.first?.path == "kind")
    #expect(error?.errors.first?.file == "content-1.json")
  }
}
