import Foundation
import TestSupport
import Testing

@testable import CQL

/// Published libraries, read from source.
struct PublishedLibraryTests {
  @Test(.enabled(if: ConformanceData.isPresent("acceptance")))
  func everyPublishedLibraryIsSyntacticallySound() throws {
    var problems: [String] = []
    for folder in ["acceptance", "conformance/cql/official-elm"] {
      for file in ConformanceData.files(under: folder, suffix: ".cql") {
        let bytes = [UInt8](try Data(contentsOf: file))
        var parser = Parser(bytes, limits: .default)
        _ = parser.parseLibrary()
        let lines = LineTable(bytes)
        problems += parser.diagnostics.map { $0.located(in: lines, source: file.lastPathComponent).description }
      }
    }
    #expect(problems == [])
  }
}
