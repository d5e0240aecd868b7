import CDSHooks
import ClinicalTypes
import FHIR
import Foundation
import JSON
import Reasoning

/// Runs the examples of content folders: how a clinic trusts a change.
///
/// Each request goes the way of a real one (decoded, its prefetch checked, reasoned over, composed, proved against the
/// CDS Hooks rules) without a network: data that the request lacks is a gap.
public struct ExampleRunner: Sendable {
  private let library: GuidelineLibrary
  /// What a site without settings answers with: an example must not pass where the service that runs says something else.
  private let services: [GuidelineService]

  /// A runner of the examples that belong to `library`'s services.
  public init(library: GuidelineLibrary) {
    self.library = library
    services = library.servicesAsShipped
  }

  /// The reports on all examples below `folders`, in the order of their paths.
  public func run(folders: [String]) async -> [ExampleReport] {
    var reports: [ExampleReport] = []
    for folder in folders {
      for found in ContentExample.folders(below: folder) {
        do {
          reports.append(await run(try ContentExample(folder: found.path, service: found.service)))
        } catch {
          reports.append(
            ExampleReport(
              service: found.service, name: URL(fileURLWithPath: found.path).lastPathComponent, description: "",
              cards: [],
              differences: [error.description]))
        }
      }
    }
    return reports
  }

  private func run(_ example: ContentExample) async -> ExampleReport {
    func report(_ cards: [ExampleReport.ShownCard], _ differences: [String]) -> ExampleReport {
      ExampleReport(
        service: example.service, name: example.name, description: example.description, cards: cards,
        differences: differences)
    }
    guard let found = services.first(where: { $0.hooks(acceptedAt: example.service) != nil }),
      let hooks = found.hooks(acceptedAt: example.service)
    else {
      let isLeftOut = library.service(answeringAt: example.service) != nil
      return report(
        [],
        [
          isLeftOut
            ? "nothing that \(example.service) is made of runs by default, so it is not served"
            : "there is no service \(example.service) in the content"
        ])
    }
    do {
      let service = try found.with(options: example.options)
      let (composition, cards) = try await cards(of: example, service: service, hooks: hooks)
      return report(
        zip(cards, composition.entries).map { ExampleReport.ShownCard($0, $1.content) },
        ExampleComparison(expected: example.expected, cards: cards).differences)
    } catch {
      return report([], ["the request could not be answered: \(error)"])
    }
  }

  private func cards(
    of example: ContentExample, service: GuidelineService, hooks: [String]
  ) async throws -> (composition: Composition, cards: [Card]) {
    let deadline = ContinuousClock.now + .seconds(10)
    let chart = try chart(of: example, service: service, hooks: hooks, deadline: deadline)
    let results = await service.results(over: chart, deadline: deadline)
    if let failure = results.lazy.compactMap(\.failure).first { throw failure }
    let composition = try await CardComposer().compose(
      results.map(\.result), over: chart, for: ClientIdentity(issuer: "https://ehr.example", tenant: nil))
    let rules = ResponseRules(
      profile: .standard, patientID: chart.patientID, identifiers: .reproducible(from: example.name))
    let proven = rules.prove(composition.response)
    if let broken = proven.findings.first {
      throw ContentError(
        file: service.canonical, path: broken.path, message: "the card breaks the CDS Hooks rule \(broken.rule)")
    }
    return (composition, proven.response.cards)
  }

  private func chart(
    of example: ContentExample, service: GuidelineService, hooks: [String], deadline: ContinuousClock.Instant
  ) throws -> Chart {
    switch example.call {
    case .request(let document):
      let request = try HookRequest(decoding: document, answering: hooks)
      return try ChartAssembler(request: request, requirements: service.requirements)
        .assemble(now: example.now, deadline: deadline)
    case .record(let patient, let hook, let context):
      return try patient.chart(
        for: service, hook: hook ?? hooks.first ?? "", context: context, now: example.now, deadline: deadline)
    }
  }
}
