import Foundation
import Guidelines
import TestSupport
import Testing

@testable import ChartsideServer

@Suite("The guidelines that judge what models propose")
struct ModelRegistryTests {
  private let services: [GuidelineService]

  init() throws {
    let home = try ContentHome(environment: ["CHARTSIDE_HOME": ConformanceData.projectRoot.path])
    services = try GuidelineLibrary.load(folders: home.folders).services
  }

  @Test("aggregates judge for their members, and no order is judged twice")
  func aggregates() {
    let judges = ModelRegistry.judges(among: services).map(\.id)
    #expect(judges.first == "order-sign" && !judges.contains("order-select"), "\(judges)")
    #expect(ModelRegistry.judges(among: services).filter { !$0.isAggregate }.isEmpty, "\(judges)")
  }

  @Test("a guideline for orders judges them though its only aggregate is asked about other things")
  func alone() {
    let offered = services.filter { !$0.isAggregate || $0.id == "patient-view" }
    let judges = ModelRegistry.judges(among: offered).map(\.id)
    #expect(judges.first == "patient-view")
    for id in ["atrial-fibrillation", "opioid-safety", "drug-allergy"] {
      #expect(judges.contains(id), "\(id) is not among \(judges)")
    }
    #expect(!judges.contains("kidney-function-review"))
  }
}
