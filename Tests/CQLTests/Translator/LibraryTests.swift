import TestSupport
import Testing

@testable import CQL

/// Libraries as a whole: includes, access, functions, contexts, warnings.
struct LibraryTests {
  private static let common = """
    library Common version '1.0'
    using FHIR version '4.0.1'
    codesystem "CS": 'http://example.org/cs'
    valueset "VS": 'http://example.org/vs'
    code "K": 'k' from "CS"
    parameter "P" Integer default 5
    context Patient
    define "Five": 5
    define private "Hidden": "Five"
    define "Uses Hidden": "Hidden"
    define function "Twice"(x Integer): x * 2
    define function "Twice"(x Decimal): x * 2.0
    define fluent function "isFinal"(o FHIR.Observation): o.status = 'final'
    define function "Foreign"(x Integer) returns Integer: external
    """

  private func translate(_ text: String, sources: [String: String] = [:]) -> Translation {
    let all = ["Common": Self.common].merging(sources) { $1 }
    return CQLTranslator(librarySource: MemoryLibrarySource(all)).translate(text, source: "Main")
  }

  private func result(_ expression: String) -> String {
    let text = """
      library Main
      using FHIR version '4.0.1'
      include Common version '1.0' called C
      context Patient
      define "Result": \(expression)
      """
    let translation = translate(text)
    if let error = translation.errors.first { return "error: \(error.message)" }
    guard let result = translation.library.expressions.last?.expression else { return "nothing" }
    return "\(result.brief): \(result.type ?? .any)"
  }

  @Test(
    arguments: [
      ("C.Five", "C.Five: Integer"), ("C.P", "C.P: Integer"), ("C.\"K\"", "C.K: Code"), ("C.VS", "C.VS: ValueSet"),
      ("C.Twice(2)", "C.Twice(2): Integer"), ("C.Twice(2.5)", "C.Twice(2.5): Decimal"),
      ("C.Twice(null)", "C.Twice(As(null, Integer)): Integer"), ("C.Foreign(1)", "C.Foreign(1): Integer"),
      ("[Observation] O where O.isFinal()", "Query([FHIR.Observation] O where C.isFinal(O)): List<FHIR.Observation>"),
      ("C.Hidden", "error: \"Hidden\" of the library 'C' is private"),
      ("C.Six", "error: The library 'C' has nothing called \"Six\""),
      ("C.Twice('a')", "error: C.Twice cannot be applied to (String)"),
      ("C.Thrice(1)", "error: The library 'C' has no function \"Thrice\""),
      ("C", "error: 'C' is a library, not a value"), ("5.isFinal()", "error: isFinal cannot be applied to (Integer)"),
    ] as [(String, String)])
  func usesAnotherLibrary(_ expression: String, _ expected: String) {
    #expect(result(expression).hasPrefix(expected))
  }

  @Test(
    arguments: [
      ("include Nowhere", "Main:1:9: error: The library Nowhere was not found"),
      (
        "include Common version '2.0'",
        "Main:1:9: error: The library 'Common' has another version; expected version '2.0'; found version '1.0'"
      ),
      ("include Loop", "Loop:2:9: error: The library Loop includes itself, directly or through others"),
      ("using QICore", "Main:1:7: error: The model 'QICore' is not known; expected FHIR"),
      (
        "using FHIR version '3.0.0'",
        "Main:1:1: error: The model 'FHIR' is known in another version; expected version '4.0.1'; found version '3.0.0'"
      ),
      (
        "context Pateint",
        "Main:1:9: error: There is no context 'Pateint'; expected Patient or Unfiltered; did you mean 'Patient'?"
      ),
      ("define A: 1\ndefine A: 2", "Main:2:8: error: The name \"A\" is already defined in this library"),
      ("code X: 'x' from Y", "Main:1:18: error: There is no code system \"Y\""),
      (
        "parameter P",
        "Main:1:11: error: The parameter \"P\" has neither a type nor a default; expected a type or 'default'"
      ),
      (
        "parameter P Integer default 'a'",
        "Main:1:29: error: The default of \"P\" must be; expected Integer; found String"
      ),
      (
        "define A: B\ndefine B: A",
        "Main:1:11: error: The definition \"B\" refers to itself, directly or through others"
      ),
      (
        "define function F(x Integer): F(x)",
        "Main:1:31: error: The function \"F\" calls itself, directly or through others"
      ),
      (
        "define function F(x Integer): x\ndefine function F(y Integer): y",
        "Main:2:17: error: The function \"F\" with these operands is already defined in this library"
      ),
      ("define function F(x Integer, x Integer): x", "Main:1:30: error: Two operands are called 'x'"),
      (
        "using FHIR\ncontext Patient\ndefine A: 1\ncontext Unfiltered\ndefine B: A",
        "Main:5:11: error: \"A\" belongs to the context Patient, this definition to Unfiltered; expected 'context Patient' before this definition"
      ),
      (
        "define A: AgeInYears()",
        "Main:1:11: error: AgeInYears needs the context Patient; expected 'context Patient' before this definition"
      ),
      (
        "define function F() returns String: 1",
        "Main:1:37: error: The function \"F\" returns; expected String; found Integer"
      ),
    ] as [(String, String)])
  func refusesWithPlace(_ text: String, _ expected: String) {
    let loop = "library Loop\ninclude Loop"
    let errors = translate(text, sources: ["Loop": loop]).errors.map(\.description)
    #expect(errors.contains(expected), "\(errors)")
  }

  @Test(
    arguments: [
      ("using FHIR\ncontext Patient\ndefine A: [Observation]", "This retrieves every observation of the patient"),
      ("define A: 1 = null", "A comparison with null is never true"),
      ("define private A: 1", "The private definition \"A\" is never used"),
      ("define A: 5 'mgs'", "'mgs' is not a unit of UCUM"),
      ("define A: First(5)", "A single value is taken for a list of one"),
    ] as [(String, String)])
  func warns(_ text: String, _ expected: String) {
    let translation = translate(text)
    #expect(translation.errors == [])
    #expect(translation.warnings.map(\.message) == [expected])
  }

  @Test func translatesDefinitionsInAnyOrderAndKeepsThatOfTheSource() {
    let count = 3_000
    let chain = (0..<count).map { "define D\($0): D\($0 + 1) + 1" }.joined(separator: "\n")
    let translation = translate("\(chain)\ndefine D\(count): 1")
    #expect(translation.errors == [])
    #expect(translation.library.expressions.map(\.name) == (0...count).map { "D\($0)" })
    #expect(translation.library.expressions.allSatisfy { $0.type == .integer })
  }

  /// The deepest that is read must also be translated, written and counted without exhausting the stack.
  @Test(arguments: [
    "true" + String(repeating: " or true", count: 390), "1" + String(repeating: " + 1.0", count: 390),
    String(repeating: "(", count: 35) + "1" + String(repeating: ")", count: 35),
    String(repeating: "if true then ", count: 70) + "1" + String(repeating: " else 2.0", count: 70),
    String(repeating: "not ", count: 75) + "true",
    String(repeating: "{", count: 35) + "1" + String(repeating: "}", count: 35),
    "Patient" + String(repeating: ".extension", count: 7),
    String(repeating: "exists ({1}) A where ", count: 20) + "true",
  ])
  func translatesTheDeepestText(_ text: String) {
    let translation = translate("using FHIR\ncontext Patient\ndefine A: \(text)")
    #expect(translation.errors == [])
    #expect(!translation.library.elm().isEmpty)
  }

  /// Damaged text gives diagnostics, never a crash.
  @Test(arguments: 0..<60)
  func survivesDamagedText(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var bytes = Array((Self.common + testPrelude).utf8)
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &random)], at: place)
      default: bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
    }
    let translation = CQLTranslator().translate(LibraryText(bytes: bytes, source: "damaged"))
    for diagnostic in translation.diagnostics {
      #expect(diagnostic.line > 0 && diagnostic.column > 0 && diagnostic.range.end <= bytes.count)
    }
  }

  /// A source whose libraries come as trees, as those that carry ELM only.
  private struct TreeSource: LibrarySource {
    let library: CQLLibrary
    func library(_ identifier: LibraryIdentifier) -> LibraryText? { nil }
    func tree(_ identifier: LibraryIdentifier) -> CQLLibrary? {
      identifier.name == library.identifier.name ? library : nil
    }
  }

  @Test func includesALibraryThatComesAsATree() {
    let source = TreeSource(library: translate(Self.common).library)
    let translation = CQLTranslator(librarySource: source)
      .translate("include Common called C\ndefine A: C.Twice(2.5) + C.Five")
    #expect(translation.errors == [])
    #expect(translation.library.expressions.first?.type == .decimal)
    #expect(translation.includes.map(\.identifier.name) == ["Common"])
  }

  @Test func boundsWhatOperandsUsedTwiceGrowTo() {
    var text = "1"
    for _ in 0..<19 { text = "(if \(text) between 1 and 2 then 1 else 2)" }
    let errors = translate("define A: \(text)").errors
    #expect(errors.map(\.message) == ["The definition grows to more than 2000000 operations"])
  }

  @Test func includesFHIRHelpersWithoutItsSource() {
    let translation = translate(
      """
      using FHIR version '4.0.1'
      include FHIRHelpers version '4.0.1' called H
      context Patient
      define A: H.ToQuantity(First([Observation]).value as FHIR.Quantity)
      define B: First([Observation]).status = 'final'
      """)
    #expect(translation.errors == [])
    #expect(translation.library.expressions.map(\.type) == [.fhir("Patient"), .quantity, .boolean])
    #expect(
      translation.library.includes == [LibraryInclude(LibraryIdentifier("FHIRHelpers", version: "4.0.1"), alias: "H")])
  }

  @Test func reportsEveryErrorOfEveryDefinition() {
    let errors = translate("define A: Foo\ndefine B: 1 + 'a'\ndefine C: (\ndefine D: Bar(1)").errors
    #expect(errors.map(\.line) == [1, 2, 4, 4])
  }

  @Test func modelKnowsClassesAndConversions() {
    let model = ModelTable.fhir
    #expect(model.version == "4.0.1")
    #expect(model.classNames.count == 931)
    #expect(model.modelClass(named: "Observation")?.primaryCodePath == "code")
    #expect(
      model.modelClass(named: "Observation")?.elements.first { $0.name == "category" }?.type
        == .list(.fhir("CodeableConcept")))
    #expect(model.modelClass(named: "Nothing") == nil)
    #expect(model.conversions(from: "Period").map(\.target) == [.interval(.dateTime)])
    #expect(model.context(named: "Patient")?.birthDatePath == "birthDate.value")
    let rules = TypeRules(TranslationOptions())
    #expect(rules.isSubtype(.fhir("Age"), of: .fhir("Quantity")))
    #expect(!rules.isSubtype(.fhir("Quantity"), of: .fhir("Age")))
    #expect(rules.conversion(from: .fhir("Age"), to: .quantity) != nil)
    #expect(rules.conversion(from: .fhir("id"), to: .string) != nil)
    #expect(rules.conversion(from: .string, to: .fhir("string")) == nil)
  }
}
