import FHIR
import HTTPClient
import JSON

/// Reads a FHIR server's answer: its status, its media type, its JSON, and what it says when it refuses.
struct ResponseReader {
  let response: HTTPResponse
  let location: String
  let limits: JSONLimits

  /// The answer's document.
  func document() throws(FHIRClientError) -> JSONDocument {
    guard (200...299).contains(response.status) else { throw refusal() }
    if let fault = mediaTypeFault { throw FHIRClientError(.notFHIR, at: location, fault) }
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(fhir: response.body, limits: limits)
    } catch {
      // The error's path names elements, not values; its message may quote neither.
      throw FHIRClientError(
        .malformed, at: location, "the answer's JSON is faulty at byte \(error.offset): \(error.kind)")
    }
    guard let resource = Resource(document.root) else {
      throw FHIRClientError(.notFHIR, at: location, "the answer is JSON but no FHIR resource: is the base URL right?")
    }
    if resource.isType("OperationOutcome") {
      throw FHIRClientError(
        .operationOutcome, at: location, "the server answered with an OperationOutcome",
        outcome: OperationOutcome(document.root))
    }
    return document
  }

  // MARK: Refusals

  private func refusal() -> FHIRClientError {
    let (kind, message): (FHIRClientError.Kind, String) =
      switch response.status {
      case 401: (.unauthorized, "the server does not accept the access token (401)")
      case 403: (.forbidden, "the access token does not cover this request (403)")
      case 404: (.notFound, "the server has no such resource (404)")
      case 410: (.gone, "the resource was deleted (410)")
      case 429: (.tooManyRequests(retryAfter: retryAfter), "the server is asked too often (429)")
      case 400...499: (.rejected(status: response.status), "the server rejects the request (\(response.status))")
      case 500...599:
        (.server(status: response.status, retryAfter: retryAfter), "the server failed (\(response.status))")
      case 300...399:
        (
          .unexpectedStatus(response.status),
          "the server redirects (\(response.status)): register the base it redirects to"
        )
      default: (.unexpectedStatus(response.status), "the server answered with status \(response.status)")
      }
    let note = mediaTypeFault.map { response.body.isEmpty ? "" : "; " + $0 } ?? ""
    return FHIRClientError(kind, at: location, message + note, outcome: outcome)
  }

  private var outcome: OperationOutcome? {
    guard mediaTypeFault == nil, let document = try? JSONDocument(fhir: response.body, limits: limits) else {
      return nil
    }
    return OperationOutcome(document.root)
  }

  /// RFC 9110 section 10.2.3: seconds, or a date, which is taken against the answer's own `Date`.
  private var retryAfter: Duration? {
    guard let text = response.headers["retry-after"] else { return nil }
    if let seconds = Int64(text) { return (0...31_536_000).contains(seconds) ? .seconds(seconds) : nil }
    guard let then = HTTPDate.seconds(text), let now = response.headers["date"].flatMap(HTTPDate.seconds) else {
      return nil
    }
    return .seconds(max(0, then - now))
  }

  // MARK: Media type

  private static let jsonTypes: Set<String> = [
    "application/fhir+json", "application/json", "application/json+fhir", "text/json",
  ]

  /// What is wrong with the answer's media type; nil when it is JSON.
  private var mediaTypeFault: String? {
    switch response.headers.mediaType {
    case let type? where Self.jsonTypes.contains(type): nil
    case "text/html"?, "application/xhtml+xml"?:
      "the answer is an HTML page, perhaps from a login page or a gateway: is the base URL right?"
    case "application/fhir+xml"?, "application/xml"?, "text/xml"?: "the answer is XML although JSON was asked for"
    case nil: response.body.isEmpty ? "the answer is empty" : "the answer has no content type"
    default: "the answer's content type is not FHIR JSON"
    }
  }
}
