public import HTTPTypes

/// One HTTP response, its body whole.
public struct WebResponse: Sendable {
  /// The status.
  public var status: HTTPResponse.Status
  /// Fields besides those that the server adds itself (length, date, correlation id, security).
  public var headers: HTTPFields
  /// The body; empty for none.
  public var body: [UInt8]

  /// A response.
  /// `contentType`: nil for a response without a body.
  public init(
    status: HTTPResponse.Status = .ok, contentType: String? = nil, headers: HTTPFields = [:], body: [UInt8] = []
  ) {
    self.status = status
    self.headers = headers
    if let contentType { self.headers[.contentType] = contentType }
    self.body = body
  }

  /// Whether the status is 2xx.
  public var isSuccess: Bool { (200...299).contains(status.code) }

  /// `application/json`, of bytes that are JSON already.
  public static func json(_ body: [UInt8], status: HTTPResponse.Status = .ok) -> WebResponse {
    WebResponse(status: status, contentType: jsonType, body: body)
  }

  /// `application/fhir+json`, of bytes that are JSON already.
  public static func fhir(_ body: [UInt8], status: HTTPResponse.Status = .ok) -> WebResponse {
    WebResponse(status: status, contentType: fhirJSONType, body: body)
  }

  /// An HTML page. Give it a `Content-Security-Policy` of its own if it needs more than same-origin styles and images.
  public static func html(_ page: String, status: HTTPResponse.Status = .ok) -> WebResponse {
    WebResponse(
      status: status, contentType: "text/html; charset=utf-8",
      headers: [.contentSecurityPolicy: SecurityHeaders.pagePolicy], body: Array(page.utf8))
  }

  /// Plain text.
  public static func text(_ text: String, status: HTTPResponse.Status = .ok) -> WebResponse {
    WebResponse(status: status, contentType: "text/plain; charset=utf-8", body: Array(text.utf8))
  }

  /// A static asset, such as a style sheet, that a browser may keep for `maximumAge` seconds.
  public static func asset(_ body: [UInt8], contentType: String, maximumAge: Int = 300) -> WebResponse {
    WebResponse(contentType: contentType, headers: [.cacheControl: "public, max-age=\(maximumAge)"], body: body)
  }

  /// The bare refusal of every failed authentication: no reason, no body.
  public static let unauthorized = WebResponse(status: .unauthorized, headers: [.wwwAuthenticate: "Bearer"])

  static let jsonType = "application/json"
  static let fhirJSONType = "application/fhir+json"
}
