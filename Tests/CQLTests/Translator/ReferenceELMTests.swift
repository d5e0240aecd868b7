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
          let (mine, reference) = (NormalForm.text(pair.0), NormalForm.text(pair.1))
          if mine == reference {
            same += 1
          } else {
            different.append("\(name): \(mine) | \(reference)")
          }
        }
      }
    }
    // Each difference is one of these, in which ours is what CQL 1.5 says.
    var counts: [String: Int] = [:]
    for line in different {
      guard let reason = Self.reasons.first(where: { $0.applies(line) }) else {
        Issue.record("\(line)")
        continue
      }
      counts[reason.name, default: 0] += 1
    }
    print("reference ELM: \(same) expressions the same, \(different.count) different: \(counts)")
    #expect(same > 3_150)
    #expect(different.count <= 70, "\(counts)")
  }

  /// A way in which the reference's ELM of the older suite differs.
  private struct Reason {
    let name: String
    let applies: @Sendable (String) -> Bool
  }

  private static let reasons: [Reason] = [
    // Appendix B declares `before`, `after`, `on or before` and `on or after` for a point and an interval. The reference,
    // with interval promotion on, makes an interval of the point.
    Reason(name: "point promoted to an interval") { line in
      line.contains("If(IsNull(") && ["After", "Before", "OnOrAfter", "OnOrBefore"].contains { line.hasPrefix($0) }
    },
    // `{}` beside a list of Integers: the reference converts its items for some operators and not for these.
    Reason(name: "items of an empty list converted") { $0.contains("Query(List() X") },
    // Out of range at translation, an error with its place: the reference leaves a Message for evaluation.
    Reason(name: "literal out of range") { $0.contains("Message(null, true, 'Literal', 'Error'") },
    // `Interval[null, null]` has no ends to convert.
    Reason(name: "interval of nulls converted end by end") { $0.contains(".lowClosed)") },
    // `/(left Quantity, right Decimal)` is declared; the reference makes a quantity of the number.
    Reason(name: "number divided by as a quantity") { $0.hasPrefix("Divide.") },
    // The reference leaves the accumulator untyped and casts the result; ours casts the operand. Both give the same.
    Reason(name: "accumulator cast afterwards") { $0.contains("aggregate") && $0.contains("Coalesce") },
    // The older copy of the suite was translated from another text of this test.
    Reason(name: "other text") { $0.hasPrefix("Time.TimeUpperBoundMillis") },
  ]

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
