import HTTPClient

/// The registered CDS clients, found by issuer. Made once from the configuration; a change makes a new one.
public struct TrustedClients: Sendable {
  private let byIssuer: [String: ClientRegistration]
  /// Whether published test keys and issuers are accepted, and key sets over plain http.
  public let testMode: Bool

  /// Checks the registrations.
  /// - Parameters:
  ///   - registrations: one for each issuer.
  ///   - testMode: accept test issuers and keys whose private halves are published, and `http` key URLs. Never with
  ///     real patients.
  /// - Throws: ``RegistrationError`` naming the registration and what to change.
  public init(_ registrations: [ClientRegistration], testMode: Bool = false) throws(RegistrationError) {
    var byIssuer: [String: ClientRegistration] = [:]
    for registration in registrations {
      if let problem = Self.problem(of: registration, testMode: testMode) {
        throw RegistrationError(registration: registration.name, problem: problem)
      }
      if let other = byIssuer.updateValue(registration, forKey: registration.issuer) {
        throw RegistrationError(
          registration: registration.name, problem: "has the same issuer as \(other.name): an issuer is registered once"
        )
      }
    }
    self.byIssuer = byIssuer
    self.testMode = testMode
  }

  /// The registration for an `iss`.
  public subscript(issuer issuer: String) -> ClientRegistration? { byIssuer[issuer] }

  /// All registrations, by name.
  public var registrations: [ClientRegistration] { byIssuer.values.sorted { $0.name < $1.name } }

  private static func problem(of registration: ClientRegistration, testMode: Bool) -> String? {
    if registration.name.isEmpty { return "needs a name" }
    if registration.issuer.isEmpty { return "needs an issuer: the \"iss\" of the EHR's tokens" }
    if registration.algorithms.isEmpty { return "allows no signature algorithm: name at least one" }
    if registration.tenants?.isEmpty == true { return "allows no tenant: leave tenants out to allow any" }
    if registration.maximumLifetime <= .zero || registration.maximumLifetime > .seconds(3600) {
      return "has a maximum token lifetime outside 1 second to 1 hour"
    }
    if registration.clockSkew < .zero || registration.clockSkew > .seconds(300) {
      return "has a clock skew outside 0 to 5 minutes"
    }
    if !testMode, PublishedTestIdentities.issuers.contains(registration.issuer) {
      return "names a test issuer whose private key anybody can download: allowed in test mode only"
    }
    switch registration.keys {
    case .url(let url, _):
      if url.scheme != .https, !testMode { return "has a key URL without https: allowed in test mode only" }
    case .pinned(let set):
      if !set.keys.contains(where: { key in registration.algorithms.contains(where: key.fits) }) {
        return "has no pinned key for its algorithms: name the right file, or allow the key's algorithm"
      }
      if !testMode, set.keys.contains(where: PublishedTestIdentities.contains) {
        return "pins a key whose private half is published: allowed in test mode only"
      }
    }
    return nil
  }
}

/// A registration cannot be used.
public struct RegistrationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The registration's name.
  public let registration: String
  /// What is wrong and how to mend it; reads on after the name.
  public let problem: String

  /// One sentence.
  public var description: String { "The registration \"\(registration)\" \(problem)." }
}
