import CDSHooks
import Deidentification
import Foundation
import HTTPClient
import JSON
import ModelGateway
import Reasoning
import TestSupport
import Testing

/// The whole way with the shipped profile: what leaves is de-identified, what comes back is the chart's again.
struct ProfileDeidentifierTests {
  private static func profile() throws -> DeidentificationProfile {
    // Slices of the package have no Profiles: they lie beside the sources that this file stands in.
    let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try DeidentificationProfileFolder(path: root.appendingPathComponent("Profiles/deidentification").path)
      .profile(named: "reasoning")
  }

  /// A truthful server: it quotes what it is sent.
  private static func answer(_ request: LoopbackServer.Request) -> String {
    let body = try? JSONDocument(parsing: request.body)
    let data = body?.root["messages"][1]["content"].string.flatMap { try? JSONDocument(parsing: Array($0.utf8)) }
    let facts = data?.root["facts"].elements ?? []
    let quotes = facts.filter { $0["fact"].stringEquals("eGFR") }.map { fact in
      AnswerDraft.Quote(
        ref: fact["ref"].string ?? "", fact: "eGFR", value: fact["value"].string, unit: fact["unit"].string,
        date: fact["date"].string)
    }
    let newest = quotes.first { $0.value == "28" }
    let item = AnswerDraft.Item(
      evidence: quotes, claim: "The eGFR is 28 mL/min/1.73 m² on \(newest?.date ?? "").", severity: "info")
    return AnswerDraft(findings: [item]).text
  }

  @Test func theWholeWay() async throws {
    let server = try ModelServer { request, connection in
      connection.respond(type: "application/json", ModelServer.envelope(Self.answer(request), .openAIChat))
    }
    defer { server.stop() }
    let bench = try ModelBench(server, deidentifier: ProfileDeidentifier(Self.profile()))
    let findings = try await bench.ask()
    let refusals = await bench.sink.refusals
    #expect(refusals == [])
    #expect(findings.map(\.summary) == ["The eGFR is 28 mL/min/1.73 m² on 2026-10-02."])
    #expect(Set(findings.flatMap(\.evidence).map(\.reference)) == ["Observation/egfr-1", "Observation/egfr-2"])
    let body = String(decoding: try #require(server.server.requests.first).body, as: UTF8.self)
    for text in ["Okonkwo", "Adaeze", "1959", "p1", "egfr-2", "2026-10", "2025-10", "Ignore your rules"] {
      #expect(!body.contains(text), "\(text) left")
    }
    let reports = await bench.sink.events.compactMap { event -> JSONTree? in
      if case .sent(let report, _, _) = event.kind { report } else { nil }
    }
    #expect(reports.count == 1)
    #expect(reports.first?["profile"]?.string?.hasPrefix("reasoning|") == true)
    await bench.end()
  }
}
