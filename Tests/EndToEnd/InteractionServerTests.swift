import ClinicalTypes
import Foundation
import JSON
import TestSupport
import Testing

/// The published drug interaction guide behind the HTTP endpoint: each of its 21 requests is answered, and what each answer
/// shows follows from the guide's CQL (``InteractionRow``).
@Suite("The published drug interaction guide over HTTP", .serialized)
struct InteractionServerTests {
  private static let folder = InteractionContent.folder

  @Test("all 21 requests", .enabled(if: ConformanceData.isPresent(folder)), arguments: InteractionRow.Clock.allCases)
  func requests(clock: InteractionRow.Clock) async throws {
    #expect(Set(InteractionRow.all.map(\.request)).count == 21)
    let now = try #require(PartialDateTime(fhirDateTime: clock.rawValue))
    let home = FileManager.default.temporaryDirectory.appendingPathComponent("pddi-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: home) }
    try await RunningHouse.run(content: InteractionContent.folders(in: home), now: now) { house in
      for row in InteractionRow.all where row.clock == clock {
        let path = "/cds-services/\(row.service)"
        let bytes = try ConformanceData.bytes("\(Self.folder)/images/requests/\(row.request).json")
        var answer = try await house.post(path, bytes)
        if row.delivery != .asSent {
          #expect(answer.status == 412, "\(row.request) as sent: \(answer.text.prefix(300))")
          #expect(answer.text.contains("prefetch.patient"), "\(row.request): the refusal names what is missing")
          let body =
            row.delivery == .converted
            ? try InteractionConversion.convert(bytes, now: clock.rawValue)
            : try InteractionContent.withPatient(bytes)
          answer = try await house.post(path, body)
        }
        #expect(answer.status == 200, "\(row.request): \(answer.text.prefix(300))")
        print("\(row.request): \(answer.cards)\n  because \(row.why)")
        Self.compare(answer, with: row)
      }
    }
  }

  private static func compare(_ answer: RunningHouse.Answer, with row: InteractionRow) {
    guard let card = row.card else {
      #expect(answer.cards.isEmpty, "\(row.request): \(row.why)")
      return
    }
    #expect(answer.cards.count == 1 && answer.cards[0].hasPrefix(card), "\(row.request): \(answer.cards), \(row.why)")
    let detail = answer.json["cards"][0]["detail"].string ?? ""
    // Without Markdown's escapes.
    let lines = detail.replacing("\\", with: "").split(separator: "\n").map(String.init)
    let also = lines.drop { $0 != "**Also**" }.dropFirst().prefix { $0.hasPrefix("- ") }.map { $0.dropFirst(2) }
    #expect(
      also.count == row.also.count && row.also.allSatisfy { wanted in also.contains { $0.hasPrefix(wanted) } },
      "\(row.request): \(also)")
  }
}
