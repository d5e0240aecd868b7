import CDSHooks
import ChartsideServer
import ClinicalTypes
import FHIR
import Foundation
import Guidelines
import JSON
import Reasoning
import TestSupport
import Testing

@Suite("What is served when nobody says otherwise")
struct ShippedContentTests {
  private let home: ContentHome
  private let library: GuidelineLibrary

  init() throws {
    let project = ConformanceData.projectRoot.path
    home = try ContentHome(environment: ["CHARTSIDE_HOME": project])
    library = try GuidelineLibrary.load(folders: home.folders)
  }

  @Test("only our own content: two folders, and every service is ours")
  func own() {
    let project = ConformanceData.projectRoot.path
    #expect(home.folders == [project + "/CDSHooks", project + "/Profiles"])
    for service in library.services {
      #expect(service.canonical.hasPrefix("https://chartside.health/fhir/PlanDefinition/"))
    }
    #expect(library.services.count { !$0.isAggregate } == 15)
    #expect(
      Set(library.services.filter(\.isAggregate).map(\.id)) == [
        "patient-view", "order-select", "order-sign", "encounter-start", "encounter-discharge",
      ])
  }

  @Test(
    "no plan of the acceptance content answers, and no file of it is loaded",
    .enabled(if: ConformanceData.isPresent("acceptance")))
  func notPublished() throws {
    var published = 0
    for file in ConformanceData.files(under: "acceptance", suffix: ".json") {
      guard let document = try? JSONDocument(fhir: Array(Data(contentsOf: file))),
        document.root["resourceType"]?.stringEquals("PlanDefinition") == true
      else { continue }
      published += 1
      if let id = document.root["id"]?.string { #expect(library.service(answeringAt: id) == nil, "\(id)") }
      if let url = document.root["url"]?.string {
        #expect(library.content.artifact("PlanDefinition", url) == nil, "\(url)")
      }
    }
    #expect(published > 20)
  }

  @Test("every plan that ships can be applied, alone and as part of another")
  func applications() throws {
    for service in library.services {
      #expect(throws: Never.self, "\(service.id)") { try PlanApplication(of: service.id, in: library) }
    }
    let whole = try PlanApplication(of: "patient-view", in: library)
    let file = home.folders[0] + "/example-patients/ruth-okafor.json"
    let document = try JSONDocument(fhir: Array(Data(contentsOf: URL(fileURLWithPath: file))))
    let record = try #require(RecordedPatient(document))
    let request = try HookRequest(
      decoding: JSONDocument(
        fhir: """
          {"hook": "patient-view", "hookInstance": "7a1d9c3e-1f5b-4a52-9a60-0a1b2c3d4e5f",
           "context": {"userId": "Practitioner/d", "patientId": "ruth-okafor"}}
          """))
    let assembler = try ChartAssembler(request: request, requirements: whole.requirements)
    let now = try #require(PartialDateTime(fhirDateTime: "2026-11-23T09:00:00Z"))
    let chart = try assembler.assemble(
      fetched: record.answers(to: assembler.plan.fetches), now: now, deadline: .patient)
    let carePlan = try JSONDocument(fhir: whole.carePlan(for: chart, deadline: .patient).serialized()).root
    let groups = carePlan["contained"].elements.filter { $0["resourceType"]?.string == "RequestGroup" }
    #expect(groups.count > 1, "some plan has something to say of her")
    let issues = StructuralValidator().validate(carePlan).filter { $0.severity >= .error }
    #expect(issues.isEmpty, "\(issues)")
  }

  @Test("one card of a topic and three in all, where a site says nothing")
  func limits() {
    #expect(CompositionLimits() == CompositionLimits(cardsPerTopic: 1, cards: 3))
    #expect(ChartsideConfiguration().cards == CompositionLimits())
  }
}
