import ChartsideServer
import Foundation
import JSON
import ModelGateway
import Records
import TestSupport
import Testing

@Suite("A remote model in the whole house: configuration, background, cards, audit, report")
struct RemoteModelServiceTests {
  /// Ruth Okafor's eGFR fell to 26.
  static let patient = "ruth-okafor"

  @Test("it thinks when the chart is opened, and shows at the next hook what passed")
  func advisory() async throws {
    let folder = try RegisteredModelFolder()
    defer { folder.remove() }
    let model = try ScriptedModel { ScriptedModel.truth($0) }
    defer { model.server.stop() }
    let configuration = try RegisteredModelFolder.configuration(of: model.server)
    try await RunningHouse.run(content: [folder.path], models: [configuration]) { house in
      let opened = try await house.fire("reasoner", "patient-view", patient: Self.patient)
      #expect(opened.status == 200 && opened.cards.isEmpty, "\(opened.text)")
      await house.service.idleModels()
      let ordering = try await house.fire(
        "reasoner-order-sign", "order-sign", patient: Self.patient, drafts: ["draft-metformin-500"])
      let report = try await house.records.report(on: "reasoner", since: nil)
      #expect(ordering.cards.count == 1, "\(ordering.text) \(report.refusals)")
      let card = ordering.json["cards"][0]
      #expect(card["indicator"].string == "warning")
      #expect(card["source"]["label"].string?.contains("Example Models") == true)
      let detail = card["detail"].string ?? ""
      for words in ["reasoning model", "1.0.0", RegisteredModelFolder.expectedModel, "Example Models", "You decide"] {
        #expect(detail.contains(words), "\(words) is not in \(detail)")
      }
      // One question for one patient and set of facts, whatever fired how often.
      #expect(model.server.requests.count == 1)
      #expect(report.answers == 1 && report.findings == 1 && report.passed == 1)
      #expect(report.events.contains { $0.name == "tokens-output" && $0.count == 120 })
      #expect(report.cards == 1)
      guard case .intact = try await house.records.verifyAudit() else {
        Issue.record("the audit log is broken")
        return
      }
    }
  }

  @Test("in shadow mode nothing is shown; agreement with what was then ordered is counted")
  func shadow() async throws {
    let folder = try RegisteredModelFolder(mode: "shadow")
    defer { folder.remove() }
    let model = try ScriptedModel { ScriptedModel.truth($0, proposing: ["metformin-500"]) }
    defer { model.server.stop() }
    let configuration = try RegisteredModelFolder.configuration(of: model.server)
    try await RunningHouse.run(content: [folder.path], models: [configuration]) { house in
      // Lena Hoffmann's kidneys allow metformin.
      _ = try await house.fire("reasoner", "patient-view", patient: "lena-hoffmann")
      await house.service.idleModels()
      let ordering = try await house.fire(
        "renal-drug-safety", "order-sign", patient: "lena-hoffmann", drafts: ["draft-metformin-500"])
      #expect(ordering.status == 200)
      let own = try await house.fire(
        "reasoner-order-sign", "order-sign", patient: "lena-hoffmann", drafts: ["draft-metformin-500"])
      #expect(own.cards.isEmpty)
      let report = try await house.records.report(on: "reasoner", since: nil)
      #expect(report.answers == 1 && report.shadowAnswers == 1)
      #expect(report.proposals + report.refusedProposals == 1)
      #expect(report.ordered + report.refusedOrdered == 1)
    }
  }

  @Test("the guidelines that ship have the last word on a proposal")
  func contraindicated() async throws {
    let folder = try RegisteredModelFolder()
    defer { folder.remove() }
    let model = try ScriptedModel { ScriptedModel.truth($0, proposing: ["metformin-500"]) }
    defer { model.server.stop() }
    let configuration = try RegisteredModelFolder.configuration(of: model.server)
    try await RunningHouse.run(content: [folder.path], models: [configuration]) { house in
      // On dialysis.
      _ = try await house.fire("reasoner", "patient-view", patient: "ruth-okafor")
      await house.service.idleModels()
      let answer = try await house.fire("reasoner", "patient-view", patient: "ruth-okafor")
      #expect(answer.cards.isEmpty)
      let report = try await house.records.report(on: "reasoner", since: nil)
      #expect(report.refusals.map(\.name) == ["recheck/contraindicated"])
    }
  }

  @Test("a server that never answers keeps no hook waiting")
  func silence() async throws {
    let folder = try RegisteredModelFolder()
    defer { folder.remove() }
    let server = try LoopbackServer { _, connection in connection.hold() }
    defer { server.stop() }
    let configuration = try RegisteredModelFolder.configuration(of: server)
    try await RunningHouse.run(content: [folder.path], models: [configuration]) { house in
      for (service, hook) in [("reasoner", "patient-view"), ("reasoner-order-sign", "order-sign")] {
        let answer = try await house.fire(service, hook, patient: Self.patient, drafts: ["draft-metformin-500"])
        #expect(answer.status == 200 && answer.cards.isEmpty)
      }
      let rules = try await house.fire(
        "renal-drug-safety", "order-sign", patient: Self.patient, drafts: ["draft-metformin-500"])
      #expect(rules.json["cards"][0]["indicator"].string == "critical")
    }
  }

  @Test("another model version closes the model, and it stays closed")
  func drift() async throws {
    let folder = try RegisteredModelFolder(onDrift: "close")
    defer { folder.remove() }
    let model = try ScriptedModel(model: "reasoner-2026-09-09") { ScriptedModel.truth($0) }
    defer { model.server.stop() }
    let configuration = try RegisteredModelFolder.configuration(of: model.server)
    try await RunningHouse.run(content: [folder.path], models: [configuration]) { house in
      for _ in 0..<3 {
        let answer = try await house.fire("reasoner", "patient-view", patient: Self.patient)
        #expect(answer.status == 200 && answer.cards.isEmpty)
        await house.service.idleModels()
      }
      #expect(model.server.requests.count == 1)
      let expected = RegisteredModelFolder.expectedModel
      #expect(try await house.records.isClosed(model: "reasoner", version: "1.0.0", expected: expected))
      #expect(try await !house.records.isClosed(model: "reasoner", version: "1.0.1", expected: expected))
    }
  }

  @Test(
    "the owner's terms are kept",
    arguments: [
      ("site", "https://elsewhere.example", 0), ("role", "Nurse", 0), ("role", "Practitioner", 1),
    ])
  func terms(_ part: String, _ value: String, _ calls: Int) async throws {
    let folder = try RegisteredModelFolder(more: [(part, value)])
    defer { folder.remove() }
    let model = try ScriptedModel { ScriptedModel.truth($0) }
    defer { model.server.stop() }
    let configuration = try RegisteredModelFolder.configuration(of: model.server)
    try await RunningHouse.run(content: [folder.path], models: [configuration]) { house in
      _ = try await house.fire("reasoner", "patient-view", patient: Self.patient)
      await house.service.idleModels()
      #expect(model.server.requests.count == calls)
    }
  }

  @Test("data leave only on a footing that the configuration names")
  func footing() async throws {
    let folder = try RegisteredModelFolder()
    defer { folder.remove() }
    let server = try LoopbackServer { _, _ in }
    defer { server.stop() }
    let configuration = try RegisteredModelFolder.configuration(of: server, footing: nil)
    await #expect {
      try await RunningHouse.run(content: [folder.path], models: [configuration]) { _ in }
    } throws: { "\($0)".contains("not Safe Harbor") && "\($0)".contains("agreement") }
  }

  @Test("a model that is configured and not registered is an error")
  func unregistered() async throws {
    let server = try LoopbackServer { _, _ in }
    defer { server.stop() }
    let configuration = try RegisteredModelFolder.configuration(of: server)
    await #expect {
      try await RunningHouse.run(models: [configuration]) { _ in }
    } throws: { "\($0)".contains("no Library 'reasoner'") }
  }
}
