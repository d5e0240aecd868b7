import Foundation
import JSON

/// The claims of a token whose signature is verified, held against the registration and the call.
struct ClientClaims {
  let tokenID: String
  let tenant: String?
  let subject: String?
  /// From this time on the token is refused as expired, and its `jti` need no longer be remembered.
  let forgettable: Date

  struct Fault: Error { let reason: AuthenticationFailure.Reason }

  init(
    _ claims: JSONValue, registration: ClientRegistration, audiences: [String], now: Date
  ) throws(Fault) {
    guard Self.names(claims["aud"], anyOf: registration.additionalAudiences.union(audiences)) else {
      throw Fault(reason: .wrongAudience)
    }
    guard let expires = Self.date(claims["exp"]), let issued = Self.date(claims["iat"]) else {
      throw Fault(reason: .malformedTimes)
    }
    let skew = registration.clockSkew / .seconds(1)
    forgettable = expires.addingTimeInterval(skew)
    guard now < forgettable else { throw Fault(reason: .expired) }
    guard issued <= now.addingTimeInterval(skew) else { throw Fault(reason: .notYetValid) }
    let lifetime = expires.timeIntervalSince(issued)
    guard lifetime > 0, lifetime <= registration.maximumLifetime / .seconds(1) else {
      throw Fault(reason: .lifetimeTooLong)
    }
    if let notBefore = claims["nbf"] {
      guard let start = Self.date(notBefore) else { throw Fault(reason: .malformedTimes) }
      guard start <= now.addingTimeInterval(skew) else { throw Fault(reason: .notYetValid) }
    }

    tenant = try Self.text(claims["tenant"], else: .wrongTenant)
    if let tenants = registration.tenants {
      guard let tenant, tenants.contains(tenant) else { throw Fault(reason: .wrongTenant) }
    }
    subject = try Self.text(claims["sub"], else: .wrongSubject)
    if let expected = registration.expectedSubject, subject != expected { throw Fault(reason: .wrongSubject) }
    guard let tokenID = try Self.text(claims["jti"], else: .missingTokenID) else {
      throw Fault(reason: .missingTokenID)
    }
    self.tokenID = tokenID
  }

  /// `aud` is one string or an array of strings (RFC 7519, section 4.1.3); one of them must be a URL of this call.
  private static func names(_ audience: JSONValue?, anyOf accepted: Set<String>) -> Bool {
    guard let audience else { return false }
    if let text = audience.string { return accepted.contains(text) }
    return audience.isArray && audience.elements.contains { $0.string.map(accepted.contains) ?? false }
  }

  /// A NumericDate (RFC 7519, section 2), fractions allowed, between 1970 and the year 5138.
  private static func date(_ value: JSONValue?) -> Date? {
    guard let text = value.numberText, text.utf8.count <= 24, let seconds = Double(text), seconds >= 0, seconds < 1e11
    else { return nil }
    return Date(timeIntervalSince1970: seconds)
  }

  /// A string of 1 to 256 bytes, or nil when the claim is absent.
  private static func text(
    _ value: JSONValue?, else reason: AuthenticationFailure.Reason
  ) throws(Fault) -> String? {
    guard let value else { return nil }
    guard let text = value.string, (1...256).contains(text.utf8.count) else { throw Fault(reason: reason) }
    return text
  }
}
