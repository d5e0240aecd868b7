/// The client's grant to read from its FHIR server (`fhirAuthorization`), as received.
///
/// The token is transient: it is used for this call, never stored, logged or shared (CDS Hooks 2.0.1, "Passing the Access
/// Token to the CDS Service").
public struct RawFHIRAuthorization: Sendable {
  /// The bearer token. Checked to be one line of visible ASCII, so that it cannot forge a header.
  public let accessToken: ConfidentialText
  /// The token's lifetime in seconds; nil when the client does not say, then it is good for this call.
  public let expiresIn: Int?
  /// The granted scopes, as written (`patient/Observation.read`, `user/Patient.rs`, …).
  public let scope: String
  /// The client id under which the authorization server knows this service, when given.
  public let subject: String?
  /// The only patient that the token is good for, when given.
  public let patient: String?

  /// A grant.
  public init(accessToken: ConfidentialText, expiresIn: Int?, scope: String, subject: String?, patient: String?) {
    self.accessToken = accessToken
    self.expiresIn = expiresIn
    self.scope = scope
    self.subject = subject
    self.patient = patient
  }
}
