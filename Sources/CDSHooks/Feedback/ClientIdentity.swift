/// The authenticated client that a card was sent to: an issuer and, where it serves several organisations, a tenant.
public struct ClientIdentity: Sendable, Hashable {
  /// The issuer of the client's JWT, or a name of one's own where there is none (`local`).
  public let issuer: String
  /// The tenant, when the client names one.
  public let tenant: String?

  /// A client.
  public init(issuer: String, tenant: String? = nil) {
    self.issuer = issuer
    self.tenant = tenant
  }
}
