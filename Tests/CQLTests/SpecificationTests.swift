import CQL
import ClinicalTypes
import FHIR
import JSON
import TestSupport
import Testing

/// What the specification says and the official suite does not ask, from source, by both evaluators.
@Suite struct SpecificationTests {
  private static let prelude = """
    library Spec version '1'
    using FHIR version '4.0.1'
    include FHIRHelpers version '4.0.1' called FHIRHelpers
    codesystem "CS": 'http://example.org/cs'
    code "Known": 'known' from "CS"
    code "Unknown": 'unknown' from "CS"
    context Patient

    """

  @Test(arguments: [
    // Weeks begin on Sunday.
    ("difference in weeks between @2023-11-20 and @2023-11-26", "1"),
    ("difference in weeks between @2024-01-06 and @2024-01-07", "1"),
    ("difference in weeks between @2024-01-07 and @2024-01-13", "0"),
    ("difference in weeks between @2023-11-25 and @2023-12-03", "2"),
    ("difference in weeks between @2024-01-07 and @2024-01-06", "-1"),
    ("difference in weeks between @1969-12-27 and @1969-12-28", "1"),
    ("weeks between @2024-01-06 and @2024-01-07", "0"),
    // Roots of more places than a Decimal has.
    ("GeometricMean({ 1.0, null, 3.0, null, 9.0 })", "3"),
    ("GeometricMean({ 2.0, 8.0 })", "4"),
    // Operators by their names.
    ("Union({ 1 }, { 2 })", "[1,2]"), ("Intersect({ 1, 2 }, { 2 })", "[2]"), ("Except({ 1, 2 }, { 2 })", "[1]"),
    ("Except(null as List<Integer>, List<Integer>{})", "null"), ("4.Add(4)", "8"),
    ("IncludedIn(1, { 1, 2 })", "true"), ("ProperlyIncludes({ 1, 2 }, { 1 })", "true"),
    // Codes of a system whose concepts are all known.
    (#""Known" in "CS""#, "true"), (#""Unknown" in "CS""#, "false"), (#"{ "Unknown", "Known" } in "CS""#, "true"),
    // Spellings of timing phrases.
    ("Interval[@2024-01-01, @2024-01-05] occurs during Interval[@2023-12-30, @2024-01-30]", "true"),
    (
      "Interval[@2024-01-01, @2024-01-05] starts 3 days or less before start of Interval[@2024-01-03, @2024-01-10]",
      "true"
    ),
    ("Interval[@2024-01-01, @2024-01-05] ends more than 2 days after end Interval[@2023-12-30, @2024-01-03]", "false"),
    ("Interval[@2024-01-01, @2024-01-05] starts before or on day of start Interval[@2024-01-01, @2024-01-03]", "true"),
    ("Interval[@2024-01-01, @2024-01-05] starts on or before day of start Interval[@2024-01-01, @2024-01-03]", "true"),
    ("@2024-01-01 properly within 3 days of @2024-01-04", "false"),
    ("@2024-01-01 within 3 days of @2024-01-04", "true"),
    ("Interval[@2024-01-01, @2024-01-05] meets before day of Interval[@2024-01-06, @2024-01-13]", "true"),
    ("Interval[@2024-01-01, @2024-01-05] included in day of Interval[@2024-01-01, @2024-01-13]", "true"),
    ("@2024-01-01 same month or after @2024-01-31", "true"), ("Interval[2, 3] between 1 and 5", "true"),
    // Unknown ends.
    ("Interval(null, 5] contains 3", "null"), ("Interval(null, 5] contains 6", "false"),
    ("Interval[null, 5] contains 3", "true"), ("25 in Interval[0, null)", "null"),
    ("@2020-03-09 on or after day of Interval[@2020-03-05, null]", "false"),
    // Months have no thirtieth of February.
    ("@2024-01-31 + 1 month", #""2024-02-29""#), ("@2024 + 6 months", #""2024""#), ("@2024 + 12 months", #""2025""#),
    ("months between @2024-01-31 and @2024-02-29", "0"),
    ("days between @2024-01 and @2024-03", #"{"low":30,"high":90,"lowClosed":true,"highClosed":true}"#),
    // Sorts by expressions and of nulls, aggregates, lets.
    ("({ 3, 1, null, 2 }) A sort asc", "[null,1,2,3]"),
    ("({ { a: 1, b: 2 }, { a: 1, b: 1 } }) T sort by (a + b)", #"[{"a":1,"b":1},{"a":1,"b":2}]"#),
    ("({ 3, 1, 2 }) A let B: A * 2 where B > 2 return B", "[6,4]"),
    ("from ({ 1, 2 }) A, ({ 3, 4 }) B with ({ 3 }) C such that C = B return A + B", "[4,5]"),
    ("(5) A return A + 1", "6"), ("({ 3, 1, 2 }) A aggregate R starting 0: R + A", "6"),
  ])
  func givesWhatTheSpecificationSays(_ expression: String, _ wanted: String) throws {
    let system =
      #"{"resourceType":"CodeSystem","url":"http://example.org/cs","status":"active","content":"complete","concept":[{"code":"known"}]}"#
    let engine = try CQLEngine(CQLLibrary(cql: Self.prelude + "define X: \(expression)"))
    for evaluator in [CQLContext.Evaluator.compiled, .interpreter] {
      var context = try Tree.context()
      context.evaluator = evaluator
      context.terminology = LocalTerminology([try #require(Resource(try JSONDocument(fhir: system).root))])
      #expect(Tree.json(try engine.evaluate("X", in: context)) == wanted, "\(evaluator)")
    }
  }
}
