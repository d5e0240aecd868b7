import CDSHooks
import Foundation
import HTTPClient
import SMART

/// The client of a call: an EHR that was recognised, or nobody in particular where authentication is off.
struct CallingClient: Sendable {
  /// The registration's name.
  var name: String
  /// Whom cards and feedback belong to.
  var identity: ClientIdentity
  /// The token's id, for the audit.
  var tokenID: String?
  /// The registration; nil for nobody in particular.
  var registration: ClientRegistration?
  /// How its FHIR servers are reached; nil when they are not to be asked.
  var trust: TrustPolicy?
  /// What it can show.
  var profile: ClientProfile

  /// Nobody in particular: no token, no fetching.
  static let anybody = CallingClient(
    name: "anybody", identity: ClientIdentity(issuer: "local"), profile: .standard)
}

/// Lets registered clients in.
struct ClientGate: Sendable {
  /// What is known of an EHR besides its registration.
  struct Knowledge: Sendable {
    var trust: TrustPolicy?
    var profile: ClientProfile
  }

  /// Nil where authentication is not configured at all.
  let authenticator: ClientAuthenticator?
  let isRequired: Bool
  /// The public base, without a trailing slash.
  let publicBase: String
  /// By issuer.
  let knowledge: [String: Knowledge]
  /// Whether a call of nobody in particular may name the FHIR server to ask: for evaluations on the command line, where
  /// whoever runs the program wrote the request.
  var fetchesForAnybody = false

  /// Recognises the caller. Where authentication is not required, a call without a token is anybody's; one with a token
  /// is still held to it.
  /// `path` follows the public base; feedback is also accepted under the audience of its service.
  func authenticate(
    authorization: String?, path: String, now: Date, deadline: ContinuousClock.Instant
  ) async throws(AuthenticationFailure) -> CallingClient {
    guard isRequired || (authenticator != nil && authorization != nil) else {
      var client = CallingClient.anybody
      if fetchesForAnybody {
        client.trust = TrustPolicy(allowedSchemes: [.http, .https], allowLoopback: true, allowPrivate: true)
      }
      return client
    }
    guard let authenticator else { throw .noRegisteredClient }
    var audiences = ["\(publicBase)/\(path)"]
    if path.hasSuffix("/feedback") { audiences.append("\(publicBase)/\(path.dropLast("/feedback".count))") }
    let client = try await authenticator.authenticate(
      authorization: authorization, audiences: audiences, now: now, deadline: deadline)
    let known = knowledge[client.issuer]
    return CallingClient(
      name: client.registrationName, identity: ClientIdentity(issuer: client.issuer, tenant: client.tenant),
      tokenID: client.tokenID, registration: client.registration, trust: known?.trust,
      profile: known?.profile ?? .standard)
  }
}
