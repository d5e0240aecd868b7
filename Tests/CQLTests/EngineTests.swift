import CQL
import ClinicalTypes
import FHIR
import Testing

@Suite struct EngineTests {
  @Test func oneFailingDefineDoesNotStopTheOthers() throws {
    let library = Tree.library(
      Tree.op(.add, Tree.define("A"), Tree.integer(1)),
      [("A", Tree.integer(1)), ("Bad", Tree.op(.singletonFrom, Tree.integers(1, 2))), ("Worse", Tree.define("Bad"))])
    let results = try CQLEngine(library).evaluate(in: Tree.context())
    #expect(results.entries.map(\.name) == ["A", "Bad", "Worse", "X"])
    #expect(Tree.json(try #require(results["X"]).get()) == "2")
    let error = try #require(throws: CQLError.self) { try #require(results["Worse"]).get() }
    #expect(error.define == "Bad")
    #expect(error.library == LibraryIdentifier("Test", version: "1"))
    #expect(
      String(decoding: ResultWriter.json(results), as: UTF8.self).hasPrefix(
        #"{"A":1,"Bad":{"error":"Test|1 \"Bad\": A list"#))
  }

  @Test func errorsNameThePlaceInTheSource() throws {
    let place = SourceRange(startLine: 8, startColumn: 3, endLine: 8, endColumn: 20)
    let node = CQLExpression(.operation(.singletonFrom, [Tree.integers(1, 2)]), at: place)
    let error = try #require(throws: CQLError.self) { try Tree.evaluate(Tree.op(.not, node)) }
    #expect(error.locator == place)
    #expect(error.description.contains("8:3-8:20"))
  }

  @Test func aDefineThatNeedsItselfIsAnError() throws {
    let library = Tree.library(Tree.define("Y"), [("Y", Tree.define("X"))])
    #expect(throws: CQLError.self) { try CQLEngine(library).evaluate("X", in: Tree.context()) }
  }

  @Test func endlessRecursionOfAFunctionIsAnError() throws {
    var library = Tree.library(
      CQLExpression(.functionRef(DefinitionReference("f"), [Tree.integer(1)], signature: [])))
    library.functions = [
      FunctionDefinition(
        "f", operands: [.init("n", .integer)],
        body: CQLExpression(
          .functionRef(
            DefinitionReference("f"), [Tree.op(.add, CQLExpression(.operandRef("n")), Tree.integer(1))], signature: []))
      )
    ]
    let error = try #require(throws: CQLError.self) { try CQLEngine(library).evaluate("X", in: Tree.context()) }
    #expect(error.kind == .limit)
  }

  @Test func externalFunctionsAreRefusedByName() throws {
    var library = Tree.library(CQLExpression(.functionRef(DefinitionReference("exec"), [], signature: [])))
    library.functions = [FunctionDefinition("exec", operands: [], body: nil)]
    let error = try #require(throws: CQLError.self) { try CQLEngine(library).evaluate("X", in: Tree.context()) }
    #expect(error.kind == .unsupported)
    #expect(error.message.contains("exec"))
  }

  @Test func overloadsAreChosenByTheValuesWhereNothingElseSays() throws {
    func body(_ text: String) -> CQLExpression { Tree.string(text) }
    var library = Tree.library(
      Tree.list(
        CQLExpression(
          .functionRef(
            DefinitionReference("f"), [CQLExpression(.parameterRef(DefinitionReference("P")))], signature: [])),
        CQLExpression(.functionRef(DefinitionReference("f"), [Tree.null], signature: [.string]))))
    library.parameters = [ParameterDefinition("P", type: nil, defaultValue: Tree.integer(1))]
    library.functions = [
      FunctionDefinition("f", operands: [.init("x", .string)], body: body("string")),
      FunctionDefinition("f", operands: [.init("x", .integer)], body: body("integer")),
    ]
    #expect(Tree.json(try CQLEngine(library).evaluate("X", in: Tree.context())) == #"["integer","string"]"#)
  }

  @Test func parametersOverrideDefaults() throws {
    var library = Tree.library(CQLExpression(.parameterRef(DefinitionReference("P"))))
    library.parameters = [ParameterDefinition("P", type: .integer, defaultValue: Tree.integer(1))]
    var context = try Tree.context()
    let engine = try CQLEngine(library)
    #expect(Tree.json(try engine.evaluate("X", in: context)) == "1")
    context.parameters["P"] = .integer(5)
    #expect(Tree.json(try engine.evaluate("X", in: context)) == "5")
  }

  @Test func includedLibrariesKeepTheirOwnNames() throws {
    var common = Tree.library(Tree.define("Y"), [("Y", Tree.integer(7))])
    common.identifier = LibraryIdentifier("Common", version: "2")
    var main = Tree.library(
      CQLExpression(.expressionRef(DefinitionReference("X", library: "C"))), [("Y", Tree.integer(1))])
    main.includes = [LibraryInclude(LibraryIdentifier("Common", version: "2"), alias: "C")]
    #expect(Tree.json(try CQLEngine(main, including: [common]).evaluate("X", in: Tree.context())) == "7")
    let error = try #require(throws: CQLError.self) { try CQLEngine(main) }
    #expect(error.kind == .unresolved)
  }

  @Test func stepsAndDeadlineAreLimits() throws {
    let many = CQLExpression(.list((0..<1000).map { Tree.integer($0) }))
    let query = CQLExpression(
      .query(
        CQLQuery(
          sources: [.init("A", many), .init("B", many), .init("C", many)],
          aggregate: .init(
            "R", starting: Tree.integer(0), expression: CQLExpression(.queryLetRef("R")), isDistinct: false))))
    let engine = try CQLEngine(Tree.library(query))
    var context = try Tree.context()
    context.stepBudget = 100_000
    #expect(try #require(throws: CQLError.self) { try engine.evaluate("X", in: context) }.kind == .limit)
    context.stepBudget = .max
    context.deadline = .now
    #expect(try #require(throws: CQLError.self) { try engine.evaluate("X", in: context) }.kind == .deadline)
  }

  /// Texts that double, and lists of such texts: refused before they fill the memory.
  @Test(arguments: [
    "(expand Interval[1, 40]) X aggregate R starting 'ab': R + R",
    "Count((expand Interval[1, 900]) X return all Upper(\"Big\"))",
    "Count((expand Interval[1, 900]) X return all Substring(\"Big\", 1))",
    "Count((expand Interval[1, 900]) X return all (expand Interval[1, 100000]))",
    "Count(\"Big\".toChars())",
  ])
  func memoryIsALimit(_ expression: String) throws {
    let text = """
      library Memory version '1'
      define Big: (expand Interval[1, 21]) X aggregate R starting 'a': R + R
      define X: \(expression)
      """
    let engine = try CQLEngine(CQLLibrary(cql: text))
    for evaluator in [CQLContext.Evaluator.compiled, .interpreter] {
      var context = try Tree.context()
      context.evaluator = evaluator
      context.memoryBudget = 64 << 20
      #expect(try #require(throws: CQLError.self) { try engine.evaluate("X", in: context) }.kind == .limit)
    }
  }

  /// A fold that wraps its result at every step would need as deep a recursion to free it.
  @Test func nestingBuiltByFoldsIsBounded() throws {
    let many = CQLExpression(.list((0..<5000).map { Tree.integer($0) }))
    let query = CQLExpression(
      .query(
        CQLQuery(
          sources: [.init("A", many)],
          aggregate: .init(
            "R", starting: Tree.list(), expression: Tree.list(CQLExpression(.queryLetRef("R"))), isDistinct: false))))
    #expect(try #require(throws: CQLError.self) { try Tree.evaluate(query) }.kind == .limit)
    let forever = CQLExpression(
      .iteration(
        .repeat, Tree.integers(1), scope: nil,
        CQLExpression(.tuple([.init("a", CQLExpression(.current(nil)))]))))
    #expect(try #require(throws: CQLError.self) { try Tree.evaluate(forever) }.kind == .limit)
  }

  @Test func messagesAreToldAndErrorsStop() throws {
    func message(_ severity: String) -> CQLExpression {
      Tree.op(
        .message, Tree.integer(1), Tree.boolean(true), Tree.string("100"), Tree.string(severity), Tree.string("text"))
    }
    #expect(Tree.json(try Tree.evaluate(message("Warning"))) == "1")
    let error = try #require(throws: CQLError.self) { try Tree.evaluate(message("Error")) }
    #expect(error.kind == .message)
    #expect(error.message == "100: text")
  }

  @Test func nowIsWhatTheContextSays() throws {
    #expect(Tree.json(try Tree.evaluate(CQLExpression(.operation(.now, [])))) == "\"2024-05-01T12:00:00.000-04:00\"")
    #expect(Tree.json(try Tree.evaluate(CQLExpression(.operation(.today, [])))) == "\"2024-05-01\"")
    let age = Tree.op(.calculateAge, try Tree.date("1964-05-02"), precision: .year)
    #expect(Tree.json(try Tree.evaluate(age)) == "59")
  }
}
