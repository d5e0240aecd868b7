import ClinicalTypes
import FHIR
import Foundation
import Guidelines
import JSON
import TestSupport
import Testing

/// The published opioid guideline behind the HTTP endpoint, at the day that its requests were made for: once with prefetch as
/// published, once without, its data behind a FHIR server that answers the service's own queries.
@Suite("The published opioid guideline over HTTP", .serialized)
struct OpioidServerTests {
  private static let folder = "acceptance/opioid-cds"
  private static let now = "2023-05-01T12:00:00Z"
  private static let plans = [
    "OpioidCDSREC01": "opioidcds-01", "OpioidCDSREC02": "opioidcds-02", "OpioidCDSREC03": "opioidcds-03",
    "OpioidCDSREC07": "opioidcds-07", "OpioidCDSREC09": "opioidcds-09",
    "OpioidCDSREC10PatientView": "opioidcds-10-patient-view",
  ]

  private struct Row {
    let request: String
    let cards: Int
    let summary: String
    var service: String? {
      request.split(separator: "/").dropFirst().first.flatMap { OpioidServerTests.plans[String($0)] }
    }
  }

  private static func rows() throws -> [Row] {
    let table = String(decoding: try ConformanceData.bytes("\(folder)/expected.tsv"), as: UTF8.self)
    return table.split(separator: "\n").dropFirst().compactMap { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count >= 4, cells[2] == "yes", let cards = Int(cells[1]) else { return nil }
      return Row(request: cells[0], cards: cards, summary: cells[3])
    }
  }

  private static func content() throws -> [String] {
    try ["resources", "vocabulary", "cql"].map { try ConformanceData.url("\(folder)/\($0)").path }
  }

  private static func agrees(_ answer: RunningHouse.Answer, _ row: Row) -> Bool {
    let summaries = answer.json["cards"].elements.compactMap { $0["summary"].string }
    return answer.status == 200 && summaries.isEmpty == (row.cards == 0)
      && (row.cards == 0 || summaries.contains(row.summary))
  }

  @Test(
    "prefetch as published, and the same some hundred days later with the clock moved alike",
    .enabled(if: ConformanceData.isPresent(folder)), arguments: [0, 300])
  func published(days: Int) async throws {
    let now = try #require(PartialDateTime(fhirDateTime: ShiftedDates.shift(Self.now, by: days)))
    try await RunningHouse.run(content: Self.content(), now: now) { house in
      for row in try Self.rows() {
        let service = try #require(row.service)
        let text = String(decoding: try ConformanceData.bytes("\(Self.folder)/\(row.request)"), as: UTF8.self)
        let answer = try await house.post(
          "/cds-services/\(service)", Array(ShiftedDates.shift(text, by: days).utf8))
        print("prefetch, \(days) days later: \(answer.status) \(row.request): \(answer.cards)")
        #expect(Self.agrees(answer, row), "\(row.request): \(answer.text.prefix(300))")
      }
    }
  }

  @Test("no prefetch: the data behind a FHIR server", .enabled(if: ConformanceData.isPresent(folder)))
  func fetched() async throws {
    let now = try #require(PartialDateTime(fhirDateTime: Self.now))
    let content = try Self.content()
    let library = try GuidelineLibrary.load(folders: content)
    for row in try Self.rows() {
      let service = try #require(row.service)
      let request = try JSONDocument(fhir: ConformanceData.bytes("\(Self.folder)/\(row.request)")).root
      let ward = FileManager.default.temporaryDirectory.appendingPathComponent("ward-" + UUID().uuidString)
      try FileManager.default.createDirectory(at: ward, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: ward) }
      try Data(Self.record(of: request).serialized()).write(to: ward.appendingPathComponent("record.json"))
      try await RunningHouse.run(patients: [ward.path], content: content, library: library, now: now) { house in
        let answer = try await house.post("/cds-services/\(service)", try house.withoutPrefetch(request))
        print("server: \(answer.status) \(row.request): \(answer.cards)")
        #expect(Self.agrees(answer, row), "\(row.request): \(answer.text.prefix(300))")
      }
    }
  }

  /// All that the request's prefetch holds, as a Bundle.
  private static func record(of request: JSONValue) -> JSONTree {
    var entries: [JSONTree] = []
    for (_, sent) in request["prefetch"].members {
      guard let resource = sent["resource"] ?? (sent["resourceType"] == nil ? nil : sent) else { continue }
      let members =
        resource["resourceType"]?.stringEquals("Bundle") == true
        ? resource["entry"].elements.compactMap { $0["resource"] } : [resource]
      entries += members.map { ["resource": .view($0)] }
    }
    return ["resourceType": "Bundle", "type": "collection", "entry": .array(entries)]
  }
}
