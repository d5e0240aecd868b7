public import FHIR
public import HTTPClient

/// Why a FHIR server's data could not be had.
public struct FHIRClientError: Error, Sendable, CustomStringConvertible {
  /// What happened, in kinds that a caller can act on.
  public enum Kind: Sendable, Hashable {
    /// 401: the token is missing, expired or not believed.
    case unauthorized
    /// 403: the token does not cover this.
    case forbidden
    /// 404: no such resource (or the server hides it).
    case notFound
    /// 410: the resource was deleted.
    case gone
    /// 429: asked too often; when to come back, if the server said.
    case tooManyRequests(retryAfter: Duration?)
    /// Any other 4xx: the server does not accept the request.
    case rejected(status: Int)
    /// 5xx; when to come back, if the server said.
    case server(status: Int, retryAfter: Duration?)
    /// Any other status, such as a redirect, which is never followed.
    case unexpectedStatus(Int)
    /// The answer is no FHIR JSON: an HTML page, XML, something else.
    case notFHIR
    /// The answer's JSON is faulty or beyond the limits.
    case malformed
    /// The answer is another resource than the one asked for.
    case wrongResource
    /// The answer is an OperationOutcome although the status says success.
    case operationOutcome
    /// The request cannot be built: an id or query that is none.
    case invalidRequest
    /// No answer at all.
    case transport(HTTPClientError.Kind)
  }

  /// What happened.
  public let kind: Kind
  /// Host and path, without the query.
  public let location: String
  /// One sentence without query, token or clinical data.
  public let message: String
  /// What the server says about it. Its texts may quote the request or clinical data: not for logs.
  public let outcome: OperationOutcome?

  init(_ kind: Kind, at location: String, _ message: String, outcome: OperationOutcome? = nil) {
    self.kind = kind
    self.location = location
    self.message = message
    self.outcome = outcome
  }

  init(_ error: HTTPClientError) {
    self.init(.transport(error.kind), at: error.location, error.message)
  }

  /// `LOCATION: MESSAGE`, with the codes (not the texts) of the server's outcome.
  public var description: String {
    let codes = outcome?.issues.map(\.code.rawValue).joined(separator: ", ") ?? ""
    return codes.isEmpty ? "\(location): \(message)" : "\(location): \(message) (\(codes))"
  }
}
