import CDSHooks
import ClinicalTypes
import FHIR
import JSON
import Reasoning

@testable import ChartsideServer

/// A model that does what a test says.
struct StubModel: ReasoningModel {
  let id: String
  let version = "1"
  var name: String { "Model \(id)" }
  let body: @Sendable (Chart) async throws -> [Finding]

  func reason(over chart: Chart, deadline: ContinuousClock.Instant) async throws -> [Finding] { try await body(chart) }

  /// Finds one thing and names the patient's birth date as evidence.
  static func finding(_ id: String = "one", severity: Indicator = .warning) -> StubModel {
    StubModel(id: id) { chart in
      let birthDate = chart.patient?.resource.value["birthDate"].string
      return [
        Finding(
          id: "finding-\(id)", topic: Coding(code: "topic\(id)", system: "https://chartside.health/topics"),
          severity: severity, summary: "Something about \(id).",
          evidence: [Evidence(label: "Birth date", value: birthDate, reference: "Patient/\(chart.patientID)")],
          source: CardSource(label: "Test"))
      ]
    }
  }

  struct Broken: Error {}
  static let broken = StubModel(id: "broken") { _ in throw Broken() }
  /// Never ends by itself.
  static let endless = StubModel(id: "endless") { _ in
    while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
    throw CancellationError()
  }
}

extension HookService {
  /// A patient-view service that requires the patient's record.
  static func stub(
    _ id: String = "stub", _ models: [StubModel], besides: [DataRequirement] = []
  ) throws -> HookService {
    let template = try PrefetchTemplate(parsing: "Patient/{{context.patientId}}")
    return HookService(
      id: id,
      descriptions: [
        CDSServiceDescription(
          hook: "patient-view", title: "Stub", description: "A stub", id: id,
          prefetch: [.init(key: "patient", template: template)])
      ],
      requirements: [DataRequirement(key: "patient", type: "Patient", template: template, isRequired: true)]
        + besides,
      models: models.map { BoundModel($0) }, hooksByID: [id: ["patient-view"]])
  }
}
