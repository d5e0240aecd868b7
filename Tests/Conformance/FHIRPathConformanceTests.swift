import ClinicalTypes
import FHIRPath
import Foundation
import TestSupport
import Testing

/// The official R4 suite, values and types: no test may fail, none is treated specially.
@Suite struct FHIRPathConformanceTests {
  @Test(.enabled(if: ConformanceData.isPresent("conformance/fhirpath")))
  func officialSuite() throws {
    let suite = FHIRPathSuite(directory: try ConformanceData.url("conformance/fhirpath").path)
    let now = try #require(PartialDateTime("2026-11-23T09:00:00.000-05:00"))
    let report = suite.run(now: now)
    let lines = report.failures.map { "\($0.test.group)/\($0.test.name): \($0.test.expression): \($0.reason)" }
    #expect(lines.isEmpty, "\(report.passed) passed, \(lines.count) failed:\n\(lines.joined(separator: "\n"))")
    #expect(report.skipped.isEmpty)
    #expect(report.passed >= 935)
  }
}
