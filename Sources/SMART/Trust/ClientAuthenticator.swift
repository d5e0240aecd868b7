public import Foundation

/// Decides whether a call comes from a registered CDS client (CDS Hooks, "Trusting CDS Clients").
///
/// The checks run in an order that spends nothing on a token that cannot pass: shape, header, issuer, algorithm and
/// `jku` come before any key is looked for; nothing that the token says is acted on before its signature is verified,
/// except that its `iss` chooses the registration; `jti` is noted last, so that nobody can fill the replay store with
/// tokens that are not theirs to send.
public struct ClientAuthenticator: Sendable {
  private let clients: TrustedClients
  private let keySets: JWKSCache
  private let replays: any ReplayStore

  /// An authenticator over these registrations.
  public init(clients: TrustedClients, keySets: JWKSCache, replays: any ReplayStore) {
    self.clients = clients
    self.keySets = keySets
    self.replays = replays
  }

  /// Verifies the token of one call.
  /// - Parameters:
  ///   - authorization: the value of the `Authorization` header as received; nil when there is none.
  ///   - audiences: the URLs that the call was made to, in any spelling that is accepted: the configured public base
  ///     and the path, never built from request headers.
  ///   - now: the time to judge by.
  ///   - deadline: when to stop waiting for a key set or the replay store.
  /// - Throws: ``AuthenticationFailure``; the caller of the service learns nothing of its reason.
  /// - Returns: who calls.
  public func authenticate(
    authorization: String?, audiences: [String], now: Date, deadline: ContinuousClock.Instant
  ) async throws(AuthenticationFailure) -> AuthenticatedClient {
    let token = try ClientToken(authorization: authorization)
    guard let registration = clients[issuer: token.issuer] else {
      throw AuthenticationFailure(.unknownIssuer, keyID: token.keyID)
    }
    func failure(_ reason: AuthenticationFailure.Reason, verified: Bool = false) -> AuthenticationFailure {
      AuthenticationFailure(
        reason, registrationName: registration.name, keyID: token.keyID, isSignatureVerified: verified)
    }

    guard token.hasType || registration.allowsMissingType else { throw failure(.wrongType) }
    guard registration.algorithms.contains(token.jws.algorithm) else { throw failure(.algorithmNotAllowed) }
    let keySet: JSONWebKeySet
    switch registration.keys {
    case .pinned(let pinned):
      guard token.keyURL == nil else { throw failure(.wrongKeyURL) }
      keySet = pinned
    case .url(let url, let asRegistered):
      guard token.keyURL == nil || token.keyURL == asRegistered else { throw failure(.wrongKeyURL) }
      do throws(JWKSError) {
        keySet = try await keySets.keySet(at: url, containing: token.keyID, now: now, deadline: deadline)
      } catch {
        throw failure(.keysUnavailable)
      }
    }

    guard let key = keySet.key(named: token.keyID, for: token.jws.algorithm) else { throw failure(.unknownKey) }
    guard clients.testMode || !PublishedTestIdentities.contains(key) else { throw failure(.publishedTestKey) }
    guard token.jws.isSigned(by: key) else { throw failure(.badSignature) }

    let claims: ClientClaims
    do throws(ClientClaims.Fault) {
      claims = try ClientClaims(token.claims, registration: registration, audiences: audiences, now: now)
    } catch {
      throw failure(error.reason, verified: true)
    }
    let use = TokenUse(issuer: registration.issuer, tokenID: claims.tokenID, expires: claims.forgettable)
    let isFirst: Bool
    do {
      isFirst = try await replays.recordFirstUse(of: use, now: now)
    } catch {
      throw failure(.replayStoreUnavailable, verified: true)
    }
    guard isFirst else { throw failure(.replayed, verified: true) }
    return AuthenticatedClient(
      registration: registration, tenant: claims.tenant, tokenID: claims.tokenID, keyID: token.keyID,
      subject: claims.subject)
  }
}
