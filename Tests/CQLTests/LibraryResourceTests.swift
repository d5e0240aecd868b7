import CQL
import FHIR
import Foundation
import JSON
import Synchronization
import Testing

/// Libraries as FHIR resources, and as cached engines.
@Suite struct LibraryResourceTests {
  private static let source = """
    library Example version '1'
    using FHIR version '4.0.1'
    valueset "VS": 'http://example.org/vs'
    context Patient
    define A: 1 + 1.5
    define B: exists ([Observation] O where O.status = 'final')
    """

  private func resource(source: String?, elm: [UInt8]?) throws -> LibraryResource? {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("resourceType")
      writer.value("Library")
      writer.key("name")
      writer.value("Example")
      writer.key("content")
      writer.array { writer in
        for (type, bytes) in [("application/elm+json", elm), ("text/cql", source.map { Array($0.utf8) })] {
          guard let bytes else { continue }
          writer.object { writer in
            writer.key("contentType")
            writer.value(type)
            writer.key("data")
            writer.value(Data(bytes).base64EncodedString())
          }
        }
      }
    }
    return LibraryResource(try JSONDocument(fhir: writer.bytes).root)
  }

  @Test func elmRunsWithoutItsSource() throws {
    let elm = try CQLLibrary(cql: Self.source).elm()
    let content = try #require(try resource(source: nil, elm: elm)).content(CQLTranslator())
    #expect(content.differences.isEmpty)
    #expect(Tree.json(try CQLEngine(content.library).evaluate("A", in: Tree.context())) == "2.5")
    #expect(try resource(source: nil, elm: nil) == nil)
  }

  @Test func theSourceWinsAndADifferenceIsTold() throws {
    let same = try #require(try resource(source: Self.source, elm: CQLLibrary(cql: Self.source).elm()))
    #expect(try same.content(CQLTranslator()).differences == [])
    let old = Self.source.replacing("1 + 1.5", with: "1 + 2.5").replacing("define B", with: "define Old")
      .replacing("example.org/vs", with: "example.org/other")
    let edited = try #require(try resource(source: Self.source, elm: CQLLibrary(cql: old).elm()))
    let content = try edited.content(CQLTranslator())
    #expect(
      content.differences.map(\.description) == [
        #"The valueset "VS" of the ELM is not that of the source"#,
        #"The define "A" of the ELM is not that of the source"#, #"The ELM lacks the define "B" of the source"#,
        #"The ELM has a define "Old" that the source lacks"#,
      ])
    #expect(Tree.json(try CQLEngine(content.library).evaluate("A", in: Tree.context())) == "2.5")
  }

  /// Other words for the same thing are no difference.
  @Test(arguments: [
    ("1 != 2", "not (1 = 2)"), ("-5", "-(5)"), ("Coalesce(null as Integer, 1)", "Coalesce(null, 1)"),
    ("Interval[1.0, 2]", "Interval[1.0, 2.0]"),
  ])
  func wordsDoNotCount(_ first: String, _ second: String) throws {
    let (a, b) = (try CQLLibrary(cql: "define X: \(first)"), try CQLLibrary(cql: "define X: \(second)"))
    #expect(a.differences(from: b) == [])
  }

  /// What other translators write otherwise and evaluates the same.
  @Test func otherTranslatorsWordsDoNotCount() throws {
    func library(_ node: CQLExpression) -> CQLLibrary { Tree.library(node) }
    // Where an expression says whether an end is closed, the flag beside it says nothing.
    func interval(lowClosed: Bool, isLow: Bool) -> CQLExpression {
      CQLExpression(
        .interval(
          CQLExpression.IntervalSelector(
            low: Tree.integer(1), high: Tree.integer(2), lowClosed: lowClosed, highClosed: true,
            lowClosedExpression: Tree.boolean(isLow))))
    }
    #expect(
      library(interval(lowClosed: true, isLow: true))
        .differences(from: library(interval(lowClosed: false, isLow: true))) == [])
    #expect(
      library(interval(lowClosed: true, isLow: true))
        .differences(from: library(interval(lowClosed: true, isLow: false))).count == 1)
    // The alternatives of a choice have no order.
    func cast(_ types: CQLType...) -> CQLExpression {
      CQLExpression(.as(CQLExpression(.parameterRef(DefinitionReference("P"))), .list(.choice(types)), isStrict: false))
    }
    #expect(library(cast(.integer, .string)).differences(from: library(cast(.string, .integer))) == [])
    #expect(library(cast(.integer, .string)).differences(from: library(cast(.string, .decimal))).count == 1)
  }

  /// A retrieve of medications by code finds those behind references, whether or not the ELM says so once more.
  @Test(arguments: [
    (#"[MedicationRequest: "VS"]"#, 0), (#"[MedicationRequest: "VS"] M where M.status = 'active'"#, 0),
    // What somebody writes as a union of his own is meant.
    (#"[MedicationRequest: "VS"] union ([MedicationRequest] M with [Medication] D such that D.id = M.id)"#, 1),
  ])
  func medicationsBehindReferencesDoNotCount(_ text: String, _ count: Int) throws {
    let head = "using FHIR version '4.0.1'\nvalueset \"VS\": 'http://example.org/vs'\ncontext Patient\ndefine X: "
    let ours = try CQLLibrary(cql: head + text)
    let index = try #require(ours.expressions.firstIndex { $0.name == "X" })
    var theirs = ours
    theirs.expressions[index] = ExpressionDefinition("X", expression: Self.plain(ours.expressions[index].expression))
    #expect(ours.differences(from: theirs).count == count)
  }

  /// Retrieves as older translators write them: the first operand of each union.
  private static func plain(_ node: CQLExpression) -> CQLExpression {
    switch node.kind {
    case .operation(.union, let operands, _): return plain(operands[0])
    case .query(let query):
      let source = query.sources[0]
      return CQLExpression(
        .query(CQLQuery(sources: [.init(source.alias, plain(source.expression))], filter: query.filter)))
    default: return node
    }
  }

  // MARK: Cache

  private final class ChangingSource: LibrarySource {
    let common = Mutex("library Common version '1'\ndefine Y: 1")

    func library(_ identifier: LibraryIdentifier) -> LibraryText? {
      identifier.name == "Common" ? LibraryText(common.withLock(\.self), source: "Common") : nil
    }
  }

  @Test func theContentDecides() throws {
    let source = ChangingSource()
    let cache = LibraryCache(librarySource: source)
    let text = LibraryText("library Main\ninclude Common called C\ndefine X: C.Y", source: "Main")
    func value() throws -> String { Tree.json(try cache.engine(for: text).evaluate("X", in: Tree.context())) }
    #expect(try value() == "1")
    #expect(try value() == "1")
    #expect(cache.count == 1)
    source.common.withLock { $0 = "library Common version '1'\ndefine Y: 2" }
    #expect(try value() == "2")
    #expect(cache.count == 1)
    let other = LibraryText("library Main\ninclude Common called C\ndefine X: C.Y + 1", source: "Main")
    #expect(Tree.json(try cache.engine(for: other).evaluate("X", in: Tree.context())) == "3")
    #expect(cache.count == 2)
    #expect(throws: LibraryCache.Failure.self) { try cache.engine(for: LibraryText("define X: Y", source: "")) }
  }

  @Test func theCacheIsBounded() throws {
    let cache = LibraryCache(maximumEngines: 3, maximumBytes: 1000)
    for number in 0..<10 { _ = try cache.engine(for: LibraryText("define X: \(number)", source: "")) }
    #expect(cache.count == 3)
    _ = try cache.engine(for: LibraryText("define X: 1 /*\(String(repeating: "x", count: 980))*/", source: ""))
    #expect(cache.count == 1)
    _ = try cache.engine(for: LibraryText("define X: 1 /*\(String(repeating: "x", count: 2000))*/", source: ""))
    #expect(cache.count == 1)
  }

  // MARK: External functions

  @Test func aReferenceIsResolvedByASuppliedFunction() throws {
    let text = """
      library External version '1'
      using FHIR version '4.0.1'
      context Patient
      define function Resolve(reference FHIR.Reference) returns FHIR.Resource: external
      define function Other(x Integer) returns Integer: external
      define X: [MedicationRequest] M return Resolve(M.medication as FHIR.Reference).id.value
      define Y: Other(1)
      """
    let resources = [
      #"{"resourceType":"MedicationRequest","id":"1","medicationReference":{"reference":"Medication/m"}}"#,
      ##"{"resourceType":"MedicationRequest","id":"2","contained":[{"resourceType":"Medication","id":"c"}],"medicationReference":{"reference":"#c"}}"##,
      #"{"resourceType":"MedicationRequest","id":"3","medicationReference":{"reference":"Medication/none"}}"#,
      #"{"resourceType":"Medication","id":"m"}"#,
    ]
    let engine = try CQLEngine(CQLLibrary(cql: text))
    for evaluator in [CQLContext.Evaluator.compiled, .interpreter] {
      var context = try Tree.context(resources)
      context.evaluator = evaluator
      let refused = try #require(throws: CQLError.self) { try engine.evaluate("X", in: context) }
      #expect(refused.kind == .unsupported)
      #expect(refused.message.contains("Resolve"))
      let store = try Tree.store(resources)
      context = CQLContext(data: store, now: context.now)
      context.evaluator = evaluator
      context.externals["Resolve"] = ExternalFunctions.resolve(in: store)
      #expect(Tree.json(try engine.evaluate("X", in: context)) == #"["m","c",null]"#)
      #expect(throws: CQLError.self) { try engine.evaluate("Y", in: context) }
      context.externals["External.Other"] = { (values) throws(CQLError) in values[0] }
      #expect(Tree.json(try engine.evaluate("Y", in: context)) == "1")
    }
  }

  // MARK: Patterns

  @Test(arguments: [
    ("'Warfarin 5 mg'", "(?i).*(warfarin|coumadin).*", true), ("'aspirin'", "(?i).*(warfarin|coumadin).*", false),
    ("'Warfarin'", ".*warfarin.*", false), ("'warfarin'", "warfarin", true), ("'warfarin 5'", "warfarin", false),
    ("'x warfarin'", ".*warfarin", true), ("'warfarin x'", ".*warfarin", false), ("'Ärfarin'", "(?i).*ärf.*", true),
    ("'a\\nwarfarin'", ".*warfarin", true), ("''", ".*", true), ("'abc'", "a.c", true), ("'a|b'", "a|b", false),
  ])
  func patterns(_ text: String, _ pattern: String, _ isMatch: Bool) throws {
    let library = try CQLLibrary(cql: "define X: Matches(\(text), '\(pattern)')")
    for evaluator in [CQLContext.Evaluator.compiled, .interpreter] {
      var context = try Tree.context()
      context.evaluator = evaluator
      #expect(Tree.json(try CQLEngine(library).evaluate("X", in: context)) == "\(isMatch)", "\(evaluator)")
    }
  }
}
