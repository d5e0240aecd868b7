public import ClinicalTypes
public import Guidelines
import HTTPClient

import Records
public import Logging
public import WebServer

/// One hook call without a server and without authentication: what `chartside evaluate` runs.
public struct HookEvaluation: Sendable {
  private let pipeline: HookPipeline
  private let fetches: Bool

  /// An evaluation of a library's services.
  /// `now` stops the clock; `fetches` asks the request's own FHIR server, with the request's own token, for what it lacks.
  public init(library: GuidelineLibrary, now: PartialDateTime?, timeZone: String, fetches: Bool, logger: Logger) throws
  {
    self.fetches = fetches
    let gate = ClientGate(
      authenticator: nil, isRequired: false, publicBase: "", knowledge: [:], fetchesForAnybody: fetches)
    pipeline = HookPipeline(
      services: try ServiceDirectory(library.services.map { HookService($0) }), gate: gate,
      gatherer: Gatherer(clients: HTTPClientRegistry()),
      reasoner: Reasoner(pool: EvaluationPool(threads: 1), logger: logger), records: NoRecords(),
      clock: SiteClock(timeZone: timeZone, fixed: now), deadlines: .patient, logger: logger)
  }

  /// The response to a request; a status of 200 has cards, any other an OperationOutcome.
  public func answer(service: String, request: [UInt8]) async -> WebResponse {
    await pipeline.answer(
      HookCall(
        serviceID: service, body: request, authorization: nil, requestID: "evaluation", received: .now))
  }
}

extension ChartsideConfiguration.Hooks {
  /// Nobody waits at a screen.
  static var patient: Self {
    var hooks = Self()
    hooks.deadline = .seconds(60)
    hooks.longDeadline = .seconds(60)
    return hooks
  }
}
