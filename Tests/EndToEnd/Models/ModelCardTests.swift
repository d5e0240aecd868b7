import ChartsideServer
import Foundation
import Guidelines
import JSON
import ModelGateway
import TestSupport
import Testing

@Suite("Model cards: for people and machines, of every model that reasons here")
struct ModelCardTests {
  @Test("each guideline and each remote model has a card with every attribute")
  func cards() async throws {
    let folder = try RegisteredModelFolder(mode: "shadow")
    defer { folder.remove() }
    let model = try ScriptedModel { ScriptedModel.truth($0) }
    defer { model.server.stop() }
    let configuration = try RegisteredModelFolder.configuration(of: model.server)
    let project = ConformanceData.projectRoot.path
    let shipped = try GuidelineLibrary.load(folders: [project + "/CDSHooks", project + "/Profiles"]).services.map(\.id)
    try await RunningHouse.run(content: [folder.path], models: [configuration]) { house in
      let list = try await house.get("/models")
      let ids = list.json["models"].elements.compactMap { $0["id"].string }
      #expect(Set(ids) == Set(shipped + ["reasoner"]))
      for id in ids {
        let card = try await house.get("/models/\(id)")
        #expect(card.status == 200 && card.type == "application/json")
        let attributes = card.json["attributes"].elements
        let evidence = Set(attributes.flatMap { $0["hti1EvidenceBased"].elements.compactMap(\.int) })
        let predictive = Set(attributes.flatMap { $0["hti1Predictive"].elements.compactMap(\.int) })
        #expect(evidence == Set(1...13), "\(id)")
        #expect(predictive == Set(1...31), "\(id)")
        // What is not known says why.
        for attribute in attributes {
          let isKnown = attribute["value"].string?.isEmpty == false
          #expect(isKnown || attribute["reason"].string?.isEmpty == false, "\(id) \(attribute["id"].string ?? "")")
        }
        for name in ["name", "developer", "version", "intended-use", "users", "inputs", "exclusions", "risks"] {
          let attribute = attributes.first { $0["id"].string == name }
          #expect(attribute != nil, "\(id) \(name)")
        }
        let page = try await house.get("/models/\(id)", accept: "text/html,*/*;q=0.8")
        #expect(page.type == "text/html" && page.text.hasPrefix("<!DOCTYPE html>"), "\(id)")
      }
      let page = try await house.get("/models/reasoner?format=html")
      #expect(page.text.contains("Example &lt;b&gt;Reasoner&lt;/b&gt;") && !page.text.contains("<b>"))
      #expect(page.text.contains("May be wrong &amp; slow."))
      #expect(try await house.get("/models?format=html").text.contains("/models/reasoner"))
      #expect(try await house.get("/models/style.css").status == 200)
      #expect(try await house.get("/models/nobody").status == 404)
    }
  }

  @Test("a site's own measurements stand on the card")
  func localValidity() async throws {
    let folder = try RegisteredModelFolder(mode: "shadow")
    defer { folder.remove() }
    let model = try ScriptedModel { ScriptedModel.truth($0) }
    defer { model.server.stop() }
    let configuration = try RegisteredModelFolder.configuration(of: model.server)
    try await RunningHouse.run(content: [folder.path], models: [configuration]) { house in
      func validity() async throws -> JSONValue? {
        try await house.get("/models/reasoner").json["attributes"].elements
          .first { $0["id"].stringEquals("local-validity") }
      }
      #expect(try await validity()?["value"]?.isNull == true)
      _ = try await house.fire("reasoner", "patient-view", patient: "ruth-okafor")
      await house.service.idleModels()
      #expect(try await validity()?["value"]?.string?.hasPrefix("1 answers judged (1 in shadow mode)") == true)
      _ = try await house.fire(
        "renal-drug-safety", "order-sign", patient: "ruth-okafor", drafts: ["draft-metformin-500"])
      let guideline = try await house.get("/models/renal-drug-safety")
      #expect(guideline.json["localValidity"]["cards"].int == 1)
    }
  }
}
