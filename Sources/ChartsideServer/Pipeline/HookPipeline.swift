import CDSHooks
import ClinicalTypes
import FHIR
import Foundation
import JSON
import Logging
import ModelGateway
import Reasoning
import Records
import SMART
import WebServer

/// One hook call from the body to the cards:
/// authenticate → decode → gather → reason → compose → check → record.
///
/// Each stage is one call on one module and takes the deadline with it. What leaves is recorded first; a stage that fails is
/// a status and an OperationOutcome, never silence.
public struct HookPipeline: Sendable {
  let services: ServiceDirectory
  let gate: ClientGate
  let gatherer: Gatherer
  let reasoner: Reasoner
  let records: any RecordStore
  let dismissals: (any DismissalStore)?
  let clock: SiteClock
  let deadlines: ChartsideConfiguration.Hooks
  let limits: CompositionLimits
  let evaluationTime: PartialDateTime?
  let logger: Logger

  /// A pipeline of these parts.
  init(
    services: ServiceDirectory, gate: ClientGate, gatherer: Gatherer, reasoner: Reasoner, records: any RecordStore,
    dismissals: (any DismissalStore)?, clock: SiteClock, deadlines: ChartsideConfiguration.Hooks,
    limits: CompositionLimits = CompositionLimits(), evaluationTime: PartialDateTime? = nil, logger: Logger
  ) {
    self.services = services
    self.gate = gate
    self.gatherer = gatherer
    self.reasoner = reasoner
    self.records = records
    self.dismissals = dismissals
    self.clock = clock
    self.deadlines = deadlines
    self.limits = limits
    self.evaluationTime = evaluationTime
    self.logger = logger
  }

  /// Answers a call whose body is there.
  func answer(_ call: HookCall) async -> WebResponse {
    do throws(AdmittedCall.Refused) {
      return await answer(call, try await authenticate(call, at: call.path))
    } catch {
      return error.response
    }
  }

  /// The first stage, which needs the head of a call alone: over HTTP it comes before the body is read.
  /// `path` follows the public base. A token is good for one call of this.
  func authenticate(_ call: HookCall, at path: String) async throws(AdmittedCall.Refused) -> AdmittedCall {
    var trace = CallTrace(call: call, time: clock.milliseconds)
    do throws(AuthenticationFailure) {
      let client = try await gate.authenticate(
        authorization: call.authorization, path: path, now: clock.date, deadline: call.received + deadlines.deadline)
      trace.finished("authenticate", client: client)
      return AdmittedCall(client: client, trace: trace)
    } catch {
      throw AdmittedCall.Refused(response: await refuse(error, &trace))
    }
  }

  /// The further stages, for a call with its body.
  func answer(_ call: HookCall, _ admitted: AdmittedCall) async -> WebResponse {
    var trace = admitted.trace
    do {
      return try await answer(call, from: admitted.client, &trace)
    } catch {
      return await refuse(error, call, &trace)
    }
  }

  private func answer(
    _ call: HookCall, from client: CallingClient, _ trace: inout CallTrace
  ) async throws -> WebResponse {
    trace.finished("receive")
    guard let (service, hooks) = services.service(answeringAt: call.serviceID) else { throw HookError.unknownService }
    let request = try decode(call.body, answering: hooks)
    let deadline = call.received + deadline(of: request.hook)
    trace.finished("decode", service: service, request: request, records: records)

    guard !request.context.isForPatientOrRelative else { return try await answerNobody(client, &trace) }

    let chart = try await gatherer.gather(
      request, for: service, from: client, receivedAt: call.received, now: try evaluationTime ?? clock.now(),
      deadline: deadline)
    trace.finished("gather", chart: chart)

    let caller = ModelCaller(
      site: client.identity.issuer, tenant: client.identity.tenant, service: service.id, patient: trace.line.patient)
    let results = await reasoner.reason(
      over: chart, with: service.models, for: caller, weight: call.body.count, deadline: deadline)
    trace.finished("reason", results: results)

    let composition = try await composer(for: client).compose(
      results.map(\.result), over: chart, for: client.identity)
    trace.finished("compose")

    let (adapted, adaptations) = client.profile.adapted(composition.response)
    let proven = ResponseRules(profile: client.profile, patientID: chart.patientID).prove(adapted)
    trace.finished("check", composition: composition, proven: proven)

    try await record(composition, proven, service: service, client: client, trace: &trace)
    if services.hasRemoteModels, request.hook == "order-sign", let patient = caller.patient {
      records.noteOrders(OrderCodes.orders(of: chart), ofPatient: patient)
    }
    note(request, chart, adaptations, proven, call)
    return .json(proven.response.serialized())
  }

  private func decode(_ body: [UInt8], answering hooks: [String]) throws(HookError) -> HookRequest {
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(fhir: body, limits: .default)
    } catch {
      throw .badRequest(HookRequestError(error))
    }
    do throws(HookRequestError) {
      return try HookRequest(decoding: document, answering: hooks)
    } catch {
      throw .badRequest(error)
    }
  }

  /// Patients and relatives see no cards for clinicians.
  private func answerNobody(_ client: CallingClient, _ trace: inout CallTrace) async throws -> WebResponse {
    trace.line.outcome = .notForUser
    try await records.record(trace.closed(status: 200))
    return .json(HookResponse(cards: []).serialized())
  }

  private func record(
    _ composition: Composition, _ proven: ProvenResponse, service: HookService, client: CallingClient,
    trace: inout CallTrace
  ) async throws {
    let cards = proven.response.cards
    let hookInstance = trace.line.hookInstance ?? ""
    var meanings: [String: Set<DismissalKey>] = [:]
    for (entry, card) in zip(composition.entries, cards) {
      if let uuid = card.uuid, !entry.dismissalKeys.isEmpty { meanings[uuid] = entry.dismissalKeys }
    }
    let issued = zip(composition.entries, cards).compactMap { entry, card -> IssuedCard? in
      var issued = IssuedCard(card, service: service.id, hookInstance: hookInstance)
      if case .finding(let stamped) = entry.content { issued?.model = stamped.modelID }
      return issued
    }
    do {
      try await records.record(
        trace.closed(status: 200), cards: issued, meanings: meanings, sentTo: client.identity)
    } catch {
      logger.error(
        "A hook call could not be recorded.", metadata: ["request": "\(trace.line.request)", "failure": "\(error)"])
      throw HookError.unavailable(retryAfter: 5)
    }
  }

  private func composer(for client: CallingClient) -> CardComposer {
    CardComposer(
      limits: limits.narrowed(by: client.profile), dismissals: dismissals)
  }

  private func deadline(of hook: String) -> Duration {
    switch hook {
    case "appointment-book", "order-dispatch", "order-sign": deadlines.longDeadline
    default: deadlines.deadline
    }
  }
}
