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

  /// A runner of the examples that belong to `library`'s services.
  public init(library: GuidelineLibrary) { self.library = library }

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
    func report(_ cards: [Card], _ differences: [String]) -> ExampleReport {
      ExampleReport(
        service: example.service, name: example.name, description: example.description,
        cards: cards.map { "\($0.indicator.rawValue): \($0.summary)" }, differences: differences)
    }
    guard let (service, hooks) = library.service(answeringAt: example.service) else {
      return report([], ["there is no service \(example.service) in the content"])
    }
    do {
      let cards = try await cards(of: example, service: service, hooks: hooks)
      return report(cards, ExampleComparison(expected: example.expected, cards: cards).differences)
    } catch {
      return report([], ["the request could not be answered: \(error)"])
    }
  }

  private func cards(of example: ContentExample, service: GuidelineService, hooks: [String]) async throws -> [Card] {
    let request = try HookRequest(decoding: example.request, answering: hooks)
    let deadline = ContinuousClock.now + .seconds(10)
    let assembler = try ChartAssembler(request: request, requirements: service.requirements)
    let chart = try assembler.assemble(now: example.now, deadline: deadline)
    let findings = try service.model.findings(over: chart, deadline: deadline)
    let composition = try await CardComposer().compose(
      [ModelResult(of: service.model, .completed(findings))], over: chart,
      for: ClientIdentity(issuer: "https://ehr.example", tenant: nil))
    let rules = ResponseRules(
      profile: .standard, patientID: chart.patientID, identifiers: .reproducible(from: example.name))
    let proven = rules.prove(composition.response)
    if let broken = proven.findings.first {
      throw ContentError(
        file: service.canonical, path: broken.path, message: "the card breaks the CDS Hooks rule \(broken.rule)")
    }
    return proven.response.cards
  }
}
