import CQL
import Foundation

/// Translates a 45-line library that includes FHIRHelpers, from text to typed tree, nothing cached between rounds.
///
///     swift run -c release Benchmarks cql-translate FOLDER_WITH_FHIRHelpers
enum CQLTranslateBenchmark {
  static func run(arguments: [String]) throws {
    let translator = CQLTranslator(librarySource: FolderLibrarySource(arguments))
    let first = translator.translate(library, source: "Benchmark")
    for diagnostic in first.diagnostics { FileHandle.standardError.write(Data("\(diagnostic)\n".utf8)) }
    let nanoseconds = Measurement.median { _ = translator.translate(library, source: "Benchmark") }
    Measurement.report(
      "cql-translate",
      [
        "milliseconds": nanoseconds / 1e6, "lines": Double(library.split(separator: "\n").count),
        "includes": Double(first.includes.count),
      ])
  }

  private static let library = """
    library Benchmark version '1.0.0'
    using FHIR version '4.0.1'
    include FHIRHelpers version '4.0.1' called FHIRHelpers
    codesystem "LOINC": 'http://loinc.org'
    codesystem "Condition Clinical Status": 'http://terminology.hl7.org/CodeSystem/condition-clinical'
    valueset "Diabetes": 'http://example.org/ValueSet/diabetes'
    valueset "Statins": 'http://example.org/ValueSet/statins'
    valueset "Office visit": 'http://example.org/ValueSet/office-visit'
    code "Hemoglobin A1c": '4548-4' from "LOINC" display 'Hemoglobin A1c'
    code "Body weight": '29463-7' from "LOINC" display 'Body weight'
    code "Active": 'active' from "Condition Clinical Status"
    parameter "Measurement Period" Interval<DateTime> default Interval[@2024-01-01T00:00:00.0, @2025-01-01T00:00:00.0)
    context Patient
    define "Is Adult": AgeInYearsAt(start of "Measurement Period") >= 18
    define "Diabetes Conditions":
      [Condition: "Diabetes"] C where C.clinicalStatus ~ "Active" and C.abatement is null
    define "Has Diabetes": exists "Diabetes Conditions"
    define "Visits":
      [Encounter: "Office visit"] E where E.status = 'finished' and E.period during "Measurement Period"
    define "Weights":
      [Observation: "Body weight"] O
        where O.status in { 'final', 'amended', 'corrected' } and O.effective during "Measurement Period"
        return Tuple { date: O.effective as FHIR.dateTime, weight: O.value as FHIR.Quantity }
    define "Last A1c":
      Last([Observation: "Hemoglobin A1c"] O where O.value is not null sort by (effective as FHIR.dateTime).value)
    define "A1c Value": "Last A1c".value as FHIR.Quantity
    define "A1c High": "A1c Value" > 9 '%'
    define "A1c Recent":
      ("Last A1c".effective as FHIR.dateTime) 6 months or less before Now()
    define "On Statin":
      exists ([MedicationRequest: "Statins"] M where M.status = 'active' and M.intent = 'order')
    define "Visits With Weight":
      "Visits" E
        with [Observation: "Body weight"] O such that O.encounter.reference = E.id
        return E.period
    define "Days Between Visits":
      from "Visits" A, "Visits" B
        let gap: difference in days between start of A.period and start of B.period
        where gap > 0
        return gap
    define function "Severity"(value Quantity): if value > 9 '%' then 'high' else 'normal'
    define "Summary":
      Tuple { adult: "Is Adult", diabetes: "Has Diabetes", severity: "Severity"("A1c Value"), gaps: Min("Days Between Visits") }
    define "Needs Attention":
      "Is Adult" and "Has Diabetes" and ("A1c High" or not "A1c Recent") and not "On Statin"
    define "Text":
      'Patient ' & First(Patient.name).family & ' has ' & ToString(Count("Visits")) & ' visits'
    """
}
