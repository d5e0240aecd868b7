public import JSON

/// What came of a fetch that a ``ChartPlan`` asked for.
public enum FetchResult: Sendable {
  /// A read's resource.
  case resource(JSONValue)
  /// A search's resources; whether all pages were read.
  case resources([JSONValue], isComplete: Bool)
  /// A search's resources, of which some are known to be missing in a way that no order makes good.
  case partial([JSONValue], FetchFailure)
  /// The server has no such resource (404, 410).
  case none
  /// It did not work.
  case failed(FetchFailure)
}

/// Why a fetch did not work.
public enum FetchFailure: Sendable, Hashable {
  /// The call named no FHIR server that may be asked, or gave no authorization.
  case noAccess
  /// 401: the token was not accepted.
  case unauthorized
  /// 403: the token does not reach this far. The data may exist and be withheld.
  case forbidden
  /// The token is over, or not for this server: it was not sent.
  case tokenUnusable
  /// The server could not be reached.
  case unreachable
  /// No answer before the deadline.
  case late
  /// 429.
  case throttled
  /// Another status.
  case status(Int)
  /// An answer that could not be read.
  case unreadable
  /// The answer holds an OperationOutcome of an error beside what matched.
  case reportedError
  /// The answer holds fewer matches than the total that it states.
  case fewerThanTotal

  /// The failure in words.
  public var text: String {
    switch self {
    case .noAccess: "the call gave no access to a FHIR server"
    case .unauthorized: "the FHIR server did not accept the token"
    case .forbidden: "the FHIR server does not let this service read it"
    case .tokenUnusable: "the access token of the call is over, or not for this FHIR server"
    case .unreachable: "the FHIR server could not be reached"
    case .late: "the FHIR server did not answer in time"
    case .throttled: "the FHIR server asked to slow down"
    case .status(let status): "the FHIR server answered \(status)"
    case .unreadable: "the FHIR server's answer could not be read"
    case .reportedError: "the FHIR server reported an error with its answer"
    case .fewerThanTotal: "the FHIR server's answer holds fewer entries than it states"
    }
  }
}
