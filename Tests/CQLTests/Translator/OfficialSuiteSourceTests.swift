import ClinicalTypes
import Foundation
import TestSupport
import Testing

@testable import CQL

/// The official suite from source through the evaluator.
struct OfficialSuiteSourceTests {
  @Test(.enabled(if: ConformanceData.isPresent("conformance/cql/official")))
  func atLeastTheBestPublishedRate() throws {
    let suite = CQLSuite(directory: try ConformanceData.url("conformance/cql/official").path)
    let now = try #require(PartialDateTime("2024-06-01T12:00:00.000+00:00"))
    let report = suite.run(now: now) { CQLSuite.translate($0) }
    let failures = report.failures.map { "\($0.test.id): \($0.reason)" }
    #expect(report.passed >= 1820, "\(failures.joined(separator: "\n"))")
    #expect(report.skipped.isEmpty)
  }
}
