import CQL
import ClinicalTypes
import FHIR
import Foundation
import JSON
import TestSupport
import Testing

/// The official CQL suite, and published content with its published results. No test is treated specially.
@Suite struct CQLConformanceTests {
  /// Tests that contradict others of the same suite: their twins pass.
  static let contradictory: Set<String> = [
    // (17, 44) here, while the tests that add and multiply the same interval take (16, 44).
    "CqlDateTimeOperatorsTest.Uncertainty tests.DateTimeDurationBetweenUncertainInterval",
    // An Integer literal out of range is null here, invalid for Ceiling and in ValueLiteralsAndSelectors.
    "CqlArithmeticFunctionsTest.Floor.FloorIntegerGreaterThanMaxInteger",
    "CqlArithmeticFunctionsTest.Floor.FloorIntegerLessThanMinInteger",
  ]

  @Test(.enabled(if: ConformanceData.isPresent("conformance/cql/official")))
  func officialSuiteFromSource() throws {
    let suite = CQLSuite(directory: try ConformanceData.url("conformance/cql/official").path)
    let now = try #require(PartialDateTime("2026-11-23T09:00:00.000Z"))
    let report = suite.run(now: now)
    let lines = report.failures.filter { !Self.contradictory.contains($0.test.id) }.map {
      "\($0.test.id): \($0.reason)"
    }
    #expect(lines.isEmpty, "\(report.passed) passed, \(lines.count) failed:\n\(lines.joined(separator: "\n"))")
    #expect(report.skipped.isEmpty)
    #expect(report.passed >= 1820)
  }

  /// The reference translator's ELM of an older copy of the suite, whose outputs for these tests have since been corrected.
  @Test(.enabled(if: ConformanceData.isPresent("conformance/cql/official-elm")))
  func officialSuiteFromELM() throws {
    let suite = CQLSuite(directory: try ConformanceData.url("conformance/cql/official").path)
    let compiled = try CompiledSuite(directory: try ConformanceData.url("conformance/cql/official-elm").path)
    let now = try #require(PartialDateTime("2026-11-23T09:00:00.000Z"))
    let report = suite.run(now: now) { compiled.compile($0) }
    #expect(
      Set(report.failures.map(\.test.name)) == [
        "RoundNeg0D5", "RoundNeg1D5", "ProperContains5", "ProperContains7", "ProperContains9", "ProperContainsTimeNull",
        "ProperIn5", "ProperIn7", "ProperIn9", "ProperInTimeNull", "TupleEqDifferentNamesWithOneNullId",
        "TupleNotEqDifferingNamesWithOneNullId",
      ], "\(report.failures.map { "\($0.test.id): \($0.reason)" }.joined(separator: "\n"))")
    #expect(report.passed >= 1640)
  }

  @Test(
    .enabled(if: ConformanceData.isPresent("acceptance/pain-summary")),
    arguments: ["age_65_or_older", "age_17_or_younger"])
  func painSummaryGivesItsPublishedResults(_ name: String) throws {
    let folder = "acceptance/pain-summary/"
    func library(_ name: String) throws -> CQLLibrary {
      try CQLLibrary(elm: try ConformanceData.bytes(folder + "cql/\(name).json"))
    }
    let main = try library("Factors_to_Consider_in_Managing_Chronic_Pain_R401_Test")
    let common = try library("CDS_Connect_Commons_for_FHIRv401")
    let helpers = try library("FHIRHelpers-4.0.1")
    // The published data is YAML, whose unquoted dates are timestamps: so the publisher's engine saw them.
    let text = String(decoding: try ConformanceData.bytes(folder + "cases/\(name).json"), as: UTF8.self)
      .replacing("\"authoredOn\": \"2018-12-05\"", with: "\"authoredOn\": \"2018-12-05T00:00:00.000Z\"")
    let test = try JSONDocument(fhir: text).root
    let terminology = try PublishedValueSets(try ConformanceData.bytes(folder + "valueset-db.json"))
    let context = CQLContext(
      data: ResourceStore([try #require(test["bundle"])]), terminology: terminology,
      now: try #require(PartialDateTime("2018-12-10T00:00:00.000Z")))
    // With the published FHIRHelpers, and with the one that is built in.
    for libraries in [[common, helpers], [common]] {
      let engine = try CQLEngine(main, including: libraries)
      for (define, expected) in try #require(test["expected"]).members {
        var writer = JSONWriter()
        ResultWriter.write(try engine.evaluate(define, in: context), to: &writer)
        let found = try JSONSerialization.jsonObject(with: Data(writer.bytes), options: .fragmentsAllowed)
        let wanted = try JSONSerialization.jsonObject(with: Data(expected.sourceBytes), options: .fragmentsAllowed)
        #expect((found as? NSObject) == (wanted as? NSObject), "\(define)")
      }
      for entry in engine.evaluate(in: context) { _ = try entry.result.get() }
    }
  }

  /// Value sets as the content's publisher ships them: by OID, each version a list of codes.
  struct PublishedValueSets: TerminologyService {
    private var sets: [String: CodeSet] = [:]

    init(_ bytes: [UInt8]) throws {
      for (id, versions) in try JSONDocument(parsing: bytes).root.members {
        for (_, version) in versions.members {
          let codes = version["codes"].elements.map {
            Code(system: $0["system"].string, code: $0["code"].string ?? "")
          }
          sets[id] = CodeSet(valueSet: id, codes: codes)
        }
      }
    }

    func expand(_ url: String) throws(TerminologyError) -> CodeSet {
      guard let set = sets[url] else {
        throw TerminologyError(kind: .unknownValueSet, subject: url, message: "not published")
      }
      return set
    }

    func subsumption(of left: Code, _ right: Code) throws(TerminologyError) -> Subsumption { .notSubsumed }
  }
}
