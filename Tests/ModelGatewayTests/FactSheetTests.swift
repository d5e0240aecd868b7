import FHIR
import JSON
import ModelGateway
import Testing

/// Which facts are read from records, and which are not.
struct FactSheetTests {
  private func sheet(_ resources: String...) throws -> FactSheet {
    FactSheet(
      try resources.map { text in
        let resource = try #require(Resource(try JSONDocument(fhir: Array(text.utf8)).root))
        return OutboundRecord(content: resource, original: resource)
      })
  }

  @Test(arguments: [
    #"{"resourceType": "Observation", "id": "O1", "status": "entered-in-error", "code": {"text": "K"}, "valueString": "x"}"#,
    #"{"resourceType": "Observation", "id": "O1", "status": "cancelled", "code": {"text": "K"}, "valueString": "x"}"#,
    #"{"resourceType": "Observation", "id": "O1", "status": "final", "code": {"text": "K"}}"#,
    #"{"resourceType": "Observation", "id": "O1", "status": "final", "valueString": "x"}"#,
    #"{"resourceType": "Observation", "status": "final", "code": {"text": "K"}, "valueString": "x"}"#,
    #"{"resourceType": "Condition", "id": "C1", "code": {"text": "X"}, "verificationStatus": {"coding": [{"code": "refuted"}]}}"#,
    #"{"resourceType": "MedicationRequest", "id": "M1", "status": "draft", "medicationCodeableConcept": {"text": "X"}}"#,
    #"{"resourceType": "Medication", "id": "M1", "code": {"text": "X"}}"#,
  ])
  func saysNothing(_ text: String) throws { #expect(try sheet(text).facts.isEmpty) }

  @Test(arguments: [
    (#""valueQuantity": {"comparator": "<", "value": 5.10, "unit": "mg"}"#, "<5.10", "mg"),
    (#""valueCodeableConcept": {"coding": [{"display": "Never smoked"}]}"#, "Never smoked", nil),
    (#""valueInteger": 3"#, "3", nil), (#""valueBoolean": true"#, "true", nil),
    (#""valueQuantity": {"value": 5, "code": "mmol/L"}"#, "5", "mmol/L"),
  ])
  func valuesAreKeptAsWritten(_ member: String, _ value: String, _ unit: String?) throws {
    let fact = try #require(
      try sheet(#"{"resourceType": "Observation", "id": "O1", "status": "final", "code": {"text": "K"}, \#(member)}"#)
        .facts.first)
    #expect(fact.sent.value == value)
    #expect(fact.sent.unit == unit)
    #expect(fact.reference == "Observation/O1")
  }

  @Test func aMedicationStandsForItsOrder() throws {
    let sheet = try sheet(
      #"{"resourceType": "MedicationRequest", "id": "MR1", "status": "active", "medicationReference": {"reference": "Medication/M1"}}"#,
      #"{"resourceType": "Medication", "id": "M1", "code": {"text": "Digoxin 125 microgram tablet"}}"#)
    #expect(sheet.facts.map(\.sent.label) == ["Digoxin 125 microgram tablet"])
    #expect(sheet.facts.map(\.reference) == ["MedicationRequest/MR1"])
  }

  @Test func twoRecordsOfOneNameCountOnce() throws {
    let text = #"{"resourceType": "Condition", "id": "C1", "code": {"text": "Gout"}}"#
    #expect(try sheet(text, text).facts.count == 1)
  }

  @Test func thereIsALimit() throws {
    let records = try (0..<30).map { number in
      let text = "{\"resourceType\": \"Condition\", \"id\": \"C\(number)\", \"code\": {\"text\": \"Gout\"}}"
      let resource = try #require(Resource(try JSONDocument(fhir: Array(text.utf8)).root))
      return OutboundRecord(content: resource, original: resource)
    }
    let sheet = FactSheet(records, limit: 10)
    #expect(sheet.facts.count == 10)
    #expect(sheet.omitted == 20)
  }

  @Test func nothingIsPrinted() throws {
    let sheet = try sheet(#"{"resourceType": "Condition", "id": "C1", "code": {"text": "Gout"}}"#)
    #expect(!"\(sheet.facts)".contains("Gout"))
    var dumped = ""
    dump(sheet.facts, to: &dumped)
    #expect(!dumped.contains("Gout"))
  }
}
