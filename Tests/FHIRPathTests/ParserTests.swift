import Testing

@testable import FHIRPath

/// Text to tree: precedence, literals, places of errors, and bounds.
@Suite struct ParserTests {
  @Test(arguments: [
    ("1+2*3", "1 + 2 * 3"), ("(1+2)*3", "(1 + 2) * 3"), ("a.b[0].c", "a.b[0].c"), ("-a.b", "-a.b"),
    ("(-a).b", "(-a).b"),
    ("a|b|c", "a | b | c"), ("a|(b|c)", "a | (b | c)"), ("1 > 2 is Boolean", "1 > 2 is Boolean"),
    ("(1 > 2) is Boolean", "(1 > 2) is Boolean"), ("a is FHIR.Patient", "a is FHIR.Patient"),
    ("a and b or c implies d", "a and b or c implies d"), ("a and (b or c)", "a and (b or c)"),
    ("`a b`.`div`", "`a b`.`div`"), ("'it\\'s'", "'it\\'s'"), ("'\\u0041'", "'A'"), ("'\\p'", "'p'"), ("{}", "{}"),
    ("%`vs-x`", "%`vs-x`"), ("%'vs-x'", "%`vs-x`"), ("@2015T", "@2015T"), ("@T14:30", "@T14:30"), ("4 days", "4 days"),
    ("4 'mg'", "4 'mg'"), ("1.50", "1.50"), ("contains.contains(is)", "contains.contains(is)"), ("a.as", "a.as"),
    ("a.ofType(FHIR.`Patient`)", "a.ofType(FHIR.Patient)"), ("a /* c */ . // d\n b", "a.b"),
    ("x.sort(y desc, z asc)", "x.sort(-y, z)"), ("$this", "$this"), ("a in b contains c", "a in b contains c"),
  ])
  func printsCanonically(text: String, expected: String) throws {
    let expression = try FHIRPathExpression(parsing: text)
    #expect(expression.description == expected)
    #expect(try FHIRPathExpression(parsing: expression.description).syntax == expression.syntax)
  }

  @Test(arguments: [
    ("", 1, 1), ("2 + 2 /", 1, 8), ("a.", 1, 3), ("a..b", 1, 3), ("(a", 1, 3), ("a)", 1, 2), ("a[1", 1, 4),
    ("'abc", 1, 1),
    ("a b", 1, 3), ("a\n  .b\n  ? c", 3, 3), ("@2015-13", 1, 1), ("@T25", 1, 1), ("@x", 1, 1), ("$that", 1, 1),
    ("%", 1, 2),
    ("and", 1, 1), ("a and", 1, 6), ("2 /* x", 1, 3), ("a is", 1, 5), ("é", 1, 1), ("a = 'é' §", 1, 9), ("{1}", 1, 2),
    ("a.where()", 1, 3), ("a.exists(b, c)", 1, 3), ("a.wher(b)", 1, 3), ("99999999999999999999", 1, 1),
  ])
  func namesThePlace(text: String, line: Int, column: Int) {
    let error = #expect(throws: FHIRPathError.self) { try FHIRPathExpression(parsing: text) }
    #expect(error?.position?.line == line)
    #expect(error?.position?.column == column, "\(error?.description ?? "")")
  }

  @Test func saysWhatWasExpectedFoundAndMeant() {
    let syntax = #expect(throws: FHIRPathError.self) { try FHIRPathExpression(parsing: "a.b + ") }
    #expect(syntax?.kind == .syntax)
    #expect(syntax?.expected == "a term")
    #expect(syntax?.found == "the end of the expression")
    let unknown = #expect(throws: FHIRPathError.self) { try FHIRPathExpression(parsing: "a.exsits()") }
    #expect(unknown?.kind == .semantic)
    #expect(unknown?.suggestion == "exists")
    #expect(unknown?.description == "line 1, column 3: There is no function 'exsits'; did you mean 'exists'?")
    let arity = #expect(throws: FHIRPathError.self) { try FHIRPathExpression(parsing: "a.substring()") }
    #expect(arity?.expected == "1 to 2")
  }

  @Test(arguments: [
    String(repeating: "(", count: 100_000 / 2), String(repeating: "a.", count: 20_000) + "a",
    String(repeating: "-", count: 50_000) + "1", String(repeating: "a[", count: 20_000),
    String(repeating: "a or ", count: 10_000) + "a", String(repeating: "a.where(", count: 5_000),
    "'" + String(repeating: "x", count: 100_000) + "'", String(repeating: "1|", count: 20_000) + "1",
  ])
  func boundsHostileText(text: String) {
    let error = #expect(throws: FHIRPathError.self) { try FHIRPathExpression(parsing: text) }
    #expect(error?.kind == .limit)
  }

  @Test func longChainsWithinTheBoundEvaluate() throws {
    let chain = (0..<350).map { "\($0)" }.joined(separator: " | ")
    #expect(try TestContext.run("(\(chain)).count()") == ["350"])
    let nested = String(repeating: "(", count: 60) + "1" + String(repeating: ")", count: 60)
    #expect(try TestContext.run(nested) == ["1"])
    let condition = (0..<380).map { "\($0) = 1" }.joined(separator: " or ")
    #expect(try TestContext.run(condition, on: TestContext.patient()) == ["true"])
  }
}
