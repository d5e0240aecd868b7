import CQL
import ClinicalTypes
import Testing

@Suite struct ELMTests {
  private func library(_ expression: String) throws -> CQLLibrary {
    try CQLLibrary(
      elm: Array(
        #"{"library":{"identifier":{"id":"L","version":"1"},"statements":{"def":[{"name":"X","context":"Patient","expression":\#(expression)}]}}}"#
          .utf8))
  }

  private func json(_ expression: String) throws -> String {
    Tree.json(try CQLEngine(library(expression)).evaluate("X", in: Tree.context()))
  }

  private static let integer = #""valueType":"{urn:hl7-org:elm-types:r1}Integer""#

  @Test func constants() throws {
    #expect(try json(#"{"type":"Literal",\#(Self.integer),"value":"5"}"#) == "5")
    #expect(try json(#"{"type":"Quantity","value":1.50,"unit":"mg"}"#) == #"{"value":1.50,"unit":"mg"}"#)
    // The least Integer has no positive twin.
    #expect(
      try json(#"{"type":"Negate","operand":{"type":"Literal",\#(Self.integer),"value":"2147483648"}}"#)
        == "-2147483648")
  }

  @Test func aConstantOutOfRangeFailsOnlyWhereItIsUsed() throws {
    let library = try library(#"{"type":"Literal",\#(Self.integer),"value":"2147483648"}"#)
    let error = try #require(throws: CQLError.self) { try CQLEngine(library).evaluate("X", in: Tree.context()) }
    #expect(error.message.contains("2147483648"))
  }

  @Test(arguments: [
    "", "[]", "{", #"{"library":5}"#, #"{"library":{"statements":{"def":[{"name":"X"}]}}}"#,
    #"{"library":{"statements":{"def":[{"name":"X","expression":{}}]}}}"#,
    #"{"library":{"statements":{"def":[{"name":"X","expression":{"type":"NoSuchNode"}}]}}}"#,
    #"{"library":{"statements":{"def":[{"name":"X","expression":{"type":"As","operand":{"type":"Null"},"asType":"Integer"}}]}}}"#,
    #"{"library":{"statements":{"def":[{"name":"X","expression":{"type":"If","condition":{"type":"Null"}}}]}}}"#,
    #"{"library":{"statements":{"def":[{"name":"X","expression":{"type":"Query","source":[]}}]}}}"#,
    #"{"library":{"usings":{"def":[{}]}}}"#,
  ])
  func malformedELMIsAnErrorWithAPlace(_ text: String) {
    do {
      let library = try CQLLibrary(elm: Array(text.utf8))
      #expect(text == #"{"library":5}"# && library.expressions.isEmpty)
    } catch {
      #expect(error.kind == .malformed)
    }
  }

  @Test func deepNestingIsAnErrorNotACrash() throws {
    let depth = 5000
    let open = String(repeating: #"{"type":"Not","operand":"#, count: depth)
    let text = open + #"{"type":"Null"}"# + String(repeating: "}", count: depth)
    #expect(throws: CQLError.self) { try library(text) }
    let allowed =
      String(repeating: #"{"type":"Not","operand":"#, count: 1500) + #"{"type":"Null"}"#
      + String(repeating: "}", count: 1500)
    // Whether this many levels can be read and run depends on the thread's stack; either way it ends.
    do {
      _ = try CQLEngine(try library(allowed)).evaluate("X", in: Tree.context())
    } catch let error as CQLError {
      #expect(error.kind == .limit)
    }
  }

  /// ELM of translator 1.3: no result types, no signatures, paths of several steps, the context Population, date ranges
  /// in retrieves; and of 3.x, which writes types, signatures and annotations.
  @Test func oldAndNewDialects() throws {
    let old = #"""
      {"library":{"identifier":{"id":"Old","version":"1"},"schemaIdentifier":{"id":"urn:hl7-org:elm","version":"r1"},
      "annotation":[{"translatorVersion":"1.3.8","type":"CqlToElmInfo"}],
      "usings":{"def":[{"localIdentifier":"System","uri":"urn:hl7-org:elm-types:r1"},{"localIdentifier":"FHIR","uri":"http://hl7.org/fhir","version":"4.0.1"}]},
      "includes":{"def":[{"localIdentifier":"FHIRHelpers","path":"FHIRHelpers","version":"4.0.1"}]},
      "statements":{"def":[
      {"name":"Patient","context":"Patient","expression":{"type":"SingletonFrom","operand":{"dataType":"{http://hl7.org/fhir}Patient","type":"Retrieve"}}},
      {"name":"All","context":"Population","accessLevel":"Public","expression":{"dataType":"{http://hl7.org/fhir}Encounter","type":"Retrieve"}},
      {"name":"Ranged","context":"Patient","expression":{"dataType":"{http://hl7.org/fhir}Encounter","dateProperty":"period","type":"Retrieve","dateRange":{"lowClosed":true,"highClosed":false,"type":"Interval",
      "low":{"type":"DateTime","year":{"valueType":"{urn:hl7-org:elm-types:r1}Integer","value":"2024","type":"Literal"},"month":{"valueType":"{urn:hl7-org:elm-types:r1}Integer","value":"1","type":"Literal"},"day":{"valueType":"{urn:hl7-org:elm-types:r1}Integer","value":"1","type":"Literal"}},
      "high":{"type":"DateTime","year":{"valueType":"{urn:hl7-org:elm-types:r1}Integer","value":"2025","type":"Literal"},"month":{"valueType":"{urn:hl7-org:elm-types:r1}Integer","value":"1","type":"Literal"},"day":{"valueType":"{urn:hl7-org:elm-types:r1}Integer","value":"1","type":"Literal"}}}}},
      {"name":"Starts","context":"Patient","expression":{"type":"Query","source":[{"alias":"E","expression":{"name":"Ranged","type":"ExpressionRef"}}],"relationship":[],
      "return":{"distinct":true,"expression":{"path":"period.start.value","scope":"E","type":"Property"}}}},
      {"name":"Helped","context":"Patient","expression":{"name":"ToInterval","libraryName":"FHIRHelpers","type":"FunctionRef","operand":[{"path":"period","type":"Property","source":{"type":"First","source":{"name":"All","type":"ExpressionRef"}}}]}}
      ]}}}
      """#
    let resources = [
      #"{"resourceType":"Patient","id":"p"}"#,
      #"{"resourceType":"Encounter","id":"in","period":{"start":"2024-02-01T10:00:00Z","end":"2024-02-01T11:00:00Z"}}"#,
      #"{"resourceType":"Encounter","id":"out","period":{"start":"2020-02-01","end":"2020-02-01"}}"#,
    ]
    let engine = try CQLEngine(CQLLibrary(elm: Array(old.utf8)))
    for evaluator in [CQLContext.Evaluator.compiled, .interpreter] {
      var context = try Tree.context(resources)
      context.evaluator = evaluator
      #expect(try engine.evaluate("All", in: context).items?.count == 2)
      #expect(try engine.evaluate("Ranged", in: context).items?.count == 1)
      #expect(Tree.json(try engine.evaluate("Starts", in: context)) == #"["2024-02-01T10:00:00Z"]"#)
      #expect(Tree.json(try engine.evaluate("Helped", in: context)).contains("2024-02-01T11:00:00Z"))
    }
  }

  @Test func aPropertyWithoutScopeBelongsToTheInnermostAlias() throws {
    let tuple = #"{"type":"Tuple","element":[{"name":"a","value":{"type":"Literal",\#(Self.integer),"value":"1"}}]}"#
    let query =
      #"{"type":"Query","source":[{"alias":"T","expression":{"type":"List","element":[\#(tuple)]}}],"relationship":[],"return":{"expression":{"type":"Property","path":"a"}}}"#
    #expect(try json(query) == "[1]")
  }

  /// Written and read again, a library gives the same.
  @Test func roundTrip() throws {
    var library = Tree.library(
      Tree.query(
        "N", Tree.list(Tree.integer(3), Tree.null, Tree.integer(1)),
        where: Tree.op(.not, Tree.op(.isNull, Tree.alias("N"))),
        return: CQLExpression(
          .tuple([
            .init("n", Tree.alias("N")), .init("when", try Tree.dateTime("2024-01-01T10:00:00.000+02:00")),
            .init("how", try Tree.quantity("1.50 'mg'")),
            .init("in", Tree.interval(Tree.integer(1), nil, highClosed: false)),
            .init("part", Tree.op(.substring, Tree.string("abc"), Tree.integer(1))),
            .init("same", Tree.op(.notEqual, Tree.integer(1), Tree.integer(2))),
            .init("day", Tree.op(.sameAs, try Tree.date("2024-01-02"), try Tree.date("2024-01-03"), precision: .month)),
            .init("round", Tree.op(.round, try Tree.decimal("1.255"), Tree.integer(2))),
          ])),
        sort: [SortItem(.column("n"), isDescending: false)]))
    library.parameters = [
      ParameterDefinition("P", type: .list(.interval(.choice([.date, .dateTime]))), defaultValue: Tree.null)
    ]
    library.functions = [
      FunctionDefinition("f", operands: [.init("t", .tuple([.init("a", .fhir("Patient"))]))], body: nil, isFluent: true)
    ]
    library.codeSystems = [CodeSystemDefinition("S", id: "urn:s")]
    library.codes = [CodeDefinition("C", id: "1", codeSystem: DefinitionReference("S"), display: "one")]
    library.concepts = [ConceptDefinition("K", codes: [DefinitionReference("C")])]
    library.valueSets = [ValueSetDefinition("V", id: "urn:v", version: "2", access: .private)]
    let again = try CQLLibrary(elm: library.elm())
    #expect(try CQLLibrary(elm: again.elm()).elm() == again.elm())
    let context = try Tree.context()
    let (first, second) = (
      try CQLEngine(library).evaluate("X", in: context), try CQLEngine(again).evaluate("X", in: context)
    )
    #expect(Tree.json(first) == Tree.json(second))
    #expect(again.functions.first?.operands == library.functions.first?.operands)
    #expect(again.parameters.first?.type == library.parameters.first?.type)
    #expect(again.valueSets == library.valueSets)
  }
}
