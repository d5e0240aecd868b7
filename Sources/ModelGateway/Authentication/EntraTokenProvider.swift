public import CDSHooks
public import HTTPClient
import JSON
import SMART

/// Access tokens of Entra ID by client credentials. They are kept until five minutes before they expire; calls that need
/// one at the same time share one request.
public struct EntraTokenProvider: ModelTokenProvider {
  /// What the client proves itself with.
  public enum Proof: Sendable {
    /// A client secret.
    case secret(ConfidentialText)
    /// Makes or reads an assertion for the token endpoint: signed here (`CertificateAssertion` in SMART), or by a workload identity.
    case assertion(@Sendable () throws -> ConfidentialText)
  }

  /// The scope of Azure AI Foundry. Older resources want `https://cognitiveservices.azure.com/.default`, Azure Machine
  /// Learning `https://ml.azure.com/.default`.
  public static let foundryScope = "https://ai.azure.com/.default"

  private let endpoint: HTTPURL
  private let clientID: String
  private let proof: Proof
  private let scope: String
  private let base: BaseURL
  private let client: HTTPClient
  private let cache = AccessTokenCache<Grant, ModelCallError>()

  private struct Grant: AccessGrant {
    let token: BearerToken
    let renewAt: ContinuousClock.Instant
  }

  /// A provider.
  /// - Parameters:
  ///   - endpoint: `https://login.microsoftonline.com/TENANT/oauth2/v2.0/token`.
  ///   - clientID: the application's id.
  ///   - proof: its secret or assertion.
  ///   - scope: what the token is for.
  ///   - base: the deployment's base, below which alone the token may be sent.
  ///   - client: sends the form.
  public init(
    endpoint: HTTPURL, clientID: String, proof: Proof, scope: String = EntraTokenProvider.foundryScope,
    base: BaseURL, client: HTTPClient
  ) {
    self.endpoint = endpoint
    self.clientID = clientID
    self.proof = proof
    self.scope = scope
    self.base = base
    self.client = client
  }

  /// A token that is valid now.
  public func token(deadline: ContinuousClock.Instant) async throws(ModelCallError) -> BearerToken {
    try await cache.grant(for: scope) {
      do throws(ModelCallError) {
        return .success(try await ask(deadline: deadline))
      } catch {
        return .failure(error)
      }
    }.token
  }

  /// Drops the token at hand.
  public func forget() async { await cache.forget() }

  private func ask(deadline: ContinuousClock.Instant) async throws(ModelCallError) -> Grant {
    var form = [
      SearchPair("grant_type", "client_credentials"), SearchPair("client_id", clientID), SearchPair("scope", scope),
    ]
    switch proof {
    case .secret(let secret): form.append(SearchPair("client_secret", secret.reveal()))
    case .assertion(let make):
      guard let assertion = try? make() else { throw .noToken }
      form.append(
        SearchPair("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"))
      form.append(SearchPair("client_assertion", assertion.reveal()))
    }
    let request = HTTPRequest(
      .post, endpoint,
      headers: [
        HTTPHeader("Content-Type", "application/x-www-form-urlencoded"), HTTPHeader("Accept", "application/json"),
      ], body: Array(form.map(\.description).joined(separator: "&").utf8), maximumBodyBytes: 65_536)
    let sent = ContinuousClock.now
    let response: HTTPResponse
    do throws(HTTPClientError) {
      response = try await client.send(request, deadline: deadline)
    } catch {
      throw ModelClient.error(of: error)
    }
    guard response.status == 200,
      let root = (try? JSONDocument(parsing: response.body, limits: JSONLimits(bytes: 65_536, depth: 8, nodes: 1_024)))?
        .root,
      let text = root["access_token"]?.string
    else { throw .noToken }
    let lifetime = Duration.seconds(min(max(root["expires_in"]?.int ?? 300, 0), 86_400))
    guard let token = try? BearerToken(text, base: base, expiresAt: sent + lifetime) else { throw .noToken }
    // Five minutes before the end; a short token is used for half its life.
    return Grant(token: token, renewAt: sent + max(lifetime - .seconds(300), lifetime / 2))
  }
}
