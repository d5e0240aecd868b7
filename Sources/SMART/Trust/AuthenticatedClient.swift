/// A CDS client whose token was verified for this call.
public struct AuthenticatedClient: Sendable {
  /// The registration that the client was verified against.
  public let registration: ClientRegistration
  /// The token's `tenant`, when it had one; already held against the registration's list.
  public let tenant: String?
  /// The token's `jti`: identifies the call in the audit log.
  public let tokenID: String
  /// The `kid` of the key that signed.
  public let keyID: String
  /// The token's `sub`, when it had one.
  public let subject: String?

  /// The token's `iss`.
  public var issuer: String { registration.issuer }
  /// The registration's name.
  public var registrationName: String { registration.name }
}
