import HTTPTypes

/// Fields that every response carries unless its handler chose others.
struct SecurityHeaders {
  /// For our own pages: no script but same-origin files, nothing from elsewhere, no framing.
  static let pagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

  private let strictTransport: Bool

  /// - Parameter isSecure: true when the service's public address is https.
  init(isSecure: Bool) { strictTransport = isSecure }

  func add(to headers: inout HTTPFields) {
    headers[.xContentTypeOptions] = "nosniff"
    if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
    if headers[.contentSecurityPolicy] == nil {
      headers[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
    } else {
      headers[Self.referrerPolicy] = "no-referrer"
    }
    if strictTransport { headers[.strictTransportSecurity] = "max-age=31536000" }
  }

  private static let referrerPolicy = HTTPField.Name("Referrer-Policy") ?? .via  // a valid token: never .via
}
