import ClinicalTypes
import FHIR
import Foundation
import JSON
import TestSupport
import Testing

@testable import Deidentification

/// Microsoft's own tests: configuration, input and expected output, and the configurations that must be refused.
@Suite("FHIR anonymizer, third-party cases", .enabled(if: ConformanceData.isPresent("conformance/deid")))
struct AnonymizerConformanceTests {
  static let folder = "conformance/deid/ms-fhir-anonymizer"
  /// Their expected files stem from a year in which someone born in 1940 was not yet 90.
  static let now = PartialDateTime("2024-06-01T12:00:00Z")

  struct Case: Sendable, CustomTestStringConvertible {
    var config: String
    var input: String
    var expected: String
    var testDescription: String { "\(config) on \(input)" }
  }

  static let cases: [Case] = {
    guard let bytes = try? ConformanceData.bytes(folder + "/cases.json"),
      let list = try? JSONDocument(parsing: bytes)
    else { return [] }
    return list.root.elements.map {
      Case(
        config: "Configurations/" + ($0["config"]?.string ?? ""), input: $0["input"]?.string ?? "",
        expected: $0["expected"]?.string ?? "")
    }
  }()

  /// Their sample configuration on the resources that only R4 has.
  static let samples: [Case] = ["Account-R4", "Claim-R4", "Contract-R4", "OrganizationAffiliation", "ServiceRequest"]
    .map {
      Case(
        config: "config/r4-configuration-sample.json", input: "R4OnlyResource/\($0).json",
        expected: "R4OnlyResource/\($0)-target.json")
    }

  @Test("All cases are there") func count() { #expect(Self.cases.count == 22) }

  @Test("Expected output", arguments: cases + samples)
  func expectedOutput(_ testCase: Case) throws {
    let now = try #require(Self.now)
    let configuration = try AnonymizerConfiguration(parsing: bytes(testCase.config))
    let input = try document("TestResources/" + testCase.input)
    var random = SeededGenerator(seed: 1)
    let output = try Anonymizer(configuration).anonymize(input, now: now, random: &random)
    let actual = CanonicalJSON.text(of: try JSONDocument(parsing: output).root)
    let expected = CanonicalJSON.text(of: try document("TestResources/" + testCase.expected).root)
    #expect(actual == expected)
  }

  static let refused: [(file: String, place: String)] = [
    ("generalize-fail-compiled-expression", "fhirPathRules[0].cases[0]"),
    ("generalize-invalid-othervalues", "fhirPathRules[0].otherValues"),
    ("generalize-miss-cases", "fhirPathRules[0].cases"), ("invalid-encryptkey", "parameters.encryptKey"),
    ("invalid-fhirpath", "fhirPathRules[0].path"), ("miss-replacement", "fhirPathRules[0].replaceWith"),
    ("miss-rules", "fhirPathRules"), ("perturb-exceed-28-roundTo", "fhirPathRules[0].roundTo"),
    ("perturb-miss-span", "fhirPathRules[0].span"), ("perturb-negative-roundTo", "fhirPathRules[0].roundTo"),
    ("perturb-negative-span", "fhirPathRules[0].span"), ("perturb-wrong-rangetype", "fhirPathRules[0].rangeType"),
    ("perturb-wrong-roundTo", "fhirPathRules[0].roundTo"), ("unsupported-method", "fhirPathRules[0].method"),
    // A method that a plug-in would add: there are none here.
    ("custom-processor", "fhirPathRules[0].method"),
  ]

  @Test("Refused with the place of the fault", arguments: refused)
  func refusal(file: String, place: String) throws {
    let bytes = try bytes("unit/TestConfigurations/configuration-\(file).json")
    let error = #expect(throws: AnonymizerConfigurationError.self) { try AnonymizerConfiguration(parsing: bytes) }
    #expect(error?.path == place)
  }

  @Test("Accepted", arguments: ["raise-processing-error", "test-sample", "without-processing-error"])
  func accepted(file: String) throws {
    _ = try AnonymizerConfiguration(parsing: bytes("unit/TestConfigurations/configuration-\(file).json"))
  }

  @Test("A rule that cannot be applied stops the run unless the configuration says skip")
  func raise() throws {
    let now = try #require(Self.now)
    let input = try document("TestResources/patient-basic.json")
    for name in ["raise-processing-error", "without-processing-error"] {
      let anonymizer = Anonymizer(
        try AnonymizerConfiguration(parsing: bytes("Configurations/configuration-\(name).json")))
      let error = #expect(throws: DeidentificationError.self) { try anonymizer.anonymize(input, now: now) }
      #expect(error?.kind == .notApplicable && error?.path == "fhirPathRules[0]")
    }
  }

  private func bytes(_ path: String) throws -> [UInt8] { try ConformanceData.bytes(Self.folder + "/" + path) }

  private func document(_ path: String) throws -> JSONDocument {
    var bytes = try bytes(path)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    return try JSONDocument(fhir: bytes)
  }
}

/// JSON with sorted members, for comparison.
enum CanonicalJSON {
  static func text(of value: JSONValue) -> String {
    if value.isObject {
      return "{" + value.members.map { "\"\($0.key)\":" + text(of: $0.value) }.sorted().joined(separator: ",") + "}"
    }
    if value.isArray { return "[" + value.elements.map(text).joined(separator: ",") + "]" }
    return value.string.map { "\"\($0)\"" } ?? String(decoding: value.sourceBytes, as: UTF8.self)
  }
}
