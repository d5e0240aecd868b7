import CQL
import ClinicalTypes
import FHIR
import Foundation
import JSON
import TestSupport
import Testing

/// The compiled evaluator gives what the reference interpreter gives: the same value, or an error of the same kind with
/// the same words in the same place.
@Suite struct CompiledAgainstInterpreterTests {
  private static func context() throws -> CQLContext {
    var context = try Tree.context(GeneratedLibrary.resources)
    let valueSet = try JSONDocument(fhir: GeneratedLibrary.valueSet)
    context.terminology = LocalTerminology([try #require(Resource(valueSet.root))])
    context.stepBudget = 2_000_000
    return context
  }

  /// What a define gave, as text; limits are no answer, since the evaluators count differently.
  private static func outcome(
    _ engine: CQLEngine, _ define: String, _ context: CQLContext
  ) -> String? {
    do throws(CQLError) { return Tree.json(try engine.evaluate(define, in: context)) } catch {
      return error.kind == .limit ? nil : "\(error.kind) \(error)"
    }
  }

  private static func compare(_ engine: CQLEngine, _ context: CQLContext, _ text: (String) -> String) {
    var reference = context
    reference.evaluator = .interpreter
    for define in engine.defines {
      guard let compiled = outcome(engine, define, context), let interpreted = outcome(engine, define, reference) else {
        continue
      }
      #expect(compiled == interpreted, "\(text(define))")
    }
  }

  /// More seeds by CHARTSIDE_FUZZ_ROUNDS.
  static let rounds = ProcessInfo.processInfo.environment["CHARTSIDE_FUZZ_ROUNDS"].flatMap(UInt64.init) ?? 8

  @Test(arguments: 0..<rounds)
  func generatedExpressions(_ seed: UInt64) throws {
    var generator = ExpressionGenerator(SeededGenerator(seed: seed))
    let defines = (0..<40).map { number in (name: "X\(number)", text: generator.any(2 + number % 3)) }
    var valid: [(name: String, text: String)] = []
    let context = try Self.context()
    // One that the translator refuses must not hide the others.
    for define in defines {
      let source = GeneratedLibrary.prelude + "define \(define.name): \(define.text)\n"
      if CQLTranslator().translate(source).errors.isEmpty { valid.append(define) }
    }
    #expect(valid.count >= 30, "The generator's expressions must be well typed")
    let source = GeneratedLibrary.prelude + valid.map { "define \($0.name): \($0.text)\n" }.joined()
    let engine = try CQLEngine(CQLLibrary(cql: source))
    Self.compare(engine, context) { define in valid.first { $0.name == define }?.text ?? define }
  }

  /// Trees that no translator would write: operators on operands of every type, in every number.
  @Test func illTypedTrees() throws {
    var generator = SeededGenerator(seed: 7)
    let context = try Self.context()
    let leaves: [CQLExpression] = [
      Tree.null, Tree.boolean(true), Tree.integer(3), Tree.string("final"), try Tree.decimal("1.5"),
      try Tree.date("2024-02"), try Tree.dateTime("2024-02-01T10:00:00.000Z"), try Tree.quantity("5 'mg'"),
      Tree.list(), Tree.integers(1, 2, 2), Tree.list(Tree.string("final"), Tree.null),
      Tree.interval(Tree.integer(1), Tree.integer(5)), Tree.interval(nil, Tree.integer(5), lowClosed: false),
      Tree.retrieve("Observation"), Tree.property(Tree.op(.first, Tree.retrieve("Observation")), "status"),
      Tree.op(.first, Tree.retrieve("Encounter")), CQLExpression(.aliasRef("nobody")),
      CQLExpression(.is(Tree.integer(1), .integer)), CQLExpression(.as(Tree.integer(1), .string, isStrict: true)),
      Tree.helper("ToString", Tree.integer(1)), Tree.helper("Nothing", Tree.integer(1)),
    ]
    for name in CQLOperator.allCases {
      for _ in 0..<24 {
        let operands = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
          leaves[Int.random(in: 0..<leaves.count, using: &generator)]
        }
        let inner = CQLExpression(.operation(name, operands))
        let node =
          switch Int.random(in: 0..<4, using: &generator) {
          case 0: CQLExpression(.if(inner, then: Tree.integer(1), else: Tree.integer(2)))
          case 1: Tree.op(.and, inner, Tree.boolean(true))
          case 2: Tree.query("R", Tree.integers(1, 2), where: inner)
          default: inner
          }
        Self.compare(try CQLEngine(Tree.library(node)), context) { _ in "\(name) \(operands.map(\.kind))" }
      }
    }
  }

  /// Every odd way to write a code, against value sets that are listed, open, without codes and unknown.
  @Test(arguments: [
    "http://example.org/vs", "http://example.org/open", "http://example.org/none", "http://example.org/unknown",
  ])
  func codesInValueSets(url: String) throws {
    let codings = [
      "", #"{"system":"http://loinc.org","code":"4548-4"}"#, #"{"system":"http://loinc.org","code":"1-8"}"#,
      #"{"system":"http://loinc.org"}"#, #"{"code":"4548-4"}"#, #"{"code":"1-8"}"#, #"{"display":"HbA1c"}"#,
      #"{"system":"http://loinc.org","code":4548}"#, #"{"system":"urn:other","code":"4548-4"}"#,
      #"{"system":"http://loinc.org","code":"4548\u002d4"}"#, "{}", "null", #""text""#,
    ]
    let observations = codings.flatMap { first in
      codings.map {
        #"{"resourceType":"Observation","status":"final","code":{"coding":[\#([first, $0].filter { !$0.isEmpty }.joined(separator: ","))]}}"#
      }
    }
    let sets = [
      GeneratedLibrary.valueSet,
      #"{"resourceType":"ValueSet","url":"http://example.org/open","status":"active","compose":{"include":[{"system":"http://loinc.org"}]}}"#,
      #"{"resourceType":"ValueSet","url":"http://example.org/none","status":"active"}"#,
    ]
    var context = try Tree.context(observations)
    context.terminology = LocalTerminology(try sets.map { try #require(Resource(try JSONDocument(fhir: $0).root)) })
    let source = """
      library Codes version '1'
      using FHIR version '4.0.1'
      include FHIRHelpers version '4.0.1' called FHIRHelpers
      valueset "Set": '\(url)'
      context Patient
      define "List": { Code { code: '4548-4', system: 'http://loinc.org' }, null, Code { system: 'http://loinc.org', code: '1-8' } }
      define "None": null as FHIR.CodeableConcept in "Set"
      define "Listed": "List" in "Set"
      define "Others": List<Code>{ Code { code: '1-8', system: 'http://loinc.org' } } in "Set"
      define "Empty": List<Code>{} in "Set"

      """
    // Each alone, so that an error of one hides no other.
    let defines = observations.indices.map { number in
      "define \"Concept \(number)\": [Observation][\(number)].code in \"Set\"\n"
        + "define \"Coding \(number)\": First([Observation][\(number)].code.coding) in \"Set\"\n"
    }
    Self.compare(try CQLEngine(CQLLibrary(cql: source + defines.joined())), context) { $0 }
  }

  @Test func recursionIsBoundedInBoth() throws {
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
    for evaluator in [CQLContext.Evaluator.compiled, .interpreter] {
      var context = try Tree.context()
      context.evaluator = evaluator
      let error = try #require(throws: CQLError.self) { try CQLEngine(library).evaluate("X", in: context) }
      #expect(error.kind == .limit)
    }
  }
}
