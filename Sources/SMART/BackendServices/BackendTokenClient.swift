public import Foundation
public import HTTPClient
import JSON

/// Gets access tokens for this service itself, without a user (SMART Backend Services; RFC 7523): for work outside a
/// hook call, or for EHRs that hand over no token.
///
/// Tokens are kept until shortly before they expire; calls that need one at the same time share one request.
public struct BackendTokenClient: Sendable {
  /// Sends a form to the token endpoint.
  public typealias Post =
    @Sendable (
      _ url: HTTPURL, _ form: [UInt8], _ deadline: ContinuousClock.Instant
    ) async throws -> (status: Int, body: [UInt8])

  private let signer: JWTSigner
  private let endpoint: HTTPURL
  private let base: BaseURL
  private let post: Post
  private let cache = AccessTokenCache<Grant, BackendTokenError>()

  /// A client of one FHIR server.
  /// - Parameters:
  ///   - clientID: our client id there; `iss` and `sub` of the assertions.
  ///   - key: the key whose public half the server knows.
  ///   - keyURL: where the server finds it, when it was registered by URL.
  ///   - endpoint: the server's registered token endpoint; also the assertions' `aud`.
  ///   - base: the FHIR base that the tokens are bound to.
  ///   - post: sends the form as `application/x-www-form-urlencoded`.
  public init(
    clientID: String, key: SigningKey, keyURL: String? = nil, endpoint: HTTPURL, base: BaseURL, post: @escaping Post
  ) {
    signer = JWTSigner(key: key, issuer: clientID, keyURL: keyURL)
    self.endpoint = endpoint
    self.base = base
    self.post = post
  }

  /// A client that sends through `client`.
  public init(
    clientID: String, key: SigningKey, keyURL: String? = nil, endpoint: HTTPURL, base: BaseURL, client: HTTPClient
  ) {
    self.init(clientID: clientID, key: key, keyURL: keyURL, endpoint: endpoint, base: base) { url, form, deadline in
      let headers = [
        HTTPHeader("Content-Type", "application/x-www-form-urlencoded"), HTTPHeader("Accept", "application/json"),
      ]
      let request = HTTPRequest(.post, url, headers: headers, body: form, maximumBodyBytes: 65_536)
      let response = try await client.send(request, deadline: deadline)
      return (response.status, response.body)
    }
  }

  /// A token with at most these scopes; the server may have granted fewer (`scopes` of the answer).
  public func token(
    scopes: Scopes, now: Date, deadline: ContinuousClock.Instant
  ) async throws(BackendTokenError) -> (token: BearerToken, scopes: Scopes) {
    let grant = try await cache.grant(for: scopes.description) {
      await request(scopes: scopes, now: now, deadline: deadline)
    }
    return (grant.token, grant.scopes)
  }

  /// Drops the tokens at hand: after a 401, once, before asking again.
  public func forget() async { await cache.forget() }

  private func request(
    scopes: Scopes, now: Date, deadline: ContinuousClock.Instant
  ) async -> Result<Grant, BackendTokenError> {
    do {
      let sent = ContinuousClock.now
      let assertion = try signer.token(
        audience: endpoint.absoluteString, now: now, lifetime: .seconds(240), subject: signer.issuer)
      let form = [
        SearchPair("grant_type", "client_credentials"), SearchPair("scope", scopes.description),
        SearchPair("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        SearchPair("client_assertion", assertion),
      ]
      let body = Array(form.map(\.description).joined(separator: "&").utf8)
      let answer = try await post(endpoint, body, deadline)
      return .success(
        try Grant(status: answer.status, body: answer.body, asked: scopes, base: base, sent: sent))
    } catch let error as BackendTokenError {
      return .failure(error)
    } catch let error as KeyError {
      return .failure(BackendTokenError(error.description))
    } catch {
      return .failure(BackendTokenError("the token endpoint could not be reached"))
    }
  }

  private struct Grant: AccessGrant {
    let token: BearerToken
    let scopes: Scopes
    let renewAt: ContinuousClock.Instant

    init(
      status: Int, body: [UInt8], asked: Scopes, base: BaseURL, sent: ContinuousClock.Instant
    ) throws(BackendTokenError) {
      let document = try? JSONDocument(parsing: body, limits: JSONLimits(bytes: 65_536, depth: 8, nodes: 1024))
      guard status == 200 else {
        // `error` is a code from a list (RFC 6749, 5.2): safe to show when it looks like one.
        let code = document?.root["error"].string.flatMap { text in
          text.utf8.count <= 64 && text.utf8.allSatisfy { $0 == 0x5F || (0x61...0x7A).contains($0) } ? text : nil
        }
        throw BackendTokenError("the token endpoint answered \(status)" + (code.map { " (\($0))" } ?? ""))
      }
      guard let root = document?.root, let text = root["access_token"].string,
        root["token_type"].string?.lowercased() == "bearer"
      else { throw BackendTokenError("the token endpoint's answer has no Bearer access_token") }
      // RFC 6749 lets a server leave expires_in out; SMART recommends five minutes.
      let seconds = min(max(root["expires_in"].int ?? 300, 0), 3600)
      do throws(InvalidBearerToken) {
        token = try BearerToken(text, base: base, expiresAt: sent + .seconds(seconds))
      } catch {
        throw BackendTokenError("the access token cannot be sent: \(error.reason)")
      }
      scopes = root["scope"].string.map(Scopes.init(parsing:)) ?? asked
      renewAt = sent + max(.seconds(seconds) * 0.8, .seconds(seconds - 30))
    }
  }
}

/// No access token was had. Holds no part of a credential.
public struct BackendTokenError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What happened; reads on after "No access token:".
  public let problem: String

  init(_ problem: String) { self.problem = problem }

  /// One sentence.
  public var description: String { "No access token: \(problem)." }
}
