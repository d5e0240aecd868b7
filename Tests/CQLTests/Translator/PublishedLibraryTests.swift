import Foundation
import TestSupport
import Testing

@testable import CQL

/// Published libraries, read from source.
struct PublishedLibraryTests {
  @Test(.enabled(if: ConformanceData.isPresent("acceptance")))
  func everyPublishedLibraryTranslates() throws {
    var problems: [String] = []
    for file in ConformanceData.files(under: "acceptance", suffix: ".cql") {
      let source = FolderLibrarySource([file.deletingLastPathComponent().path])
      let text = LibraryText(bytes: [UInt8](try Data(contentsOf: file)), source: file.lastPathComponent)
      problems += CQLTranslator(librarySource: source).translate(text).errors.map(\.description)
    }
    // pddi-cds includes FHIRCommon, which is not among the published files: a real error.
    #expect(problems.filter { !$0.hasSuffix("The library hl7.fhir.uv.cql.FHIRCommon|2.0.0 was not found") } == [])
  }
}
