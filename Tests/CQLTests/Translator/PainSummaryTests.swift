import ClinicalTypes
import FHIR
import Foundation
import JSON
import TestSupport
import Testing

@testable import CQL

/// A published decision-support artifact from source: every define gives what the ELM gives that came with it.
struct PainSummaryTests {
  /// The value sets of the artifact, by OID.
  private struct Database: TerminologyService {
    let document: JSONDocument

    func expand(_ url: String) throws(TerminologyError) -> CodeSet {
      let oid = url.split(separator: "/").last.map(String.init) ?? url
      let codes = document.root[oid]["Latest"]["codes"].elements.compactMap { code in
        code["code"].string.map { Code(system: code["system"].string, code: $0) }
      }
      return CodeSet(valueSet: url, codes: codes)
    }

    func subsumption(of left: Code, _ right: Code) throws(TerminologyError) -> Subsumption { .notSubsumed }
  }

  private static let folder = "acceptance/pain-summary"
  private static let name = "Factors_to_Consider_in_Managing_Chronic_Pain_R401_Test"

  private func sourceEngine() throws -> CQLEngine {
    let folder = try ConformanceData.url("\(Self.folder)/cql")
    let text = try String(contentsOf: folder.appendingPathComponent("\(Self.name).cql"), encoding: .utf8)
    let translation = CQLTranslator(librarySource: FolderLibrarySource([folder.path])).translate(text)
    #expect(translation.errors == [])
    return try CQLEngine(translation.library, including: translation.includes)
  }

  private func compiledEngine() throws -> CQLEngine {
    let names = [Self.name, "CDS_Connect_Commons_for_FHIRv401", "FHIRHelpers-4.0.1"]
    let libraries = try names.map { try CQLLibrary(elm: ConformanceData.bytes("\(Self.folder)/cql/\($0).json")) }
    return try CQLEngine(libraries[0], including: Array(libraries.dropFirst()))
  }

  @Test(
    .enabled(if: ConformanceData.isPresent(folder)), arguments: ["age_65_or_older", "age_17_or_younger"])
  func sourceGivesWhatThePublishedELMGives(_ patient: String) throws {
    let test = try JSONDocument(fhir: ConformanceData.bytes("\(Self.folder)/cases/\(patient).json"))
    let bundle = try #require(test.root["bundle"])
    let now = try #require(test.root["date"].string.flatMap { PartialDateTime($0) })
    let terminology = Database(
      document: try JSONDocument(parsing: ConformanceData.bytes("\(Self.folder)/valueset-db.json")))
    let context = CQLContext(data: ResourceStore([bundle]), terminology: terminology, now: now)
    let ours = String(decoding: ResultWriter.json(try sourceEngine().evaluate(in: context)), as: UTF8.self)
    let theirs = String(decoding: ResultWriter.json(try compiledEngine().evaluate(in: context)), as: UTF8.self)
    #expect(ours == theirs)
    #expect(!ours.contains("\"error\""))
  }
}
