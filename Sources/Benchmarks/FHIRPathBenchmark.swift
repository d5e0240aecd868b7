import ClinicalTypes
import FHIR
import FHIRPath
import Foundation
import JSON

/// `Benchmarks fhirpath BUNDLE.json`: ten expressions over a bundle (parsing excluded), then evaluations a second on a
/// small patient with the expression compiled once, and with it parsed every time. CPU-time medians of one thread.
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
    let context = EvaluationContext(now: now)
    for path in arguments {
      let document = try JSONDocument(fhir: [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
      try tenExpressions(over: document, context)
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
    Measurement.report(
      "fhirpath-ten",
      ["ms": total / 1_000_000, "bytes": Double(document.bytes.count), "nodes": Double(document.nodes.count)])
  }
}
