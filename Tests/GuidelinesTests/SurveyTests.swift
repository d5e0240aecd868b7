import FHIR
import Guidelines
import JSON
import Testing

@Suite("How well charts serve the services")
struct SurveyTests {
  private static let cql = """
    library Survey version '1.0.0'
    using FHIR version '4.0.1'
    include FHIRHelpers version '4.0.1'
    valueset "Potassium": 'https://example.org/ValueSet/potassium'
    valueset "Diabetes": 'https://example.org/ValueSet/diabetes'
    valueset "Metformin": 'https://example.org/ValueSet/metformin'
    context Patient
    define function "Problems With"(codes System.ValueSet, prefixes List<System.String>):
      [Condition] C where C.code in codes
    define "Applies":
      exists [Observation: "Potassium"] and exists "Problems With"("Diabetes", { 'E11' })
        and exists ([MedicationRequest] M where M.medication in "Metformin")
    """

  private static func valueSet(_ id: String, _ system: String, _ code: String, _ display: String) -> String {
    """
    {"resourceType":"ValueSet","id":"\(id)","url":"https://example.org/ValueSet/\(id)","title":"\(display)","status":"active",
     "compose":{"include":[{"system":"\(system)","concept":[{"code":"\(code)","display":"\(display)"}]}]}}
    """
  }

  private static func library() throws -> GuidelineLibrary {
    let card = """
      {"title":"Card","trigger":[{"type":"named-event","name":"patient-view"}],
       "condition":[{"kind":"applicability","expression":{"language":"text/cql-identifier","expression":"Applies"}}]}
      """
    return try ApplicationContent.library([
      ApplicationContent.plan("survey", actions: card, more: #","library":["https://example.org/Library/Survey"]"#),
      CQLContent.library("Survey", cql: cql),
      valueSet("potassium", "http://loinc.org", "2823-3", "Potassium in serum"),
      valueSet("diabetes", "http://snomed.info/sct", "44054006", "Diabetes mellitus"),
      valueSet("metformin", "http://www.nlm.nih.gov/research/umls/rxnorm", "6809", "Metformin"),
    ])
  }

  private static func chart(_ resources: [String]) throws -> RecordedPatient {
    let all = [#"{"resourceType":"Patient","id":"p"}"#] + resources
    let entries = all.map { "{\"resource\":\($0)}" }.joined(separator: ",")
    let text = "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[\(entries)]}"
    return try #require(RecordedPatient(try JSONDocument(fhir: text)))
  }

  private static func condition(_ system: String, _ code: String) -> String {
    """
    {"resourceType":"Condition","id":"\(code)","subject":{"reference":"Patient/p"},
     "code":{"coding":[{"system":"\(system)","code":"\(code)","display":"Diabetes mellitus of some kind"}]}}
    """
  }

  @Test("what is asked for by code, what is told apart later, and the local codes seen instead")
  func facts() throws {
    var survey = ChartSurvey(try Self.library())
    survey.add(
      try Self.chart([
        """
        {"resourceType":"Observation","id":"k","status":"final","subject":{"reference":"Patient/p"},
         "code":{"coding":[{"system":"urn:local","code":"K","display":"Potassium"}]}}
        """, Self.condition("http://hl7.org/fhir/sid/icd-10-cm", "E11.9"),
        CQLContent.prescription("m", code: "6809", text: "metformin"),
      ]))
    survey.add(try Self.chart([Self.condition("http://snomed.info/sct", "44054006")]))
    survey.add(try Self.chart([Self.condition("http://hl7.org/fhir/sid/icd-10-cm", "O24.4")]))
    #expect(survey.chartCount == 3)
    let report = survey.report
    #expect(report.map(\.type) == ["Condition", "Drug", "Observation"])
    #expect(report.map(\.charts) == [2, 1, 0])
    #expect(report.flatMap(\.services).allSatisfy { $0 == "survey" })
    #expect(report[0].lookalikes.map(\.code) == ["http://hl7.org/fhir/sid/icd-10-cm|O24.4"])
    #expect(report[2].lookalikes.map(\.code) == ["urn:local|K"])
  }
}
