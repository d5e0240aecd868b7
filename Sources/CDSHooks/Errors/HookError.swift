public import FHIR

/// Why a call gets no cards. Each has its status and its OperationOutcome: a failing service never looks like "no advice".
///
/// Authentication is not among them: every failure there is the same bare 401.
public enum HookError: Error, Sendable, Equatable {
  /// 400: the request cannot be answered as it is.
  case badRequest(HookRequestError)
  /// 404: no service has this id.
  case unknownService
  /// 412: required data came neither by prefetch nor from the FHIR server.
  case missingData([MissingData])
  /// 413: the body is larger than this many bytes.
  case bodyTooLarge(limit: Int)
  /// 415: the body is not in a media type or coding that is read.
  case unsupportedMediaType(accepted: String)
  /// 500: no model of the service came to a result; their names.
  case nothingCompleted([String])
  /// 500: anything else.
  case internalFailure
  /// 503: not now; try again after this many seconds.
  case unavailable(retryAfter: Int?)

  /// The HTTP status.
  public var status: Int {
    switch self {
    case .badRequest: 400
    case .unknownService: 404
    case .missingData: 412
    case .bodyTooLarge: 413
    case .unsupportedMediaType: 415
    case .nothingCompleted, .internalFailure: 500
    case .unavailable: 503
    }
  }

  /// The body of the answer.
  /// - Parameter correlationID: names the call in the log.
  /// - Returns: an outcome that names the fault and what can be done, without values.
  public func outcome(correlationID: String? = nil) -> OperationOutcome {
    var issues = issues
    if let correlationID, !issues.isEmpty, status >= 500 {
      issues[0].diagnostics = [issues[0].diagnostics, "Correlation id: \(correlationID)"].compactMap(\.self)
        .joined(separator: " ")
    }
    return OperationOutcome(issues: issues)
  }

  private var issues: [OperationOutcome.Issue] {
    switch self {
    case .badRequest(let error):
      [
        .init(
          severity: .error, code: error.path.isEmpty ? .structure : .value, diagnostics: error.message,
          expression: error.path.isEmpty ? [] : [error.path])
      ]
    case .unknownService:
      [
        .init(
          severity: .error, code: .notFound,
          diagnostics: "No service has this id. See /cds-services for those there are.")
      ]
    case .missingData(let missing):
      missing.map { missing in
        .init(
          severity: .error, code: .incomplete,
          diagnostics: "\(missing.key): \(missing.type) is required and could not be had: \(missing.reason)."
            + " Send it as prefetch, or fhirServer and fhirAuthorization that let this service read it.",
          expression: ["prefetch.\(missing.key)"])
      }
    case .bodyTooLarge(let limit):
      [.init(severity: .error, code: .tooLong, diagnostics: "The body is larger than \(limit) bytes.")]
    case .unsupportedMediaType(let accepted):
      [.init(severity: .error, code: .notSupported, diagnostics: "Send the body as \(accepted).")]
    case .nothingCompleted(let names):
      [
        .init(
          severity: .fatal, code: .exception,
          diagnostics: "Nothing could be checked: \(names.joined(separator: ", ")) did not complete."
            + " This answer does not mean that there is no advice.")
      ]
    case .internalFailure:
      [
        .init(
          severity: .fatal, code: .exception,
          diagnostics: "The service failed. This answer does not mean that there is no advice.")
      ]
    case .unavailable(let retryAfter):
      [
        .init(
          severity: .error, code: .transient,
          diagnostics: "The service cannot answer now."
            + (retryAfter.map { " Try again in \($0) seconds." } ?? "")
            + " This answer does not mean that there is no advice.")
      ]
    }
  }
}
