import FHIR
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

  /// Work that grows with the square of the document is charged for, so that it ends in a result or a limit soon.
  @Test(arguments: [
    "name.given.count()", "name.given.where(hasValue().not()).count()", "name.given.distinct().count()",
    "name.family.indexOf('aaaaaaaab')",
    "name.family.replace('aaaaaaaab', 'x').length()", "name.period = name.period.where(true)",
    "name.family.toChars().distinct().count()",
    "name.family.matches('(a|aa)+b')", "descendants().count()", "name.given ~ name.given",
  ])
  func bigDocumentsStayBounded(expression: String) throws {
    let nulls = Array(repeating: "null", count: 20_000).joined(separator: ",")
    let members = (0..<2_000).map { "\"x\($0)\": 1" }.joined(separator: ",")
    let document = try JSONDocument(
      fhir: """
        {"resourceType": "Patient", "name": [{"family": "\(String(repeating: "a", count: 20_000))",
         "given": [\(nulls)], "_given": [\(nulls), {"id": "z"}], "period": {\(members)}}]}
        """)
    var context = try TestContext.make()
    context.stepBudget = 1_000_000
    do throws(FHIRPathError) {
      _ = try FHIRPathExpression(parsing: expression).evaluate(on: document.root, in: context)
    } catch {
      #expect(error.kind == .limit, "\(error)")
    }
  }

  @Test func checkingNestedRepeatsIsBounded() {
    let depth = 25
    let text = String(repeating: "repeat(item.", count: depth) + "item" + String(repeating: ")", count: depth)
    let error = #expect(throws: FHIRPathError.self) {
      try FHIRPathExpression(parsing: text, checking: .standard, focusType: "Questionnaire")
    }
    #expect(error?.kind == .limit)
  }

  /// The deepest trees that the parser lets through neither overflow the stack nor disagree.
  @Test(arguments: [
    "name" + String(repeating: ".where(true)", count: 390), "name" + String(repeating: ".select($this)", count: 390),
    "name" + String(repeating: "[0]", count: 390), "(1)" + String(repeating: ".combine(1)", count: 390),
    "name." + String(repeating: "where($this.", count: 60) + "exists()" + String(repeating: ")", count: 60),
    String(repeating: "iif(true, ", count: 60) + "1" + String(repeating: ")", count: 60),
    String(repeating: "(1).select($this + ", count: 25) + "1" + String(repeating: ")", count: 25),
    "1" + String(repeating: " + 1", count: 390), "'a'" + String(repeating: " & 'a'", count: 390),
    String(repeating: "-", count: 60) + "1",
    "name" + String(repeating: ".defineVariable('v' & $this.count().toString())", count: 1)
      + String(repeating: ".first()", count: 380),
    "name" + String(repeating: ".exists($this.given.first() is string)", count: 1)
      + String(repeating: ".not()", count: 380),
  ])
  func deepestTreesEvaluate(expression: String) throws {
    let document = try TestContext.patient()
    let parsed = try FHIRPathExpression(parsing: expression, checking: .standard, focusType: "Patient")
    #expect(try FHIRPathExpression(parsing: parsed.description).syntax == parsed.syntax)
    if let (compiled, interpreted) = DifferentialTests.compare(expression, document, try TestContext.make()) {
      Issue.record("compiled \(compiled.prefix(300)), interpreted \(interpreted.prefix(300))")
    }
  }
}
