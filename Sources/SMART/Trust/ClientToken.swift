import JSON

/// The token of a call, read and not yet trusted.
struct ClientToken {
  let jws: CompactJWS
  let claims: JSONValue
  let keyID: String
  let issuer: String
  /// Whether `typ` is there (and then it is `JWT`).
  let hasType: Bool
  /// `jku` as written.
  let keyURL: String?

  init(authorization: String?) throws(AuthenticationFailure) {
    guard let authorization else { throw AuthenticationFailure(.missingToken) }
    let token = try Self.bearer(authorization)
    do throws(JWSError) {
      jws = try CompactJWS(parsing: token)
      claims = try CompactJWS.object(jws.payload)
    } catch {
      throw AuthenticationFailure(Self.reason(for: error))
    }
    switch jws.header["typ"] {
    case nil: hasType = false
    case let type?:
      // Media types are case-insensitive (RFC 7515, section 4.1.9); "JWT" is what RFC 7519 recommends to write.
      guard let text = type.string, text.utf8.count == 3, text.uppercased() == "JWT" else {
        throw AuthenticationFailure(.wrongType)
      }
      hasType = true
    }
    guard let keyID = jws.header["kid"].string, (1...256).contains(keyID.utf8.count) else {
      throw AuthenticationFailure(.missingKeyID)
    }
    self.keyID = keyID
    guard let issuer = claims["iss"].string, (1...1024).contains(issuer.utf8.count) else {
      throw AuthenticationFailure(.missingIssuer, keyID: keyID)
    }
    self.issuer = issuer
    if let keyURL = jws.header["jku"] {
      guard let text = keyURL.string else { throw AuthenticationFailure(.wrongKeyURL, keyID: keyID) }
      self.keyURL = text
    } else {
      keyURL = nil
    }
  }

  /// The token after `Bearer` and one space (RFC 6750, section 2.1); the scheme's case does not matter (RFC 9110, 11.1).
  private static func bearer(_ header: String) throws(AuthenticationFailure) -> Substring.UTF8View {
    let bytes = header.utf8
    guard bytes.count <= CompactJWS.byteLimit + 7 else { throw AuthenticationFailure(.tokenTooLong) }
    guard bytes.count > 7, header.prefix(7).lowercased() == "bearer " else { throw AuthenticationFailure(.notBearer) }
    return header.dropFirst(7).utf8
  }

  private static func reason(for error: JWSError) -> AuthenticationFailure.Reason {
    switch error {
    case .tooLong: .tokenTooLong
    case .notThreeParts, .notBase64URL, .notOneObject: .malformedToken
    case .forbiddenHeader: .forbiddenHeader
    case .algorithmNotAllowed: .algorithmNotAllowed
    }
  }
}
