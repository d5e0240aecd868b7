import CQL
import ClinicalTypes
import FHIR
import JSON
import Testing

/// What the documentation shows runs as it is written.
@Suite struct DocumentationTests {
  @Test func fiveLines() throws {
    let text = """
      using FHIR version '4.0.1'
      context Patient
      define "Finished": [Encounter] E where E.status = 'finished'
      """
    let bundle = try JSONDocument(
      fhir: """
        {"resourceType":"Bundle","type":"collection","entry":[{"resource":
         {"resourceType":"Encounter","id":"e","status":"finished","class":{"code":"AMB"}}}]}
        """)
    let (included, valueSets): ([CQLLibrary], [Resource]) = ([], [])
    let now = try #require(PartialDateTime("2026-11-23T09:00:00.000Z"))
    var found: [String: Int] = [:]

    let library = try CQLLibrary(cql: text)  // or CQLLibrary(elm: bytes)
    let engine = try CQLEngine(library, including: included)
    let store = ResourceStore(documents: [bundle])
    let context = CQLContext(data: store, terminology: LocalTerminology(valueSets), now: now)
    for entry in engine.evaluate(in: context) { found[entry.name] = try entry.result.get().items?.count }

    #expect(found["Finished"] == 1)
    #expect(try CQLLibrary(elm: library.elm()).expressions.map(\.name) == library.expressions.map(\.name))
  }

  /// The table of distances in "How a conversion is chosen": of two overloads, the nearer is called.
  @Test(arguments: [
    // The same type before a subtype, before a conversion.
    (["Integer", "Decimal"], "1", "Integer"), (["Decimal", "Any"], "1", "Any"),
    (["Decimal", "Concept"], "1", "Decimal"),
    // A conversion to a simple type before one to a structure; of equally near ones the first.
    (["Quantity", "Decimal"], "1", "Decimal"), (["Decimal", "Long"], "1", "Decimal"),
    (["Long", "Decimal"], "1", "Long"),
    // Null is cast to the first.
    (["Decimal", "Integer"], "null", "Decimal"),
    // What has no other place becomes a list of one.
    (["List<Integer>"], "1", "List<Integer>"),
    (["Concept"], "Code '1' from \"S\"", "Concept"),
  ])
  func theNearestOverloadIsChosen(_ overloads: [String], _ argument: String, _ expected: String) throws {
    let functions = overloads.map { "define function F(x \($0)): '\($0)'" }.joined(separator: "\n")
    let text = "codesystem \"S\": 'http://example.org/s'\n\(functions)\ndefine X: F(\(argument))"
    let translation = CQLTranslator().translate(text)
    #expect(translation.errors == [])
    let engine = try CQLEngine(translation.library)
    #expect(Tree.json(try engine.evaluate("X", in: Tree.context())) == "\"\(expected)\"")
  }
}
