import Testing

@testable import CQL

/// What is read, in its canonical form: parentheses show how operators bind.
struct ParserTests {
  @Test(
    arguments: [
      ("1 + 2 * 3", "(1) + ((2) * (3))"),
      ("-2 ^ 2", "(- (2)) ^ (2)"),
      ("a.b[0].c", #""a"."b"[0]."c""#),
      ("not a = b", #"(not "a") = "b""#),
      ("exists a and b", #"(exists "a") and "b""#),
      ("a and b or c xor d implies e", #"(((("a" and "b") or "c") xor "d") implies "e")"#),
      ("a in b union c", #"("a" in "b") union "c""#),
      ("a is not null and b is Integer", #"("a" is not null) and ("b" is "Integer")"#),
      ("a as FHIR.Quantity > 5 'mg'", #"("a" as "FHIR"."Quantity") > (5 'mg')"#),
      ("cast a as Integer", #"cast "a" as "Integer""#),
      ("a between 1 and 2 and b", #"("a" between (1) and (2)) and "b""#),
      ("start of a.b + 3 days", #"(start of "a"."b") + (3 days)"#),
      ("distinct a union b", #"distinct ("a" union "b")"#),
      ("date from a", #"date from "a""#),
      ("year from a + 1", #"(year from "a") + (1)"#),
      ("days between a and b", #"duration in days between "a" and "b""#),
      ("difference in months between a and b", #"difference in months between "a" and "b""#),
      ("duration in days of x", #"duration in days of "x""#),
      ("convert 5 to Decimal", #"convert (5) to "Decimal""#),
      ("convert x to 'mg'", #"convert "x" to 'mg'"#),
      ("1 'mg' : 2 'mL'", "1 'mg' : 2 'mL'"),
      ("{ a: 1, \"b\": 2 }", #"Tuple { "a": 1, "b": 2 }"#),
      ("{}", "List {  }"), ("{ : }", "Tuple { : }"),
      ("List<Integer>{ 1, 2 }", #"List<"Integer"> { 1, 2 }"#),
      ("FHIR.Period { start: x }", #""FHIR"."Period" { "start": "x" }"#),
      ("Code '1' from \"S\" display 'd'", #"Code '1' from "S" display 'd'"#),
      ("Concept { Code '1' from S }", #"Concept { Code '1' from "S" }"#),
      ("Concept { codes: x }", #""Concept" { "codes": "x" }"#),
      ("Interval[1, null)", "Interval[1, null)"),
      ("if a then b else c + d", #"if "a" then "b" else ("c" + "d")"#),
      ("case x when 1 then 2 else 3 end", #"case "x" when (1) then (2) else (3) end"#),
      ("collapse x per day", #"collapse "x" per day"#),
      ("expand x per 2 days", #"expand "x" per (2 days)"#),
      ("maximum Integer", #"maximum "Integer""#),
      ("$this.length()", #"$this."length"()"#),
      ("5L", "5L"), ("@2014-02T", "@2014-02T"), ("@T14:30", "@T14:30"),
      ("`a b`.\"c\\\"d\"", #""a b"."c\"d""#),
      ("'it\\'s \\u0041'", #"'it\'s A'"#),
      ("[Observation]", #"["Observation"]"#),
      ("[Condition: \"Diabetes\"]", #"["Condition": "Diabetes"]"#),
      ("[Condition: code ~ X.\"Y\"]", #"["Condition": "code" ~ "X"."Y"]"#),
      ("[Patient -> Observation: category in V]", #"["Patient" -> "Observation": "category" in "V"]"#),
    ] as [(String, String)])
  func reads(_ text: String, _ expected: String) {
    #expect(printed(text) == expected || printed(text).map { "(\($0))" } == expected)
  }

  @Test(
    arguments: [
      ("[A] a where a.x return all a.y sort desc", #"from ["A"] "a" where "a"."x" return all "a"."y" sort desc"#),
      ("(x) a", #"from "x" "a""#),
      ("f(x) a return a", #"from "f"("x") "a" return "a""#),
      ("from A a, (B) b let c: 1, d: 2 return c", #"from "A" "a", "B" "b" let "c": (1), "d": (2) return "c""#),
      (
        "A a with B b such that a = b without C c such that true",
        #"from "A" "a" with "B" "b" such that ("a" = "b") without "C" "c" such that true"#
      ),
      ("A a aggregate distinct R starting 1: R * a", #"from "A" "a" aggregate distinct "R" starting (1): ("R" * "a")"#),
      ("A a sort by x asc, y.z descending, start", #"from "A" "a" sort by "x" asc, "y"."z" descending, "start""#),
      ("exists A a where b", #"exists (from "A" "a" where "b")"#),
      ("(4) l", #"from (4) "l""#),
      (
        "{ e: from ({2}) A, ({5}) B, output: 1 }",
        #"Tuple { "e": (from List { 2 } "A", List { 5 } "B"), "output": 1 }"#
      ),
    ] as [(String, String)])
  func readsQueries(_ text: String, _ expected: String) { #expect(printed(text) == expected) }

  @Test(arguments: [
    "same day as", "same as", "same month or before", "same or after", "starts same day as start", "includes",
    "properly includes day of", "includes start", "during", "properly during day of", "starts during", "before",
    "after", "on or before", "starts on or before day of", "ends after end", "occurs before",
    "starts 3 days before start", "3 days or more before", "starts 3 days or less on or before",
    "less than 2 hours after", "starts more than 1 week on or after day of start", "within 3 days of",
    "starts properly within 3 days of start", "meets", "meets before", "meets after day of", "overlaps",
    "overlaps before", "overlaps after day of", "starts", "starts day of", "ends", "ends month of",
  ])
  func readsTimingPhrases(_ phrase: String) { #expect(printed("a \(phrase) b") == "\"a\" \(phrase) \"b\"") }

  @Test(
    arguments: [
      ("a included in b", #""a" during "b""#), ("a before or on b", #""a" on or before "b""#),
      ("a or a.b on or after b", #""a" or ("a"."b" on or after "b")"#),
      ("a before start of b", #""a" before (start of "b")"#),
      ("a in day of b", #""a" in day of "b""#),
    ] as [(String, String)])
  func readsOtherSpellings(_ text: String, _ expected: String) { #expect(printed(text) == expected) }

  @Test(
    arguments: [
      ("define A: 1 +", "1:14 Unexpected text; expected an expression; found the end of the text"),
      ("define A 1", "1:10 Unexpected text; expected ':' after \"A\"; found '1'"),
      ("define A: (1", "1:13 Unexpected text; expected ')'; found the end of the text"),
      (
        "define A: X where",
        "1:13 Unexpected text; expected a definition (define, parameter, valueset, codesystem, code, concept, context, using or include); found 'where'"
      ),
      ("define 'A': 1", "1:8 A name is written in double quotes; expected the name of the definition; found 'A'"),
      ("define A: 'abc", "1:11 Unfinished string; expected a closing '; found the end of the text"),
      (
        "define A: @20",
        "1:11 Not a date, dateTime or time; expected @YYYY-MM-DD, @YYYY-MM-DDThh:mm:ss.fff±hh:mm or @Thh:mm:ss.fff; found '@20'"
      ),
      (
        "define A: X with Y y such a",
        "1:13 Unexpected text; expected a definition (define, parameter, valueset, codesystem, code, concept, context, using or include); found 'with'"
      ),
      ("define A: X x with Y y such a", "1:24 Unexpected text; expected 'such that'; found 'such'"),
      ("define A: case when a then b end", "1:30 Unexpected text; expected 'else'; found 'end'"),
      ("valueset X: http", "1:13 Unexpected text; expected the value set's URI in single quotes; found 'http'"),
      (
        "define A: a is not Integer",
        "1:20 Unexpected text; expected 'null', 'true' or 'false' after 'is not'; found 'Integer'"
      ),
      ("define A: a == b", "1:14 Unexpected text; expected an expression; found '='"),
      ("/* no end", "1:1 Unfinished comment; expected '*/'; found the end of the text"),
    ] as [(String, String)])
  func refusesWithPlace(_ text: String, _ expected: String) { #expect(syntaxErrors(text).first == expected) }

  @Test func findsTheErrorsOfAllDefinitions() {
    let text = """
      library L
      define A: (
      define B: 2 +
      valueset "V": x
      define C: 3
      code D: 'x' from
      """
    #expect(syntaxErrors(text).map { $0.prefix(4) } == ["3:1 ", "4:1 ", "4:15", "6:17"])
  }

  @Test func keepsTagsAndVersions() {
    let text = """
      // @title: Weights
      library A.B version '1.2'
      include C version '3' called D
      /*
        @author: "Jo
        Doe"
        @draft
      */
      define private fluent function "f"(x Integer, y List<Interval<DateTime>>) returns Boolean: true
      define external "g": 1
      """
    var parser = Parser(Array(text.utf8), limits: .default)
    let library = parser.parseLibrary()
    #expect(library.name?.joined == "A.B")
    #expect(library.version == "1.2")
    #expect(library.tags == [TagSyntax(name: "title", value: "Weights")])
    #expect(library.definitions.count == 2)
    #expect(library.definitions[1].tags.map(\.name) == ["author", "draft"])
    #expect(library.definitions[1].tags.first?.value.hasPrefix("Jo") == true)
    #expect(library.definitions[1].isPrivate)
    #expect(parser.diagnostics.count == 1)
  }

  @Test(arguments: [
    String(repeating: "(", count: 20_000), String(repeating: "not ", count: 20_000) + "a",
    String(repeating: "- ", count: 20_000) + "1", String(repeating: "{", count: 20_000),
    String(repeating: "if a then ", count: 20_000), String(repeating: "start of ", count: 20_000),
    String(repeating: "case ", count: 20_000), String(repeating: "exists [A] a where ", count: 20_000),
    "a is " + String(repeating: "List<", count: 20_000), "a" + String(repeating: ".b", count: 20_000),
    "a" + String(repeating: " or a", count: 20_000), "a" + String(repeating: "[0]", count: 20_000),
    String(repeating: "f(", count: 20_000), String(repeating: "Interval[", count: 20_000),
    String(repeating: "distinct ", count: 20_000), String(repeating: "convert ", count: 20_000),
  ])
  func isBounded(_ text: String) {
    let errors = syntaxErrors("define A: \(text)")
    #expect(!errors.isEmpty)
  }

  @Test func boundsTheTextAndTheDiagnostics() {
    var limits = SyntaxLimits()
    limits.textLength = 10
    #expect(syntaxErrors("define A: 12", limits: limits) == ["1:1 The library is longer than 10 bytes"])
    limits = SyntaxLimits()
    limits.diagnostics = 5
    #expect(syntaxErrors(String(repeating: "define\n", count: 100), limits: limits).count <= 6)
  }
}
