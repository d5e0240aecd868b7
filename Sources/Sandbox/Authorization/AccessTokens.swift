import SMART
import Synchronization

/// The access tokens that the sandbox has issued and that still live. Opaque and random; only their digests are kept.
final class AccessTokens: Sendable {
  /// What a token allows.
  struct Grant: Sendable {
    let patient: String
    let scopes: Scopes
    let expires: ContinuousClock.Instant
  }

  static let lifetime = Duration.seconds(300)
  private static let capacity = 10_000
  private let grants = Mutex<[SHA256Digest: Grant]>([:])

  /// Issues a token for one patient's record.
  func issue(patient: String, scopes: Scopes, now: ContinuousClock.Instant = .now) -> String {
    let token = SecureRandom.token()
    grants.withLock { grants in
      if grants.count >= Self.capacity { grants = grants.filter { $0.value.expires > now } }
      // Thousands of live tokens mean a runaway caller: starting over hurts nobody but it.
      if grants.count >= Self.capacity { grants.removeAll() }
      grants[SHA256Digest(of: token.utf8)] = Grant(patient: patient, scopes: scopes, expires: now + Self.lifetime)
    }
    return token
  }

  /// What the token of an `Authorization` header allows; nil when there is none that lives.
  func grant(authorization: String?, now: ContinuousClock.Instant = .now) -> Grant? {
    guard let authorization, authorization.prefix(7).lowercased() == "bearer " else { return nil }
    let digest = SHA256Digest(of: authorization.dropFirst(7).utf8)
    guard let grant = grants.withLock({ $0[digest] }), grant.expires > now else { return nil }
    return grant
  }

  /// Withdraws all tokens: what a page's "expired token" switch does.
  func revokeAll() { grants.withLock { $0.removeAll() } }
}
