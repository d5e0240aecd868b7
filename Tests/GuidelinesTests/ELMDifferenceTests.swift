import CQL
import FHIR
import Foundation
import Guidelines
import JSON
import Reasoning
import Testing

@Suite("Where a Library carries source and ELM, the source counts and a difference is told")
struct ELMDifferenceTests {
  private static let source = """
    library BleedingGuard version '2.0.0'
    using FHIR version '4.0.1'
    valueset "Anticoagulants": 'https://example.org/ValueSet/anticoagulant'
    parameter "Limit" Integer default 65
    context Patient
    define "Applies": exists [MedicationRequest: "Anticoagulants"] M where M.status != 'stopped' and 1.0 < 2
    define "Summary": 'From the source, ' & ToString("Limit")
    define "Detail": null as String
    define "Indicator": 'warning'
    """

  private func content(elm: [UInt8]) throws -> GuidelineLibrary {
    let texts = [
      CQLContent.plan(), CQLContent.valueSet,
      CQLContent.library("BleedingGuard", cql: Self.source, version: "2.0.0", elm: elm),
    ]
    return try GuidelineLibrary(
      content: ContentLibrary(
        texts.enumerated().map { index, text in
          let resource = try #require(Resource(try JSONDocument(fhir: text).root))
          return ContentArtifact(resource: resource, file: "content-\(index).json")
        }))
  }

  private func warnings(_ changed: String) throws -> [String] {
    let elm = try CQLLibrary(cql: changed).elm()
    return ContentCheck(try content(elm: elm)).warnings.map(\.description)
  }

  private static func told(_ what: String) -> String {
    "content-2.json: content: \(what). The source counts; make the ELM anew, or drop it"
  }

  @Test("the ELM of the same source, and other words for the same, are none")
  func same() throws {
    #expect(try warnings(Self.source) == [])
    #expect(try warnings(Self.source.replacing("M.status != 'stopped'", with: "not (M.status = 'stopped')")) == [])
    #expect(try warnings(Self.source.replacing("1.0 < 2", with: "1.00 < 2.0")) == [])
  }

  @Test(
    "each definition that differs is named",
    arguments: [
      ("'stopped'", "'ended'", #"The define "Applies" of the ELM is not that of the source"#),
      ("default 65", "default 70", #"The parameter "Limit" of the ELM is not that of the source"#),
      ("/anticoagulant'", "/other'", #"The valueset "Anticoagulants" of the ELM is not that of the source"#),
      ("define \"Detail\": null as String", "", #"The ELM lacks the define "Detail" of the source"#),
      (
        "define \"Detail\"", "define \"More\": 1\ndefine \"Detail\"",
        #"The ELM has a define "More" that the source lacks"#
      ),
    ])
  func different(part: String, other: String, told: String) throws {
    #expect(try warnings(Self.source.replacing(part, with: other)) == [Self.told(told)])
  }

  @Test("ELM that cannot be read is told too, and does no harm")
  func unreadable() throws {
    let warnings = ContentCheck(try content(elm: Array("[".utf8))).warnings
    #expect(warnings.map(\.file) == ["content-2.json"])
    #expect(warnings.first?.message.hasPrefix("the ELM beside the source BleedingGuard is not used") == true)
  }

  @Test("CQL that is legal and surely wrong is told with its line, once")
  func suspicious() throws {
    let common = CQLContent.common + "\ndefine \"All\": [Observation] O where O.value = null"
    let warnings = ContentCheck(try CQLContent.guidelines(common: common)).warnings.filter { $0.path != "content" }
    #expect(
      warnings.map(\.description) == [
        "content-3.json: TestCommon:8:15: This retrieves every observation of the patient; did you mean a filter, as [Observation: code]?",
        "content-3.json: TestCommon:8:37: A comparison with null is never true; did you mean 'is null'?",
      ])
  }

  @Test("cards come from the source")
  func sourceCounts() throws {
    let elm = try CQLLibrary(cql: Self.source.replacing("From the source", with: "From the ELM")).elm()
    let prefetch = CQLContent.prefetch(prescriptions: [CQLContent.prescription("w")])
    let findings = try CQLContent.findings(content(elm: elm), prefetch: prefetch)
    #expect(findings.map(\.summary) == ["From the source, 65"])
  }
}
