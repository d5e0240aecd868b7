import CDSHooks
import FHIR
import HTTPTypes
import Logging
import Reasoning
import Records
import SMART
import WebServer

extension HookPipeline {
  /// The answer to a call that got no cards: recorded as such, with a status and an OperationOutcome.
  func refuse(_ error: any Error, _ call: HookCall, _ trace: inout CallTrace) async -> WebResponse {
    let fault = HookPipeline.hookError(of: error)
    trace.line.outcome =
      switch fault {
      case .missingData: .dataMissing
      case .nothingCompleted, .internalFailure, .unavailable: .failed
      default: .refused
      }
    trace.line.reason = HookPipeline.reason(of: fault)
    if fault.status >= 500 {
      let kind = String(reflecting: type(of: error))
      logger.error("A hook call failed.", metadata: ["request": "\(call.requestID)", "failure": "\(kind)"])
    }
    do {
      try await records.record(trace.closed(status: fault.status))
    } catch {
      logger.error(
        "A hook call could not be recorded.", metadata: ["request": "\(call.requestID)", "failure": "\(error)"])
      return HookPipeline.response(of: .unavailable(retryAfter: 5), requestID: call.requestID)
    }
    return HookPipeline.response(of: fault, requestID: call.requestID)
  }

  /// One bare 401, whatever the reason. It is audited when the signature was good; what anybody can send goes to the log
  /// alone, so that nobody can fill the audit log.
  func refuse(_ failure: AuthenticationFailure, _ trace: inout CallTrace) async -> WebResponse {
    logger.notice(
      "A call was not authenticated.",
      metadata: [
        "request": "\(trace.line.request)", "reason": "\(failure.reason.rawValue)",
        "client": "\(failure.registrationName ?? "unknown")", "key": "\(failure.keyID ?? "none")",
      ])
    if failure.isSignatureVerified {
      trace.line.client = failure.registrationName
      trace.line.outcome = .unauthenticated
      trace.line.reason = failure.reason.rawValue
      try? await records.record(trace.closed(status: 401))
    }
    return .unauthorized
  }

  static func hookError(of error: any Error) -> HookError {
    switch error {
    case let error as HookError: error
    case let error as HookRequestError: .badRequest(error)
    case let error as FHIRAuthorizationError:
      .badRequest(
        HookRequestError(
          path: error.path, expected: "a grant that this service can use", found: error.problem,
          remedy: "Send fhirAuthorization as CDS Hooks describes it, or leave it out."))
    default: .internalFailure
    }
  }

  static func response(of fault: HookError, requestID: String) -> WebResponse {
    var response = WebResponse.fhir(
      fault.outcome(correlationID: requestID).serialized(), status: .init(code: fault.status))
    if case .unavailable(let seconds?) = fault { response.headers[.retryAfter] = String(seconds) }
    return response
  }

  private static func reason(of fault: HookError) -> String {
    switch fault {
    case .badRequest(let error): error.path.isEmpty ? "body" : error.path
    case .unknownService: "unknown-service"
    case .missingData(let missing): missing.map(\.key).joined(separator: ",")
    case .bodyTooLarge: "too-large"
    case .unsupportedMediaType: "media-type"
    case .nothingCompleted: "nothing-completed"
    case .internalFailure: "internal"
    case .unavailable: "unavailable"
    }
  }

  /// What integrators should hear of: habits that were tolerated, gaps, and cards that had to be mended. No values.
  func note(
    _ request: HookRequest, _ chart: Chart, _ adaptations: [ClientProfile.Adaptation], _ proven: ProvenResponse,
    _ call: HookCall
  ) {
    for notice in request.notices {
      logger.debug(
        "A habit of the client was tolerated.",
        metadata: ["request": "\(call.requestID)", "path": "\(notice.path)", "notice": "\(notice.text)"])
    }
    for gap in chart.gaps {
      logger.info(
        "Data could not be had.",
        metadata: ["request": "\(call.requestID)", "key": "\(gap.key)", "reason": "\(gap.text)"])
    }
    for adaptation in adaptations {
      logger.debug(
        "A card was fitted to the client.",
        metadata: ["request": "\(call.requestID)", "path": "\(adaptation.path)", "kind": "\(adaptation.kind.rawValue)"])
    }
    for finding in proven.findings {
      logger.warning(
        "A card broke a rule of CDS Hooks.",
        metadata: [
          "request": "\(call.requestID)", "path": "\(finding.path)", "rule": "\(finding.rule)",
          "remedy": "\(finding.remedy.rawValue)",
        ])
    }
  }
}
