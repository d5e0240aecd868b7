public import HTTPTypes
import JSON

/// A refusal: an HTTP status and the FHIR `OperationOutcome` that explains it.
///
/// The text goes to the caller and to nobody's log: it names the faulty field and never repeats what the field held.
public struct WebProblem: Error, Sendable {
  /// Codes of http://hl7.org/fhir/R4/valueset-issue-type.html that a server of ours answers with.
  public enum Code: String, Sendable {
    /// The content is invalid against its rules.
    case invalid
    /// The structure is wrong (JSON, encoding).
    case structure
    /// A required element is missing.
    case required
    /// An element's value is invalid.
    case value
    /// The resource or endpoint does not exist.
    case notFound = "not-found"
    /// The operation is not supported here.
    case notSupported = "not-supported"
    /// The content is too long.
    case tooLong = "too-long"
    /// The caller may not do this.
    case forbidden
    /// An internal limit or a time-out was met.
    case timeout
    /// The server is overloaded.
    case throttled
    /// Data that the operation needs could not be had.
    case incomplete
    /// Something failed inside the server.
    case exception
    /// The store is not available.
    case noStore = "no-store"
    /// A condition of the state of things forbids the operation.
    case conflict
    /// The content was understood and refused by a rule.
    case businessRule = "business-rule"
  }

  /// The HTTP status.
  public var status: HTTPResponse.Status
  /// The code.
  public var code: Code
  /// One plain sentence.
  public var diagnostics: String
  /// Where, as a path such as `context.patientId`; nil when no field is at fault.
  public var expression: String?
  /// Fields to add to the response.
  public var headers: HTTPFields

  /// A refusal.
  public init(
    _ status: HTTPResponse.Status, code: Code, _ diagnostics: String, at expression: String? = nil,
    headers: HTTPFields = [:]
  ) {
    self.status = status
    self.code = code
    self.diagnostics = diagnostics
    self.expression = expression
    self.headers = headers
  }

  /// 404.
  public static func notFound(_ diagnostics: String = "There is nothing at this address.") -> WebProblem {
    WebProblem(.notFound, code: .notFound, diagnostics)
  }

  static func unsupportedMediaType(_ diagnostics: String, acceptEncoding: Bool = false) -> WebProblem {
    WebProblem(
      .unsupportedMediaType, code: .notSupported, diagnostics, headers: acceptEncoding ? [.acceptEncoding: "gzip"] : [:]
    )
  }

  static func tooLarge(limit: Int) -> WebProblem {
    WebProblem(.contentTooLarge, code: .tooLong, "The body is larger than \(limit) bytes, the most that is read.")
  }

  static let overloaded = WebProblem(
    .serviceUnavailable, code: .throttled, "The server is busy. Try again in a few seconds.",
    headers: [.retryAfter: "5"])

  static let internalError = WebProblem(
    .internalServerError, code: .exception, "The request could not be completed. The X-Request-ID names it in the log.")

  /// The response that carries it.
  public var response: WebResponse {
    var writer = JSONWriter(capacity: 256)
    writer.object {
      $0.member("resourceType", "OperationOutcome")
      $0.key("issue")
      $0.array {
        $0.object {
          $0.member("severity", "error")
          $0.member("code", code.rawValue)
          $0.member("diagnostics", diagnostics)
          if let expression {
            $0.key("expression")
            $0.array { $0.value(expression) }
          }
        }
      }
    }
    return WebResponse(status: status, contentType: WebResponse.fhirJSONType, headers: headers, body: writer.bytes)
  }
}
