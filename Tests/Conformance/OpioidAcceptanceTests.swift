import CDSHooks
import ClinicalTypes
import FHIR
import Foundation
import Guidelines
import JSON
import Reasoning
import TestSupport
import Testing

/// The published opioid guideline as a service: each published request goes the way of a real one, from its bytes to cards.
@Suite("The published opioid guideline runs as published")
struct OpioidAcceptanceTests {
  private static let folder = "acceptance/opioid-cds"

  /// The day that the requests were made for.
  private static let now = "2023-05-01T12:00:00Z"

  /// The plans that answer the requests of a folder.
  private static let plans: [String: String] = [
    "OpioidCDSREC01": "opioidcds-01", "OpioidCDSREC02": "opioidcds-02", "OpioidCDSREC03": "opioidcds-03",
    "OpioidCDSREC07": "opioidcds-07", "OpioidCDSREC09": "opioidcds-09",
    "OpioidCDSREC10PatientView": "opioidcds-10-patient-view",
  ]

  /// A row of the table of expectations: the request, whether a card is due, and its summary.
  struct Row: CustomTestStringConvertible {
    var request: String
    var cards: Int?
    var isOracle: Bool
    var summary: String
    var testDescription: String { request }
  }

  static func rows() throws -> [Row] {
    let table = String(decoding: try ConformanceData.bytes("\(folder)/expected.tsv"), as: UTF8.self)
    return table.split(separator: "\n").dropFirst().compactMap { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count >= 4 else { return nil }
      return Row(request: cells[0], cards: Int(cells[1]), isOracle: cells[2] == "yes", summary: cells[3])
    }
  }

  private static func library() throws -> GuidelineLibrary {
    let root = try ConformanceData.url(folder)
    return try GuidelineLibrary.load(
      folders: ["resources", "vocabulary", "cql"].map { root.appendingPathComponent($0).path })
  }

  /// How a request's data reach the service.
  enum Delivery: String, CaseIterable {
    /// As published: under the prefetch keys of another engine.
    case prefetch
    /// Behind a FHIR server, which answers the service's own queries; the request has no prefetch.
    case server
    /// As published, every date some hundred days later, and the clock with them.
    case later
  }

  /// Days by which ``Delivery/later`` shifts.
  private static let shift = 300

  private static func cards(of row: Row, by delivery: Delivery, in library: GuidelineLibrary) async throws -> [Card] {
    let folder = row.request.split(separator: "/").dropFirst().first.map(String.init) ?? ""
    let id = try #require(plans[folder], "no plan answers \(row.request)")
    let (service, hooks) = try #require(library.service(answeringAt: id))
    var text = String(decoding: try ConformanceData.bytes("\(Self.folder)/\(row.request)"), as: UTF8.self)
    var now = now
    if delivery == .later {
      text = ShiftedDates.shift(text, by: shift)
      now = ShiftedDates.shift(now, by: shift)
    }
    let published = try JSONDocument(fhir: text).root
    // A key that nobody reads takes the prefetch's place.
    let sent = delivery == .server ? text.replacing("\"prefetch\"", with: "\"none\"") : text
    let request = try HookRequest(decoding: JSONDocument(fhir: sent), answering: hooks)
    let deadline = ContinuousClock.Instant.patient
    let assembler = try ChartAssembler(request: request, requirements: service.requirements)
    let fetched = delivery == .server ? answers(to: assembler.plan.fetches, from: published) : [:]
    let chart = try assembler.assemble(
      fetched: fetched, now: try #require(PartialDateTime(fhirDateTime: now)), deadline: deadline)
    if delivery == .server { #expect(chart.gaps.allSatisfy { $0.reason == .otherPatient(count: 1) }) }
    let findings = try await service.model.reason(over: chart, deadline: deadline)
    let composition = try await CardComposer().compose(
      [ModelResult(of: service.model, .completed(findings))], over: chart,
      for: ClientIdentity(issuer: "https://ehr.example", tenant: nil))
    let rules = ResponseRules(
      profile: .standard, patientID: chart.patientID, identifiers: .reproducible(from: row.request))
    return rules.prove(composition.response).response.cards
  }

  /// What a server that holds a request's data answers: it knows patients and types, and ignores codes, as some do.
  private static func answers(to fetches: [ChartPlan.Fetch], from request: JSONValue) -> [String: FetchResult] {
    var held: [JSONValue] = []
    for (_, sent) in request["prefetch"].members {
      guard let resource = sent["resource"] else { continue }
      if resource["resourceType"]?.stringEquals("Bundle") == true {
        held += resource["entry"].elements.compactMap { $0["resource"] }
      } else {
        held.append(resource)
      }
    }
    var answers: [String: FetchResult] = [:]
    for fetch in fetches {
      let found = held.filter { $0["resourceType"]?.string == fetch.query.type }
      if case .read = fetch.query {
        answers[fetch.key] = found.first.map { .resource($0) } ?? FetchResult.none
      } else {
        answers[fetch.key] = .resources(found, isComplete: true)
      }
    }
    return answers
  }

  @Test(
    "a card where one is due, worded as its CQL words it, and silence elsewhere",
    .enabled(if: ConformanceData.isPresent(folder)), arguments: Delivery.allCases)
  func table(delivery: Delivery) async throws {
    let library = try Self.library()
    var agreeing = 0
    var lines: [String] = []
    for row in try Self.rows() {
      let cards: [Card]
      do {
        cards = try await Self.cards(of: row, by: delivery, in: library)
      } catch {
        lines.append("ERROR  \(delivery) \(row.request): \(error)")
        #expect(!row.isOracle, "\(row.request): \(error)")
        continue
      }
      let summaries = cards.map(\.summary)
      lines.append("\(delivery): \(cards.count) of \(row.cards.map(String.init) ?? "?")  \(row.request)  \(summaries)")
      guard row.isOracle else { continue }
      let agrees = cards.isEmpty == (row.cards == 0) && (row.cards == 0 || summaries.contains(row.summary))
      #expect(agrees, "\(row.request): \(summaries), expected \(row.cards ?? 0) '\(row.summary)'")
      agreeing += agrees ? 1 : 0
    }
    print(lines.joined(separator: "\n"))
    #expect(agreeing == 20)
  }

  @Test(
    "every published plan is a service, with prefetch from its CQL",
    .enabled(if: ConformanceData.isPresent(folder)))
  func services() throws {
    let library = try Self.library()
    #expect(library.services.count == 15)
    for service in library.services {
      #expect(!service.hooks.isEmpty)
      #expect(service.requirements.contains { $0.type == "Patient" && $0.isRequired })
    }
    let (service, _) = try #require(library.service(answeringAt: "opioidcds-10-patient-view"))
    let medications = try #require(service.requirements.first { $0.type == "MedicationRequest" })
    #expect(medications.key == "medicationRequest")
    #expect(
      medications.template.text
        == "MedicationRequest?patient={{context.patientId}}&_count=500&_include=MedicationRequest:medication")
  }
}
