import Foundation
import JSON
import TestSupport
import Testing

@testable import Deidentification

@Suite("Names of drugs that guidelines know leave with the chart")
struct DrugNameTests {
  /// Where an order has no code, its name is all that a guideline, and a model, can go by. A few names are left out on
  /// purpose: people bear them too.
  @Test("nearly every name in the value sets that ship is made of words of the lexicon")
  func names() throws {
    let folder = ConformanceData.projectRoot.appendingPathComponent("Profiles")
    let lexicon = Lexicon(Array(try Data(contentsOf: folder.appendingPathComponent("deidentification/words.txt"))))
    let sets = try FileManager.default.contentsOfDirectory(
      at: folder.appendingPathComponent("value-sets"), includingPropertiesForKeys: nil)
    var names: Set<String> = []
    for file in sets where file.pathExtension == "json" {
      let root = try JSONDocument(parsing: Array(Data(contentsOf: file))).root
      for include in root["compose"]["include"].elements
      where include["system"].string?.hasSuffix("/drug-names") == true {
        names.formUnion(include["concept"].elements.compactMap { $0["code"].string })
      }
    }
    let unknown = names.filter { name in
      TextFolding.words(name).contains { $0.utf8.count > 1 && !lexicon.knows($0) }
    }
    print("drug names: \(names.count - unknown.count)/\(names.count) known; not: \(unknown.sorted())")
    #expect(names.count > 1_000)
    #expect(unknown.count * 100 <= names.count * 4)
  }
}
