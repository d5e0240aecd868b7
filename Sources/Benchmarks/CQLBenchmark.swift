import CQL
import ClinicalTypes
import FHIR
import Foundation
import JSON

/// A library of 17 defines over one patient's bundle: retrieves, intervals, a with-join on time and one on references,
/// sorts. Each run indexes the parsed bundle and evaluates everything; nothing is kept from run to run.
///
///     swift run -c release Benchmarks cql BUNDLE.json...
enum CQLBenchmark {
  static func run(arguments: [String]) throws {
    let start = Measurement.threadNanoseconds()
    let library = try CQLLibrary(cql: source)
    let translated = Measurement.threadNanoseconds()
    let engine = try CQLEngine(library)
    guard let now = PartialDateTime("2021-01-01T00:00:00.000Z") else { return }
    Measurement.report(
      "cql.prepare",
      [
        "translate_ms": Double(translated - start) / 1e6,
        "link_ms": Double(Measurement.threadNanoseconds() - translated) / 1e6,
      ])
    for path in arguments {
      let document = try JSONDocument(fhir: [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
      var failures = 0
      let whole = Measurement.median {
        let context = CQLContext(data: ResourceStore(documents: [document]), now: now)
        failures = engine.evaluate(in: context).filter { if case .failure = $0.result { true } else { false } }.count
      }
      let interpreted = Measurement.median {
        var context = CQLContext(data: ResourceStore(documents: [document]), now: now)
        context.evaluator = .interpreter
        _ = engine.evaluate(in: context)
      }
      let index = Measurement.median { _ = ResourceStore(documents: [document]) }
      Measurement.report(
        "cql.evaluate",
        [
          "bytes": Double(document.bytes.count), "defines": Double(engine.defines.count), "failed": Double(failures),
          "ms": whole / 1e6, "interpreter_ms": interpreted / 1e6, "ms_per_mb": whole / Double(document.bytes.count),
          "index_ms": index / 1e6,
        ])
    }
  }

  static let source = """
    library Benchmark version '1'
    using FHIR version '4.0.1'
    include FHIRHelpers version '4.0.1' called FHIRHelpers
    codesystem "LOINC": 'http://loinc.org'
    code "Weight": '29463-7' from "LOINC"
    code "BMI": '39156-5' from "LOINC"
    code "Blood pressure": '85354-9' from "LOINC"
    code "HbA1c": '4548-4' from "LOINC"
    parameter "Period" Interval<DateTime> default Interval[@1900-01-01T00:00:00.000Z, @2021-01-01T00:00:00.000Z)
    context Patient
    define "Age": AgeInYearsAt(@2021-01-01)
    define "Encounters": [Encounter] E where E.period included in "Period"
    define "Ambulatory": "Encounters" E where E.class.code = 'AMB'
    define "Finished": "Encounters" E where E.status = 'finished'
    define "Active conditions":
      [Condition] C where exists (C.clinicalStatus.coding S where S.code = 'active')
    define "Condition names": "Active conditions" C return C.code.text
    define "Weights":
      [Observation: "Weight"] O where O.status in { 'final', 'amended' } sort by start of FHIRHelpers.ToInterval(effective as FHIR.Period), id
    define "Last weight": Last("Weights").value as FHIR.Quantity
    define "BMIs": [Observation: "BMI"] O where O.status = 'final' sort by (effective as FHIR.dateTime)
    define "Last BMI": (Last("BMIs").value as FHIR.Quantity) > 25 'kg/m2'
    define "Pressures": [Observation: "Blood pressure"] O where O.effective in "Period"
    define "Last HbA1c": Last([Observation: "HbA1c"] O sort by (effective as FHIR.dateTime))
    define "Encounters with immunization":
      [Encounter] E with [Immunization] I such that (I.occurrence as FHIR.dateTime) during E.period
    define "Observations of ambulatory encounters":
      Count([Observation] O with "Ambulatory" E such that O.encounter.reference = 'urn:uuid:' + E.id)
    define "Procedures": [Procedure] P where P.performed in "Period"
    define "Medications":
      [MedicationRequest] M where M.status = 'active'
        return { name: (M.medication as FHIR.CodeableConcept).text.value, written: M.authoredOn.value } sort by written desc
    """
}
