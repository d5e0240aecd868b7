import FHIR
import JSON
import TestSupport
import Testing

@testable import Deidentification

@Suite("Second look, and hostile documents")
struct ReviewTests {
  struct Review: FreeTextReview {
    var answer: @Sendable ([String]) -> [String?]
    func review(_ texts: [String]) async throws -> [String?] { answer(texts) }
  }

  @Test("Texts are replaced in place")
  func replaced() async throws {
    let result = try Fixtures.deidentify(Fixtures.chart)
    let reviewed = try await result.reviewed(by: Review { $0.map { "\"" + $0.uppercased() + "\n" } })
    let note = try #require(reviewed.document()).root["entry"][1]["resource"]["note"][0]["text"]?.string
    #expect(note == "\"DISCUSSED WITH [NAME] BY PHONE AT [NUMBER]; START METFORMIN 500 MG.\n")
    let again = try await reviewed.reviewed(by: Review { $0.map { $0.lowercased() } })
    #expect(
      try #require(again.document()).root["entry"][1]["resource"]["note"][0]["text"]?.string == note?.lowercased())
  }

  @Test(
    "Withheld texts, and answers that do not match, leave nothing", arguments: [[nil], [], ["a", "b"]] as [[String?]])
  func withheld(_ answer: [String?]) async throws {
    let reviewed = try await Fixtures.deidentify(Fixtures.chart).reviewed(by: Review { _ in answer })
    #expect(try #require(reviewed.document()).root["entry"][1]["resource"]["note"][0]["text"]?.string == "[REMOVED]")
  }

  @Test("Without texts nobody is asked")
  func none() async throws {
    let result = try Fixtures.deidentify(#"{"resourceType":"Patient"}"#)
    let reviewed = try await result.reviewed(
      by: Review { texts in
        Issue.record("asked")
        return texts
      })
    #expect(reviewed.bytes == result.bytes)
  }

  /// Charts with their values shuffled, cut and swapped: the output stays JSON, the run ends, and no name comes out.
  @Test("Mutated documents")
  func mutated() throws {
    let profiles = [
      Deidentifier(try Fixtures.profile("reasoning")), Deidentifier(try Fixtures.profile("safe-harbor-strict")),
    ]
    let anonymizer = Anonymizer(
      try AnonymizerConfiguration(
        parsing: Array(
          #"{"processingErrors":"skip","fhirPathRules":[{"path":"nodesByType('HumanName')","method":"redact"},{"path":"nodesByType('Quantity').value","method":"perturb","span":1},{"path":"Observation.subject","method":"substitute","replaceWith":{"display":"x"}},{"path":"nodesByType('dateTime')","method":"dateShift"},{"path":"nodesByName('id')","method":"encrypt"}]}"#
            .utf8)))
    let source = try JSONDocument(fhir: Fixtures.chart)
    let values = (0..<source.nodes.count).map { JSONValue(document: source, index: $0) }
    var random = SeededGenerator(seed: 11)
    for _ in 0..<400 {
      var bytes = source.bytes
      for _ in 0..<3 {
        guard let target = values.randomElement(using: &random), let other = values.randomElement(using: &random),
          let mutated = Self.replace(target, with: other, in: bytes, of: source)
        else { continue }
        bytes = mutated
        break
      }
      guard let document = try? JSONDocument(fhir: bytes) else { continue }
      for deidentifier in profiles {
        if let result = try? deidentifier.deidentify(document, now: Fixtures.now(), random: &random) {
          #expect(result.document() != nil)
          #expect(!Fixtures.text(result).contains("Quixworth"))
        }
      }
      if let output = try? anonymizer.anonymize(document, now: Fixtures.now(), random: &random) {
        _ = try JSONDocument(parsing: output)
      }
    }
  }

  private static func replace(
    _ target: JSONValue, with other: JSONValue, in bytes: [UInt8], of source: JSONDocument
  ) -> [UInt8]? {
    let range = target.sourceBytes.indices
    guard target.index > 0, other.sourceBytes.count < 4_000 else { return nil }
    return bytes[..<range.lowerBound] + Array(other.sourceBytes) + bytes[range.upperBound...]
  }
}
