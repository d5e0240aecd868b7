import FHIR
import Foundation
import Guidelines
import JSON
import Reasoning
import Sandbox
import TestSupport
import Testing

@Suite("Other people's patients behind the sandbox's FHIR server, hooks without prefetch")
struct SharedPatientsTests {
  @Test(
    "the aggregates and the first services over every patient: 200 each, and a table",
    .enabled(if: ConformanceData.isPresent("patients")))
  func patients() async throws {
    let folders = try ["patients/synthea-r4", "patients/us-core-generated", "patients/us-core-examples"].map {
      try ConformanceData.url($0).path
    }
    try await RunningHouse.run(patients: folders) { house in
      #expect(house.patients.count >= 20)
      var rows: [String] = []
      var milliseconds: [Double] = []
      var cards = 0
      for patient in house.patients {
        for (service, hook, drafts) in Self.calls {
          let start = ContinuousClock.now
          let answer = try await house.fire(service, hook, patient: patient, drafts: drafts)
          milliseconds.append((ContinuousClock.now - start) / .milliseconds(1))
          #expect(answer.status == 200, "\(patient) \(service): \(answer.status) \(answer.text)")
          cards += answer.cards.count
          rows += answer.cards.map { "\(patient) | \(service) | \($0)" }
        }
      }
      milliseconds.sort()
      let p50 = milliseconds[milliseconds.count / 2]
      let p99 = milliseconds[min(milliseconds.count - 1, milliseconds.count * 99 / 100)]
      print(rows.joined(separator: "\n"))
      print(
        "\(house.patients.count) patients, \(milliseconds.count) calls, \(cards) cards, p50 \(p50) ms, p99 \(p99) ms")
    }
  }

  @Test(
    "every chart is read: Bundles, transactions without ids, loose resources",
    .enabled(if: ConformanceData.isPresent("patients")),
    arguments: [("us-core-generated", 12), ("synthea-r4", 20)])
  func charts(folder: String, count: Int) throws {
    let files = PatientLibrary(directories: [try ConformanceData.url("patients/\(folder)").path])
    #expect(files.problems.isEmpty)
    let records = RecordedPatient.patients(in: files.documents)
    #expect(records.count == count)
    for record in records {
      #expect(record.store.resources.count > 20, "\(record.id)")
      let owner = PatientIdentity(id: record.id)
      let conditions = record.store.resources(ofType: "Condition")
      #expect(conditions.allSatisfy { owner.owns($0.value) == true }, "\(record.id): references lead to the patient")
    }
  }

  private static let calls: [(String, String, [String])] = [
    ("kidney-function-review", "patient-view", []), ("diabetes-monitoring", "patient-view", []),
    ("renal-drug-safety", "order-sign", ["draft-metformin-500"]), ("patient-view", "patient-view", []),
    ("order-sign", "order-sign", ["draft-metformin-500", "draft-ibuprofen-400"]),
  ]
}
