import ClinicalTypes
import FHIR
import FHIRPath
import Foundation
import JSON

/// `Benchmarks fhirpath BUNDLE.json`: ten expressions over a bundle (parsing excluded), then evaluations a second on a
/// small patient with the expression compiled once, and with it parsed every time; before them, what the first use of
/// the type table costs. CPU-time medians of one thread.
enum FHIRPathBenchmark {
  /// One of each kind that decision support asks.
  static let expressions: [(name: String, text: String)] = [
    ("count", "Bundle.entry.resource.count()"),
    (
      "coded-filter",
      "Bundle.entry.resource.ofType(Observation).where(code.coding.where(code = '8302-2').exists()).count()"
    ),
    ("date-comparison", "Bundle.entry.resource.ofType(Observation).where(effective > @2003-01-01).count()"),
    ("distinct", "Bundle.entry.resource.ofType(Observation).code.coding.code.distinct().count()"),
    ("given-name", "Bundle.entry.resource.ofType(Patient).name.where(use = 'official').given"),
    (
      "nested-exists",
      "Bundle.entry.resource.ofType(Encounter).where(type.exists(coding.exists(system = 'http://snomed.info/sct'))).count()"
    ),
    (
      "aggregate", "Bundle.entry.resource.ofType(Observation).value.ofType(Quantity).value.aggregate($this + $total, 0)"
    ),
    ("choice-type", "Bundle.entry.resource.ofType(Observation).value.ofType(CodeableConcept).coding.display"),
    ("meta-filter", "Bundle.entry.resource.where(meta.tag.exists(code = 'synthea-5-2019')).count()"),
    ("value-filter", "Bundle.entry.resource.ofType(Observation).where(value.ofType(Quantity).value > 100).code.text"),
  ]

  /// Text and terminology, which cost more than a comparison.
  static let textExpressions: [(name: String, text: String)] = [
    (
      "matches",
      "Bundle.entry.resource.ofType(Observation).where(code.coding.exists(code.matches('^[0-9]{4,5}-[0-9]$'))).count()"
    ),
    (
      "matches-words",
      "Bundle.entry.resource.where(descendants().ofType(string).exists(matches('[Dd]iabet|[Hh]ypertens'))).count()"
    ),
    (
      "member-of",
      "Bundle.entry.resource.ofType(Condition).where(code.memberOf('http://example.org/ValueSet/v')).count()"
    ),
    ("contains", "Bundle.entry.resource.ofType(Condition).where(code.text.lower().contains('disorder')).count()"),
  ]

  private static let valueSet = """
    {"resourceType": "ValueSet", "url": "http://example.org/ValueSet/v", "status": "active", "compose": {"include": [
      {"system": "http://snomed.info/sct", "concept": [{"code": "44054006"}, {"code": "38341003"}, {"code": "195662009"}]}]}}
    """

  private static let patient = """
    {"resourceType": "Patient", "id": "p1", "active": true, "gender": "male", "birthDate": "1974-12-25",
     "name": [{"use": "official", "family": "Chalmers", "given": ["Peter", "James"]}, {"use": "usual", "given": ["Jim"]}]}
    """

  /// Small expressions, evaluated one after the other.
  private static let small = [
    "Patient.name.where(use = 'official').given.first()", "Patient.birthDate < @1980-01-01",
    "Patient.name.given.count()", "Patient.active and Patient.gender = 'male'", "Patient.name.family.exists()",
  ]

  static func run(arguments: [String]) throws {
    guard let now = PartialDateTime("2026-11-23T09:00:00.000-05:00") else { return }
    firstUse()
    var context = EvaluationContext(now: now)
    let valueSet = try JSONDocument(fhir: valueSet)
    context.terminology = LocalTerminology([valueSet.root].compactMap { Resource($0) })
    for path in arguments {
      let document = try JSONDocument(fhir: [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
      try tenExpressions(over: document, context)
      _ = try measure(textExpressions, over: document, context)
    }
    let document = try JSONDocument(fhir: patient)
    let compiled = try small.map { (text) in try FHIRPathExpression(parsing: text) }
    let evaluation = try Measurement.median(repeats: 2000) {
      for expression in compiled { _ = try expression.evaluate(on: document.root, in: context) }
    }
    let both = try Measurement.median(repeats: 500) {
      for text in small { _ = try FHIRPathExpression(parsing: text).evaluate(on: document.root, in: context) }
    }
    let count = Double(small.count)
    Measurement.report(
      "fhirpath-small", ["compiled_per_s": count * 1e9 / evaluation, "parsed_and_evaluated_per_s": count * 1e9 / both])
  }

  private static func tenExpressions(over document: JSONDocument, _ context: EvaluationContext) throws {
    let total = try measure(expressions, over: document, context)
    Measurement.report(
      "fhirpath-ten",
      ["ms": total / 1_000_000, "bytes": Double(document.bytes.count), "nodes": Double(document.nodes.count)])
  }

  /// What the first use of the type table costs, and the first expression after it.
  private static func firstUse() {
    let start = Measurement.threadNanoseconds()
    let isReady = FHIRTypes.shared.type(named: "Patient") != nil
    let ready = Measurement.threadNanoseconds()
    let isParsed = (try? FHIRPathExpression(parsing: "Patient.name", checking: .standard, focusType: "Patient")) != nil
    let parsed = Measurement.threadNanoseconds()
    guard isReady, isParsed else { return }
    Measurement.report(
      "type-table",
      ["ready_ms": Double(ready - start) / 1_000_000, "first_expression_ms": Double(parsed - ready) / 1_000_000])
  }

  /// Reports each expression's median; gives their sum in nanoseconds.
  private static func measure(
    _ expressions: [(name: String, text: String)], over document: JSONDocument, _ context: EvaluationContext
  ) throws -> Double {
    var total = 0.0
    for (name, text) in expressions {
      let expression = try FHIRPathExpression(parsing: text, checking: .standard, focusType: "Bundle")
      var items = 0
      let median = try Measurement.median(repeats: 5) {
        items = try expression.evaluate(on: document.root, in: context).count
      }
      total += median
      Measurement.report("fhirpath-\(name)", ["us": median / 1000, "items": Double(items)])
    }
    return total
  }
}
