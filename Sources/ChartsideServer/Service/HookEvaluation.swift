public import ClinicalTypes
public import Guidelines
import HTTPClient
public import Logging
import Records
public import WebServer

/// One hook call without a server and without authentication: what `chartside evaluate` runs.
public struct HookEvaluation: Sendable {
  private let pipeline: HookPipeline
  private let http = HTTPClientRegistry()

  /// An evaluation of a library's services. `now` stops the clock; `fetches` asks the request's own FHIR server, with the
  /// request's own token, for what it lacks; `explain` is told what was looked at and found.
  public init(
    library: GuidelineLibrary, now: PartialDateTime?, timeZone: String, fetches: Bool, logger: Logger,
    explain: (@Sendable (String) -> Void)? = nil
  ) throws {
    let gate = ClientGate(
      authenticator: nil, isRequired: false, publicBase: "", knowledge: [:], fetchesForAnybody: fetches)
    pipeline = HookPipeline(
      services: try ServiceDirectory(library.servicesAsShipped.map { HookService($0) }), gate: gate,
      gatherer: Gatherer(clients: http), reasoner: Reasoner(pool: EvaluationPool(threads: 1), logger: logger),
      records: explain.map { EvaluationTrace(tell: $0) } ?? NoRecords(), dismissals: nil,
      clock: SiteClock(timeZone: timeZone, fixed: now), deadlines: .patient, logger: logger)
  }

  /// The response to a request; a status of 200 has cards, any other an OperationOutcome.
  public func answer(service: String, request: [UInt8]) async -> WebResponse {
    let response = await pipeline.answer(
      HookCall(serviceID: service, body: request, authorization: nil, requestID: "evaluation", received: .now))
    await http.shutdown()
    return response
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
