import FHIR
import FHIRPath
import FHIRValidation
import Foundation
import JSON
import TestSupport
import Testing

@Suite struct InvariantTests {
  @Test(arguments: [
    (
      #"{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueString":"x","dataAbsentReason":{"text":"x"}}"#,
      "Observation", "obs-6"
    ),
    (#"{"resourceType":"Patient","contact":[{"gender":"male"}]}"#, "Patient.contact[0]", "pat-1"),
    (
      #"{"resourceType":"Encounter","status":"finished","class":{"code":"AMB"},"period":{"start":"2026-02-02","end":"2026-01-01"}}"#,
      "Encounter.period", "per-1"
    ),
    (#"{"resourceType":"Patient","telecom":[{"value":"1"}]}"#, "Patient.telecom[0]", "cpt-2"),
    (
      #"{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":1,"code":"mg"}}"#,
      "Observation.value", "qty-3"
    ),
    (
      #"{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","contact":[{"gender":"male"}]}}]}"#,
      "Bundle.entry[0].resource.contact[0]", "pat-1"
    ),
    (
      #"{"resourceType":"Patient","contained":[{"resourceType":"Organization","id":"o","name":"O"}]}"#, "Patient",
      "dom-3"
    ),
  ])
  func brokenInvariants(json: String, location: String, key: String) throws {
    let issues = try Profiles.validator().validate(Profiles.resource(json))
    #expect(issues.count == 1, "\(issues.map { $0.location + ": " + $0.message })")
    #expect(issues.first?.location == location)
    #expect(issues.first?.message.hasPrefix(key + ": ") == true, "\(issues.first?.message ?? "")")
  }

  @Test func everyInvariantOfR4Parses() {
    for type in FHIRTypes.shared.all {
      for constraint in type.constraints + type.elements.flatMap(\.constraints) {
        #expect(throws: Never.self, "\(type) \(constraint.key)") {
          try FHIRPathExpression(parsing: constraint.expression)
        }
      }
    }
  }

  @Test(
    .enabled(if: ConformanceData.isPresent("patients")),
    arguments: ["us-core-examples", "us-core-generated", "us-core-synthea", "synthea-r4"])
  func publishedExamples(folder: String) throws {
    let validator = try Profiles.validator([])
    for file in ConformanceData.files(under: "patients/" + folder, suffix: ".json") {
      let document = try JSONDocument(fhir: Array(Data(contentsOf: file)))
      guard document.root[.resourceType] != nil, file.lastPathComponent != "diagnosticreport-cbc.json" else { continue }
      let issues = try validator.validate(document.root).filter {
        // con-3 compares a CodeableConcept with a string, as R4 published it: a warning that is never right.
        $0.severity >= .warning && !$0.message.hasPrefix("con-3: ")
      }
      let lines = issues.prefix(5).map { "\($0.location): \($0.message)" }.joined(separator: "; ")
      #expect(issues.isEmpty, "\(file.lastPathComponent): \(issues.count) issues: \(lines)")
    }
  }
}
