import ChartsideServer
import Foundation
import JSON
import ModelGateway
import Records
import TestSupport
import Testing

@Suite("A remote model beside the rules, at the aggregates that EHRs register")
struct AggregateModelTests {
  /// Ruth Okafor's eGFR fell to 26.
  static let patient = "ruth-okafor"
  static let drafts = ["draft-metformin-500"]

  @Test("it starts when the chart is opened and shows beside the rules")
  func shown() async throws {
    let folder = try RegisteredModelFolder()
    defer { folder.remove() }
    let model = try ScriptedModel { ScriptedModel.truth($0) }
    defer { model.server.stop() }
    let configuration = try RegisteredModelFolder.configuration(of: model.server)
    try await RunningHouse.run(content: [folder.path], models: [configuration], discovery: .aggregates) { house in
      let opened = try await house.fire("patient-view", "patient-view", patient: Self.patient, prefetch: true)
      #expect(opened.status == 200 && !opened.isFromModel, "\(opened.text)")
      await house.service.idleModels()
      for hook in ["order-select", "order-sign", "patient-view"] {
        let answer = try await house.fire(
          hook, hook, patient: Self.patient, drafts: Self.drafts, prefetch: true)
        #expect(answer.isFromModel, "\(hook): \(answer.cards)")
        // Rules are untouched by it, and come first.
        if hook != "patient-view" { #expect(answer.json["cards"][0]["indicator"].string == "critical") }
      }
      // One question for one patient and set of facts, whatever fired.
      #expect(model.server.requests.count == 1)
      let report = try await house.records.report(on: RegisteredModelFolder.id, since: nil)
      #expect(report.answers == 1 && report.passed == 1 && report.cards == 3, "\(report)")
    }
  }

  @Test("no hook waits for a model that is slow; what it says late shows at the next hook")
  func late() async throws {
    let folder = try RegisteredModelFolder()
    defer { folder.remove() }
    let gate = DispatchSemaphore(value: 0)
    let model = try ScriptedModel { facts in
      gate.wait()
      return ScriptedModel.truth(facts)
    }
    defer { model.server.stop() }
    let configuration = try RegisteredModelFolder.configuration(of: model.server)
    try await RunningHouse.run(content: [folder.path], models: [configuration], discovery: .aggregates) { house in
      func fire(_ hook: String, prefetch: Bool = true) async throws -> RunningHouse.Answer {
        try await house.fire(hook, hook, patient: Self.patient, drafts: Self.drafts, prefetch: prefetch)
      }
      for hook in ["patient-view", "order-select", "order-sign"] {
        let early = try await fire(hook)
        #expect(!early.cards.isEmpty && !early.isFromModel, "\(hook): \(early.text)")
      }
      gate.signal()
      await house.service.idleModels()
      #expect(try await fire("order-sign").isFromModel)
      // An EHR that sends nothing gets the rules' answer, and no read is made for the model.
      let unsent = try await fire("order-sign", prefetch: false)
      #expect(unsent.json["cards"][0]["indicator"].string == "critical" && !unsent.isFromModel)
      #expect(model.server.requests.count == 1)
    }
  }

  @Test("in shadow mode it is measured at the aggregates, and nothing is shown")
  func shadow() async throws {
    let folder = try RegisteredModelFolder(mode: "shadow")
    defer { folder.remove() }
    let model = try ScriptedModel { ScriptedModel.truth($0, proposing: ["metformin-500"]) }
    defer { model.server.stop() }
    let configuration = try RegisteredModelFolder.configuration(of: model.server)
    try await RunningHouse.run(content: [folder.path], models: [configuration], discovery: .aggregates) { house in
      // What is ordered is noted behind the answer's back: it stands there when a later call is recorded.
      for hook in ["patient-view", "order-sign", "patient-view"] {
        let answer = try await house.fire(
          hook, hook, patient: "lena-hoffmann", drafts: Self.drafts, prefetch: true)
        #expect(answer.status == 200 && !answer.isFromModel)
        await house.service.idleModels()
      }
      let report = try await house.records.report(on: RegisteredModelFolder.id, since: nil)
      #expect(report.answers == 1 && report.shadowAnswers == 1 && report.cards == 0)
      #expect(report.proposals + report.refusedProposals == 1 && report.ordered + report.refusedOrdered == 1)
    }
  }

  @Test(
    "it joins the aggregates that its owner's terms name, and is offered by itself where it is not in all of them",
    arguments: [
      ([], true, false), (["patient-view", "order-sign"], true, true), (["reasoner"], false, true),
    ])
  func terms(_ services: [String], _ joins: Bool, _ isOffered: Bool) async throws {
    let folder = try RegisteredModelFolder(more: services.map { ("service", $0) })
    defer { folder.remove() }
    let model = try ScriptedModel { ScriptedModel.truth($0) }
    defer { model.server.stop() }
    let configuration = try RegisteredModelFolder.configuration(of: model.server)
    try await RunningHouse.run(content: [folder.path], models: [configuration], discovery: .aggregates) { house in
      let offered = try await house.get("/sandbox/services").json["services"].elements.compactMap { $0["id"].string }
      #expect(offered.contains("patient-view"), "\(offered)")
      #expect(offered.contains(RegisteredModelFolder.id) == isOffered)
      let opened = try await house.fire("patient-view", "patient-view", patient: Self.patient, prefetch: true)
      #expect(opened.status == 200)
      await house.service.idleModels()
      #expect(model.server.requests.count == (joins ? 1 : 0))
    }
  }
}

extension RunningHouse.Answer {
  /// Whether a card says that a model of the registered owner found it.
  fileprivate var isFromModel: Bool { text.contains("Example Models") && text.contains("You decide") }
}
