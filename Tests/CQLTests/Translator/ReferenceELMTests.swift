import Foundation
import JSON
import TestSupport
import Testing

@testable import CQL

/// Our trees beside those that the reference translator's ELM reads as: the same defines, the same operators.
struct ReferenceELMTests {
  @Test(.enabled(if: ConformanceData.isPresent("conformance/cql/official-elm")))
  func agreesWithTheReferenceTranslator() throws {
    var same = 0
    var different: [String] = []
    for file in ConformanceData.files(under: "conformance/cql/official-elm", suffix: ".cql") {
      let elm = file.deletingPathExtension().appendingPathExtension("json")
      let reference = try CQLLibrary(elm: [UInt8](try Data(contentsOf: elm)))
      var text = try String(contentsOf: file, encoding: .utf8)
      // The suite names a model that it does not use.
      text = text.replacing("using QUICK version '3.3.0'", with: "").replacing("context Patient", with: "")
      let translated = CQLTranslator().translate(text, source: file.lastPathComponent).library
      // Written and read again, so that constants have the form of ELM on both sides.
      let ours = try CQLLibrary(elm: translated.elm())
      let theirs = Dictionary(
        reference.expressions.map { ($0.name, $0.expression) }, uniquingKeysWith: { first, _ in first })
      for definition in ours.expressions {
        guard let other = theirs[definition.name] else { continue }
        for (name, pair) in Self.tests(definition.expression, other, definition.name) {
          if pair.0.brief == pair.1.brief {
            same += 1
          } else {
            different.append("\(name): \(pair.0.brief) | \(pair.1.brief)")
          }
        }
      }
    }
    // The differences are of few kinds, all wanted: points that the reference promotes to intervals although an overload
    // takes them as they are, constants folded, nulls that need no cast.
    #expect(same > 3_100)
    #expect(different.count < 200, "\(different.prefix(20).joined(separator: "\n"))")
  }

  /// The tests in a define of the suite: tuples of tuples of expressions.
  private static func tests(
    _ ours: CQLExpression, _ theirs: CQLExpression, _ name: String
  ) -> [(String, (CQLExpression, CQLExpression))] {
    guard case .tuple(let a) = ours.kind, case .tuple(let b) = theirs.kind, !a.contains(where: { $0.name == "output" })
    else {
      guard case .tuple(let a) = ours.kind, case .tuple(let b) = theirs.kind else { return [(name, (ours, theirs))] }
      return a.compactMap { element in
        b.first { $0.name == element.name }.map { ("\(name).\(element.name)", (element.value, $0.value)) }
      }
    }
    return a.flatMap { element in
      b.first { $0.name == element.name }.map { tests(element.value, $0.value, "\(name).\(element.name)") } ?? []
    }
  }
}
