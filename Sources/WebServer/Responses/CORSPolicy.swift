import HTTPTypes

/// Which web pages may call the service from a browser (CDS Hooks, "Cross-Origin Resource Sharing").
///
/// Origins are listed one by one; there is no wildcard, since calls carry credentials.
public struct CORSPolicy: Sendable {
  private let origins: Set<String>

  /// - Parameter origins: such as `https://ehr.example.org`, as a browser sends them: scheme, host and port, no path.
  public init(origins: [String]) { self.origins = Set(origins.map { $0.lowercased() }) }

  /// Nobody.
  public static let closed = CORSPolicy(origins: [])

  func allows(_ origin: String) -> Bool { origins.contains(origin.lowercased()) }

  /// Adds to a response what lets the calling page read it.
  func add(to headers: inout HTTPFields, origin: String?) {
    guard !origins.isEmpty else { return }
    headers[.vary] = "Origin"
    guard let origin, allows(origin) else { return }
    headers[.accessControlAllowOrigin] = origin
    headers[.accessControlExposeHeaders] = "X-Request-ID"
  }

  /// The answer to a preflight: 204, with permission only for a listed origin.
  func preflight(origin: String?, methods: [HTTPRequest.Method]) -> WebResponse {
    var response = WebResponse(status: .noContent)
    add(to: &response.headers, origin: origin)
    if response.headers[.accessControlAllowOrigin] != nil {
      response.headers[.accessControlAllowMethods] = methods.map(\.rawValue).joined(separator: ", ")
      response.headers[.accessControlAllowHeaders] = "Authorization, Content-Type, Content-Encoding, traceparent"
      response.headers[.accessControlMaxAge] = "600"
    }
    return response
  }
}
