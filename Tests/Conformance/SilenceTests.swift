import CDSHooks
import ClinicalTypes
import FHIR
import Foundation
import Guidelines
import JSON
import Reasoning
import TestSupport
import Testing

/// Nobody reads what never stops talking: how many cards opening a record shows.
@Suite("Opening a record is mostly silent", .serialized)
struct SilenceTests {
  private struct Shown {
    let patient: String
    let cards: [Card]
  }

  private let service: GuidelineService
  private let now: PartialDateTime

  init() throws {
    let project = ConformanceData.projectRoot
    let library = try GuidelineLibrary.load(
      folders: ["CDSHooks", "Profiles"].map { project.appendingPathComponent($0).path })
    service = try #require(library.servicesAsShipped.first { $0.id == "patient-view" })
    now = try #require(PartialDateTime(fhirDateTime: HealthyPatient.today + "T09:00:00Z"))
  }

  /// The cards of the aggregate for a record, as a client sees them.
  private func cards(for patient: RecordedPatient, at now: PartialDateTime) async throws -> [Card] {
    let chart = try patient.chart(for: service, hook: "patient-view", now: now, deadline: .patient)
    let results = await service.results(over: chart, deadline: .patient)
    let failures = results.compactMap(\.failure)
    #expect(failures.isEmpty, "\(patient.id): \(failures)")
    let composition = try await CardComposer().compose(
      results.map(\.result), over: chart, for: ClientIdentity(issuer: "https://ehr.example", tenant: nil))
    return composition.response.cards
  }

  private func tell(_ shown: [Shown]) -> Double {
    for patient in shown {
      for card in patient.cards { print("\(patient.patient) | \(card.indicator.rawValue): \(card.summary)") }
    }
    let count = shown.reduce(0) { $0 + $1.cards.count }
    let mean = shown.isEmpty ? 0 : Double(count) / Double(shown.count)
    print("\(shown.count) records, \(count) cards, \(mean) a record")
    return mean
  }

  private func healthy() async throws -> [Shown] {
    var shown: [Shown] = []
    for number in 0..<50 {
      let patient = HealthyPatient(number: number)
      let record = try #require(patient.record)
      shown.append(Shown(patient: patient.description, cards: try await cards(for: record, at: now)))
    }
    return shown
  }

  @Test("50 healthy people of all ages: no more than a word on prevention, and nothing urgent")
  func healthyPeople() async throws {
    let shown = try await healthy()
    #expect(tell(shown) <= 0.5)
    #expect(shown.flatMap(\.cards).allSatisfy { $0.indicator == .info })
    for number in 0..<20 { #expect(shown[number].cards.isEmpty, "nothing below 40: \(shown[number].patient)") }
  }

  @Test(
    "with the 20 Synthea patients: at most one card a record on average",
    .enabled(if: ConformanceData.isPresent("patients/synthea-r4")), arguments: [false, true])
  func synthea(atTheEndOfEachRecord isThen: Bool) async throws {
    var shown: [Shown] = []
    for file in ConformanceData.files(under: "patients/synthea-r4", suffix: ".json") {
      let document = try JSONDocument(fhir: Array(Data(contentsOf: file)), limits: JSONLimits(bytes: 64 << 20))
      let record = try #require(RecordedPatient(document), "\(file.lastPathComponent)")
      let name = file.lastPathComponent.split(separator: "_").prefix(2).joined(separator: " ")
      let end = record.store.resources(ofType: "Encounter").compactMap { $0.value["period"]?["end"]?.string }.max()
      let then = try #require(end.flatMap { PartialDateTime(fhirDateTime: $0) }, "\(name)")
      shown.append(Shown(patient: name, cards: try await cards(for: record, at: isThen ? then : now)))
    }
    #expect(shown.count == 20)
    print(isThen ? "At the end of each record:" : "On \(HealthyPatient.today):")
    #expect(tell(shown) <= 1.0)
    #expect(tell(shown + (try await healthy())) <= 1.0)
  }
}
