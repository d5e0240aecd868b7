import CQL
import ClinicalTypes
import FHIR
import Foundation
import JSON
import TestSupport
import Testing

/// The CDC opioid guideline as published: whether a recommendation applies to each of its requests, from the CQL source
/// and from the ELM that its Library resources carry.
@Suite struct CQLPublishedContentTests {
  private static let folder = "acceptance/opioid-cds/"

  @Test(.enabled(if: ConformanceData.isPresent("acceptance/opioid-cds")), arguments: [false, true])
  func opioidRecommendationsApplyAsPublished(fromSource: Bool) throws {
    let terminology = LocalTerminology(
      ConformanceData.files(under: Self.folder + "vocabulary", suffix: ".json").compactMap { url in
        (try? Data(contentsOf: url)).flatMap { try? JSONDocument(fhir: [UInt8]($0)) }.flatMap { Resource($0.root) }
      })
    let compiled = fromSource ? [] : try Self.publishedELM()
    let lines = String(decoding: try ConformanceData.bytes(Self.folder + "expected.tsv"), as: UTF8.self)
    var checked = 0
    for line in lines.split(separator: "\n").dropFirst() {
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard columns.count > 1, let cards = Int(columns[1]) else { continue }
      let path = String(columns[0])
      let name = String(path.split(separator: "/")[1])
      let engine = try Self.engine(name, fromSource: fromSource, compiled)
      let request = try JSONDocument(fhir: try ConformanceData.bytes(Self.folder + path)).root
      var resources: [JSONValue] = []
      Self.collect(request["prefetch"], &resources)
      var context = CQLContext(
        data: ResourceStore(resources), terminology: terminology,
        now: try #require(PartialDateTime("2023-05-01T00:00:00.000Z")))
      let drafts = request["context"]["draftOrders"]["entry"].elements.compactMap { Resource($0["resource"]) }
      context.parameters["ContextPrescriptions"] = .list(
        drafts.filter { $0.typeName == "MedicationRequest" }.map { .node(FHIRNode($0)) })
      let results = engine.evaluate(in: context)
      for entry in results {
        if case .failure(let error) = entry.result { Issue.record("\(path): \(error)") }
      }
      let applies = results.contains { entry in
        (entry.name.hasPrefix("Is ") || entry.name.hasPrefix("Applicable Because"))
          && (try? entry.result.get())?.truth == true
      }
      #expect(applies == (cards > 0), "\(path)")
      checked += 1
    }
    #expect(checked >= 21)
  }

  private static func engine(_ name: String, fromSource: Bool, _ compiled: [CQLLibrary]) throws -> CQLEngine {
    guard fromSource else {
      return try CQLEngine(try #require(compiled.first { $0.identifier.name == name }), including: compiled)
    }
    let translator = CQLTranslator(
      librarySource: FolderLibrarySource([try ConformanceData.url(folder + "cql").path]))
    let text = String(decoding: try ConformanceData.bytes(folder + "cql/\(name).cql"), as: UTF8.self)
    let translation = translator.translate(text, source: name)
    #expect(translation.errors.isEmpty, "\(translation.errors)")
    return try CQLEngine(translation.library, including: translation.includes)
  }

  /// The ELM inside the Library resources, and the two files that had to be derived.
  private static func publishedELM() throws -> [CQLLibrary] {
    var libraries: [CQLLibrary] = []
    for url in ConformanceData.files(under: folder + "resources/library", suffix: ".json") {
      let resource = try JSONDocument(parsing: [UInt8](try Data(contentsOf: url))).root
      for content in resource["content"].elements where content["contentType"].string == "application/elm+json" {
        guard let text = content["data"].string, let elm = Data(base64Encoded: text) else { continue }
        libraries.append(try CQLLibrary(elm: [UInt8](elm)))
      }
    }
    for url in ConformanceData.files(under: folder + "elm-derived", suffix: ".json") {
      libraries.append(try CQLLibrary(elm: [UInt8](try Data(contentsOf: url))))
    }
    return libraries
  }

  private static func collect(_ value: JSONValue?, _ resources: inout [JSONValue]) {
    guard let value else { return }
    if value.isObject, value["resourceType"] != nil { return resources.append(value) }
    for (_, member) in value.members { collect(member, &resources) }
    for element in value.elements { collect(element, &resources) }
  }
}
