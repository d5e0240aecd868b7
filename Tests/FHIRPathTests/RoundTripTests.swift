import JSON
import TestSupport
import Testing

@testable import FHIRPath

/// Random trees: print → parse gives the tree back, and evaluation ends with a result or an error.
@Suite struct RoundTripTests {
  /// Grows random expressions as text; the seed makes a failure repeatable.
  struct Grower {
    var random: SeededGenerator

    mutating func pick<Element>(_ items: [Element]) -> Element {
      items[Int.random(in: 0..<items.count, using: &random)]
    }

    mutating func expression(_ depth: Int) -> String {
      guard depth > 0 else { return term() }
      switch Int.random(in: 0..<8, using: &random) {
      case 0: return "(" + expression(depth - 1) + ")"
      case 1: return expression(depth - 1) + " \(pick(BinaryOperator.allCases).rawValue) " + expression(depth - 1)
      case 2: return "(" + expression(depth - 1) + ")." + pick(["name", "given", "`odd name`", "value", "contains"])
      case 3: return "(" + expression(depth - 1) + ")." + pick(["count()", "first()", "exists()", "not()", "trim()"])
      case 4:
        return "(" + expression(depth - 1) + ")." + pick(["where", "select", "all"]) + "(" + expression(depth - 1) + ")"
      case 5: return pick(["-", "+"]) + "(" + expression(depth - 1) + ")"
      case 6:
        return "(" + expression(depth - 1) + ") " + pick(["is", "as"]) + " "
          + pick(["FHIR.Patient", "String", "Quantity"])
      default: return "(" + expression(depth - 1) + ")[" + expression(depth - 1) + "]"
      }
    }

    mutating func term() -> String {
      pick([
        "name", "$this", "$index", "{}", "1", "2.50", "'a\\'b\\n'", "true", "@2014", "@2014-01-25T14:30", "@T10:30",
        "4 days",
        "5 'mg'", "%resource", "today()", "Patient.name", "`a b`",
      ])
    }
  }

  @Test(arguments: 0..<400)
  func printedTreesParseToThemselves(seed: Int) throws {
    var grower = Grower(random: SeededGenerator(seed: UInt64(seed)))
    let text = grower.expression(4)
    let first = try FHIRPathExpression(parsing: text)
    let second = try FHIRPathExpression(parsing: first.description)
    #expect(first.syntax == second.syntax, "\(text) printed as \(first)")
    #expect(first.description == second.description)
    let document = try TestContext.patient()
    if let (compiled, interpreted) = DifferentialTests.compare(text, document, try TestContext.make()) {
      Issue.record("\(text): compiled \(compiled), interpreted \(interpreted)")
    }
  }

  @Test(arguments: 0..<400)
  func damagedTextEndsInAnErrorOrAResult(seed: Int) throws {
    var grower = Grower(random: SeededGenerator(seed: UInt64(seed) + 10_000))
    var bytes = Array(grower.expression(4).utf8)
    for _ in 0..<3 {
      let at = Int.random(in: 0..<bytes.count, using: &grower.random)
      bytes[at] = grower.pick(Array("()[]{}.'`@$%|&=~<>!+-*/0aT\\\"".utf8))
    }
    let document = try TestContext.patient()
    if let expression = try? FHIRPathExpression(parsing: String(decoding: bytes, as: UTF8.self)) {
      _ = try? expression.evaluate(on: document.root, in: TestContext.make())
    }
  }
}
