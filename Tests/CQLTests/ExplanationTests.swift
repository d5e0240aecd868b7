import CQL
import ClinicalTypes
import FHIR
import JSON
import Synchronization
import Testing

@Suite struct ExplanationTests {
  final class Recorder: CQLTrace {
    let explanations = Mutex<[CQLExplanation]>([])
    func explained(_ explanation: CQLExplanation) { explanations.withLock { $0.append(explanation) } }
  }

  private static let observations = [(1, "2024-01-01", "6.1"), (2, "2024-03-01", "9.2"), (3, "2023-03-01", "5.0")].map {
    #"{"resourceType":"Observation","id":"\#($0.0)","status":"final","code":{"text":"HbA1c"},"effectiveDateTime":"\#($0.1)","valueQuantity":{"value":\#($0.2),"unit":"%","system":"http://unitsofmeasure.org","code":"%"}}"#
  }

  @Test func aResultNamesTheResourceThatDecided() throws {
    let readings = Tree.query(
      "O", Tree.retrieve("Observation"),
      where: Tree.op(.equal, Tree.helper("ToString", Tree.property(Tree.alias("O"), "status")), Tree.string("final")),
      sort: [
        SortItem(
          .expression(
            Tree.property(
              CQLExpression(.as(CQLExpression(.identifierRef("effective")), .fhir("dateTime"), isStrict: false)),
              "value")),
          isDescending: false)
      ])
    let last = Tree.op(.last, Tree.define("Readings"))
    let value = Tree.helper(
      "ToQuantity",
      CQLExpression(.as(Tree.property(Tree.define("Latest"), "value"), .fhir("Quantity"), isStrict: false)))
    let library = Tree.library(
      Tree.op(.greater, value, try Tree.quantity("9 '%'")), [("Readings", readings), ("Latest", last)])
    var context = try Tree.context(Self.observations)
    let recorder = Recorder()
    context.trace = recorder
    #expect(Tree.json(try CQLEngine(library).evaluate("X", in: context)) == "true")
    let explanations = recorder.explanations.withLock { $0 }
    #expect(explanations.map(\.define) == ["Readings", "Latest", "X"])
    let latest = try #require(explanations.first { $0.define == "Latest" })
    #expect(latest.evidence.contains { $0.resource.reference == "Observation/2" && $0.date == "2024-03-01" })
    let decision = try #require(explanations.last)
    #expect(decision.conditions.map(\.node) == ["Greater"])
    #expect(decision.conditions.first?.truth == true)
    let evidence = try #require(decision.evidence.first { $0.path == "valueQuantity" })
    #expect(evidence.resource.reference == "Observation/2")
  }

  @Test func existsNamesWhatItFound() throws {
    let library = Tree.library(Tree.op(.exists, Tree.retrieve("Observation")))
    var context = try Tree.context(Array(Self.observations.prefix(1)))
    let recorder = Recorder()
    context.trace = recorder
    _ = try CQLEngine(library).evaluate("X", in: context)
    let explanation = try #require(recorder.explanations.withLock { $0.first })
    #expect(explanation.evidence.map(\.resource.reference) == ["Observation/1"])
    #expect(explanation.conditions.first?.node == "Exists")
  }

  private static let library = """
    library Reasons version '1'
    using FHIR version '4.0.1'
    context Patient
    define "Finals": [Observation] O where O.status = 'final' sort by (effective as FHIR.dateTime).value
    define "Last": Last("Finals")
    define "High": ("Last".value as FHIR.Quantity) > 9 '%'
    define "Low": exists ([Observation] O where (O.value as FHIR.Quantity) < 5 '%')
    define "Dates": "Finals" F return F.effective as FHIR.dateTime
    define "Bad": singleton from "Finals"
    define "Both": "High" and not "Low"
    """

  /// A trace changes nothing: what is explained is what the compiled evaluator gives.
  @Test func explainedValuesAreThoseOfTheCompiledEvaluator() throws {
    let engine = try CQLEngine(CQLLibrary(cql: Self.library))
    let context = try Tree.context(Self.observations)
    let recorder = Recorder()
    var traced = context
    traced.trace = recorder
    #expect(ResultWriter.json(engine.evaluate(in: context)) == ResultWriter.json(engine.evaluate(in: traced)))
    let values = Dictionary(
      recorder.explanations.withLock { $0 }.map { ($0.define, Tree.json($0.value)) }, uniquingKeysWith: { $1 })
    for define in engine.defines where define != "Bad" && define != "Patient" {
      #expect(values[define] == Tree.json(try engine.evaluate(define, in: context)), "\(define)")
    }
    #expect(values["Bad"] == nil)
  }

  @Test func aSessionExplainsWhatItHasComputed() throws {
    let engine = try CQLEngine(CQLLibrary(cql: Self.library))
    let session = CQLSession(in: try Tree.context(Self.observations))
    #expect(try session.value(of: "Both", of: engine).truth == true)
    let explanation = try #require(try session.explanation(of: "Both", of: engine))
    #expect(explanation.value.truth == true)
    #expect(explanation.conditions.map(\.node) == ["High", "Low", "Not", "And"])
    #expect(explanation.conditions.map(\.truth) == [true, false, true, true])
    #expect(explanation.evidence.contains { $0.resource.reference == "Observation/2" })
    #expect(!explanation.evidence.contains { $0.resource.reference == "Observation/3" && $0.path != nil })
    #expect(throws: CQLError.self) { try session.explanation(of: "Bad", of: engine) }
    #expect(throws: CQLError.self) { try session.explanation(of: "None", of: engine) }
  }
}
