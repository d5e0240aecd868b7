import JSON
import Testing

@testable import FHIRPath

/// Evaluations that would never end, or would fill the memory, end in an error of the kind `limit`.
@Suite struct LimitTests {
  @Test(arguments: [
    "repeat($this & 'a')", "(1|2|3|4|5|6|7|8|9|10).repeatAll($this)",
    "(1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20|21|22|23|24|25|26|27|28|29|30).aggregate($total & $total, 'aaaa')",
    "(1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20|21|22|23|24|25).aggregate($total.combine($total), 1)",
    "(1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20).aggregate($total.replace('a', 'aaaa'), 'a')",
  ])
  func endsInALimit(expression: String) throws {
    var context = try TestContext.make()
    context.stepBudget = 2_000_000
    let parsed = try FHIRPathExpression(parsing: expression)
    let error = #expect(throws: FHIRPathError.self) { try parsed.evaluate(on: [.string("a")], in: context) }
    #expect(error?.kind == .limit)
  }

  @Test func stepsAreCounted() throws {
    var context = try TestContext.make()
    context.stepBudget = 10
    let document = try TestContext.patient()
    let error = #expect(throws: FHIRPathError.self) {
      try FHIRPathExpression(parsing: "descendants().where($this is string).count()").evaluate(
        on: document.root, in: context)
    }
    #expect(error?.kind == .limit)
  }

  @Test func aDeadlineInThePastStopsLongWork() throws {
    var context = try TestContext.make()
    context.deadline = .now
    let error = #expect(throws: FHIRPathError.self) {
      try FHIRPathExpression(parsing: "(1).repeatAll($this)").evaluate(on: [], in: context)
    }
    #expect(error?.kind == .limit)
  }
}
