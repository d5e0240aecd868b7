import FHIR
import Foundation
import JSON
import TestSupport
import Testing

/// Published example data is valid: nothing may be reported as an error.
@Suite struct SharedPatientsTests {
  /// What is truly wrong in the published data: this narrative has a status and no text, R4 says `Narrative.div` 1..1.
  static let knownFaults = ["diagnosticreport-cbc.json": ["DiagnosticReport.text.div"]]

  @Test(
    .enabled(if: ConformanceData.isPresent("patients")),
    arguments: ["synthea-r4", "us-core-examples", "us-core-generated", "us-core-synthea"])
  func validate(folder: String) throws {
    let files = ConformanceData.files(under: "patients/" + folder, suffix: ".json")
    #expect(!files.isEmpty)
    for file in files {
      let document = try JSONDocument(fhir: Array(Data(contentsOf: file)))
      guard document.root[.resourceType] != nil else { continue }
      let issues = StructuralValidator().validate(document.root).filter { $0.severity >= .error }
      let lines = issues.prefix(5).map { "\($0.location): \($0.message)" }.joined(separator: "; ")
      #expect(
        issues.map(\.location) == Self.knownFaults[file.lastPathComponent] ?? [],
        "\(file.lastPathComponent): \(issues.count) issues: \(lines)")
    }
  }
}
