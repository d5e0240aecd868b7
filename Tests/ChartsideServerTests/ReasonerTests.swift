import CDSHooks
import ClinicalTypes
import Dispatch
import FHIR
import JSON
import Reasoning
import TestSupport
import Testing

@testable import ChartsideServer

@Suite("Models beside each other, under one deadline")
struct ReasonerTests {
  /// Tells until when it may reason.
  private struct Punctual: ReasoningModel {
    let id = "punctual"
    let version = "1"
    let name = "Punctual"
    let asked: @Sendable (ContinuousClock.Instant) -> Void

    func reason(over chart: Chart, deadline: ContinuousClock.Instant) async throws -> [Finding] {
      asked(deadline)
      return []
    }
  }

  private static func hold(_ gate: DispatchSemaphore) { gate.wait() }

  private func chart() throws -> Chart {
    let request = try HookRequest(decoding: JSONDocument(fhir: RunningService.body()))
    let now = try #require(PartialDateTime("2026-11-23T09:00:00.000-05:00"))
    return try ChartAssembler(request: request, requirements: []).assemble(now: now, deadline: .patient)
  }

  @Test("a model that may fail quietly leaves half of the time for the others' answer")
  func quiet() async throws {
    let chart = try chart()
    let deadline = ContinuousClock.now.advanced(by: .seconds(900))
    let reasoner = Reasoner(pool: EvaluationPool(threads: 1), logger: .silent)
    await confirmation(expectedCount: 2) { confirm in
      let loud = Punctual { given in
        #expect(given == deadline)
        confirm()
      }
      let quiet = Punctual { given in
        #expect(given < deadline.advanced(by: .seconds(-400)))
        confirm()
      }
      let runs = await reasoner.reason(
        over: chart,
        with: [HookService.BoundModel(loud), HookService.BoundModel(quiet, mayFailQuietly: true)],
        for: ModelCaller(), weight: 0, deadline: deadline)
      #expect(runs.count == 2)
    }
  }

  @Test("a model that is left behind at the deadline has kept threads for evaluation busy, and no others")
  func pool() async throws {
    let chart = try chart()
    let pool = EvaluationPool(threads: 1)
    let gate = DispatchSemaphore(value: 0)
    let busy = Task(executorPreference: pool) { Self.hold(gate) }
    let model = Punctual { _ in }
    let runs = await Reasoner(pool: pool, logger: .silent).reason(
      over: chart, with: [HookService.BoundModel(model)], for: ModelCaller(), weight: 0,
      deadline: ContinuousClock.now.advanced(by: .milliseconds(100)))
    gate.signal()
    await busy.value
    // Its turn had not come: the only thread of the pool was taken.
    guard case .failed(.late)? = runs.first?.result.outcome else {
      Issue.record("it ran elsewhere")
      return
    }
  }
}
