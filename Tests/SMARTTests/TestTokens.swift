import Foundation
import JSON
import SMART
import TestSupport

/// Keys made once for the whole run (RSA keys take a while), and tokens that are wrong in every way one likes.
enum TestKeys {
  static let es384 = make(.es384)
  static let es256 = make(.es256)
  static let rs384 = make(.rs384)
  static let rs256 = rs384.flatMap { key in
    (try? key.publicPEM()).flatMap { _ in try? SigningKey(pem: privatePEM(key), algorithm: .rs256, keyID: "rs256-key") }
  }
  static let other = make(.es384)

  private static func make(_ algorithm: SignatureAlgorithm) -> SigningKey? {
    try? SigningKey.generate(algorithm, keyID: "\(algorithm.rawValue.lowercased())-key")
  }

  private static func privatePEM(_ key: SigningKey) throws -> [UInt8] {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(SecureRandom.uuid()).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try key.savePEM(toFile: path)
    return try Array(Data(contentsOf: URL(fileURLWithPath: path)))
  }

  struct Missing: Error {}
  static func key(_ algorithm: SignatureAlgorithm) throws -> SigningKey {
    let key =
      switch algorithm {
      case .es384: es384
      case .es256: es256
      case .rs384: rs384
      case .rs256: rs256
      }
    guard let key else { throw Missing() }
    return key
  }
}

/// The parts of a token, each replaceable by a test.
struct TokenParts {
  var header: [(String, JSONTree?)] = [("alg", "ES384"), ("typ", "JWT"), ("kid", "es384-key")]
  var claims: [(String, JSONTree?)] = [
    ("iss", "https://ehr.example.org"), ("aud", "https://cds.example.org/cds-services/a"), ("iat", 1_800_000_000),
    ("exp", 1_800_000_300), ("jti", "token-1"),
  ]

  static let now = Date(timeIntervalSince1970: 1_800_000_010)

  func with(header name: String, _ value: JSONTree?) -> TokenParts {
    var copy = self
    copy.header = copy.header.filter { $0.0 != name } + [(name, value)]
    return copy
  }

  func with(claim name: String, _ value: JSONTree?) -> TokenParts {
    var copy = self
    copy.claims = copy.claims.filter { $0.0 != name } + [(name, value)]
    return copy
  }

  static func json(_ members: [(String, JSONTree?)]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { object in
      for (name, value) in members {
        guard let value else { continue }
        object.key(name)
        value.write(to: &object)
      }
    }
    return writer.bytes
  }

  func signed(by key: SigningKey) throws -> String {
    try Self.sign(header: Self.json(header), payload: Self.json(claims), by: key)
  }

  static func sign(header: [UInt8], payload: [UInt8], by key: SigningKey) throws -> String {
    let input = Base64URL.encode(header) + "." + Base64URL.encode(payload)
    return input + "." + Base64URL.encode(try key.sign(Array(input.utf8)))
  }
}

/// A service that trusts one EHR, `https://ehr.example.org`, with pinned keys unless told otherwise.
struct TestService {
  static let endpoint = "https://cds.example.org/cds-services/a"
  let authenticator: ClientAuthenticator

  init(
    replays: any ReplayStore = InMemoryReplayStore(), testMode: Bool = false, others: [ClientRegistration] = [],
    keySets: JWKSCache = JWKSCache { _, _ in throw TestKeys.Missing() },
    change: (inout ClientRegistration) throws -> Void = { _ in }
  ) throws {
    let keys = JSONWebKeySet(keys: [try TestKeys.key(.es384).verificationKey, try TestKeys.key(.rs384).verificationKey])
    var registration = ClientRegistration(name: "ehr", issuer: "https://ehr.example.org", keys: .pinned(keys))
    try change(&registration)
    authenticator = ClientAuthenticator(
      clients: try TrustedClients([registration] + others, testMode: testMode), keySets: keySets, replays: replays)
  }

  /// The reason for a refusal, or nil when the token passes.
  func refusal(
    _ authorization: String?, now: Date = TokenParts.now, audiences: [String] = [TestService.endpoint]
  ) async -> AuthenticationFailure.Reason? {
    do throws(AuthenticationFailure) {
      _ = try await authenticator.authenticate(
        authorization: authorization, audiences: audiences, now: now, deadline: .patient)
      return nil
    } catch {
      return error.reason
    }
  }

  func refusal(_ parts: TokenParts, by algorithm: SignatureAlgorithm = .es384) async throws
    -> AuthenticationFailure.Reason?
  {
    await refusal("Bearer " + (try parts.signed(by: TestKeys.key(algorithm))))
  }
}
