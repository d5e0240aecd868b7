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
    #expect(problems == [])
  }
}
