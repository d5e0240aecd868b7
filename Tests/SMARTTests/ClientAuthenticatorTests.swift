import Foundation
import HTTPClient
import JSON
import SMART
import Testing
import TestSupport

@Suite("Client authentication")
struct ClientAuthenticatorTests {
  @Test("A good token passes and tells who calls", arguments: [SignatureAlgorithm.es384, .rs384])
  func goodToken(algorithm: SignatureAlgorithm) async throws {
    let service = try TestService()
    let parts = TokenParts().with(header: "alg", .string(algorithm.rawValue))
      .with(header: "kid", .string("\(algorithm.rawValue.lowercased())-key"))
      .with(claim: "tenant", "north").with(claim: "sub", "who")
    let client = try await service.authenticator.authenticate(
      authorization: "Bearer " + parts.signed(by: TestKeys.key(algorithm)), audiences: [TestService.endpoint],
      now: TokenParts.now, deadline: .patient)
    #expect(client.registrationName == "ehr")
    #expect(client.issuer == "https://ehr.example.org")
    #expect(client.tenant == "north")
    #expect(client.subject == "who")
    #expect(client.tokenID == "token-1")
    #expect(client.keyID == "\(algorithm.rawValue.lowercased())-key")
  }

  static let claimTable: [(String, JSONTree?, AuthenticationFailure.Reason?)] = [
    ("aud", nil, .wrongAudience),
    ("aud", "https://cds.example.org/cds-services/b", .wrongAudience),
    ("aud", "https://cds.example.org/cds-services/a/", .wrongAudience),
    ("aud", "HTTPS://cds.example.org/cds-services/a", .wrongAudience),
    ("aud", 5, .wrongAudience),
    ("aud", [], .wrongAudience),
    ("aud", ["https://elsewhere.example.org", "https://cds.example.org/cds-services/a"], nil),
    ("aud", ["https://elsewhere.example.org"], .wrongAudience),
    ("iss", nil, .missingIssuer),
    ("iss", "https://ehr.example.org/", .unknownIssuer),
    ("iss", 7, .missingIssuer),
    ("exp", nil, .malformedTimes),
    ("exp", "1800000300", .malformedTimes),
    ("exp", .number("1e400"), .malformedTimes),
    ("exp", .number("-5"), .malformedTimes),
    ("exp", .number("18000003000000"), .malformedTimes),
    ("exp", 1_799_999_950, .expired),
    ("exp", 1_799_999_951, .lifetimeTooLong),
    ("exp", 1_800_000_000, .lifetimeTooLong),
    ("exp", .number("1800000299.5"), nil),
    ("exp", 1_800_000_301, .lifetimeTooLong),
    ("iat", nil, .malformedTimes),
    ("iat", true, .malformedTimes),
    ("iat", 1_800_000_070, nil),
    ("iat", 1_800_000_071, .notYetValid),
    ("nbf", 1_800_000_070, nil),
    ("nbf", 1_800_000_071, .notYetValid),
    ("nbf", "soon", .malformedTimes),
    ("nbf", 1_799_000_000, nil),
    ("jti", nil, .missingTokenID),
    ("jti", "", .missingTokenID),
    ("jti", 12, .missingTokenID),
    ("jti", .string(String(repeating: "j", count: 256)), nil),
    ("jti", .string(String(repeating: "j", count: 257)), .missingTokenID),
    ("tenant", 3, .wrongTenant),
    ("tenant", "any", nil),
    ("sub", [], .wrongSubject),
    ("unknown", ["x": 1], nil),
  ]

  @Test("Claims", arguments: claimTable)
  func claims(name: String, value: JSONTree?, expected: AuthenticationFailure.Reason?) async throws {
    let service = try TestService()
    #expect(try await service.refusal(TokenParts().with(claim: name, value)) == expected)
  }

  static let headerTable: [(String, JSONTree?, AuthenticationFailure.Reason?)] = [
    ("typ", nil, .wrongType),
    ("typ", "jwt", nil),
    ("typ", "JWS", .wrongType),
    ("typ", "at+jwt", .wrongType),
    ("typ", 1, .wrongType),
    ("kid", nil, .missingKeyID),
    ("kid", "", .missingKeyID),
    ("kid", 4, .missingKeyID),
    ("kid", "rs384-key", .unknownKey),
    ("kid", "../../../etc/passwd", .unknownKey),
    ("kid", "' OR 1=1 --", .unknownKey),
    ("crit", ["exp"], .forbiddenHeader),
    ("crit", [], .forbiddenHeader),
    ("b64", false, .forbiddenHeader),
    ("zip", "DEF", .forbiddenHeader),
    ("jwk", ["kty": "EC"], .forbiddenHeader),
    ("x5c", ["MII"], .forbiddenHeader),
    ("x5u", "https://ehr.example.org/cert", .forbiddenHeader),
    ("alg", nil, .algorithmNotAllowed),
    ("alg", "none", .algorithmNotAllowed),
    ("alg", "None", .algorithmNotAllowed),
    ("alg", "HS256", .algorithmNotAllowed),
    ("alg", "HS384", .algorithmNotAllowed),
    ("alg", "ES512", .algorithmNotAllowed),
    ("alg", "PS384", .algorithmNotAllowed),
    ("alg", "EdDSA", .algorithmNotAllowed),
    ("alg", "es384", .algorithmNotAllowed),
    ("alg", "ES256", .algorithmNotAllowed),
    ("alg", "RS384", .unknownKey),
    ("jku", "https://ehr.example.org/jwks", .wrongKeyURL),
    ("jku", 8, .wrongKeyURL),
    ("cty", "text/plain", nil),
  ]

  @Test("Header members", arguments: headerTable)
  func header(name: String, value: JSONTree?, expected: AuthenticationFailure.Reason?) async throws {
    let service = try TestService()
    #expect(try await service.refusal(TokenParts().with(header: name, value)) == expected)
  }

  @Test("An unsigned token, in every spelling")
  func unsigned() async throws {
    let service = try TestService()
    let parts = TokenParts().with(header: "alg", "none")
    let input = Base64URL.encode(TokenParts.json(parts.header)) + "." + Base64URL.encode(TokenParts.json(parts.claims))
    #expect(await service.refusal("Bearer \(input).") == .malformedToken)
    #expect(await service.refusal("Bearer \(input).AA") == .algorithmNotAllowed)
    let honest = Base64URL.encode(TokenParts.json(TokenParts().header))
    let claims = Base64URL.encode(TokenParts.json(parts.claims))
    #expect(await service.refusal("Bearer \(honest).\(claims).\(String(repeating: "A", count: 128))") == .badSignature)
    #expect(await service.refusal("Bearer \(honest).\(claims).AA") == .badSignature)
  }

  @Test("A public key used as an HMAC secret")
  func keyConfusion() async throws {
    let service = try TestService()
    let parts = TokenParts().with(header: "alg", "HS256").with(header: "kid", "rs384-key")
    let input = Base64URL.encode(TokenParts.json(parts.header)) + "." + Base64URL.encode(TokenParts.json(parts.claims))
    let secret = Array(try TestKeys.key(.rs384).publicPEM().utf8)
    let signature = Base64URL.encode(SHA256Digest(of: input.utf8, key: secret).bytes)
    #expect(await service.refusal("Bearer \(input).\(signature)") == .algorithmNotAllowed)
  }

  @Test("The Authorization header's shape")
  func authorizationHeader() async throws {
    let token = try TokenParts().signed(by: TestKeys.key(.es384))
    let table: [(String?, AuthenticationFailure.Reason?)] = [
      (nil, .missingToken), ("", .notBearer), ("Bearer", .notBearer), ("Bearer ", .notBearer),
      ("Basic \(token)", .notBearer),
      ("bearer \(token)", nil), ("BEARER \(token)", nil), ("Bearer  \(token)", .malformedToken),
      ("Bearer \(token) ", .malformedToken), ("Bearer \(token)\n", .malformedToken),
      ("Bearer \(token).", .malformedToken),
      ("Bearer \(token).\(token)", .malformedToken), ("Bearer .\(token)", .malformedToken),
      ("Bearer \(token)=", .malformedToken),
      ("Bearer {\"payload\":\"x\"}", .malformedToken), ("Bearer é.é.é", .malformedToken),
      ("Bearer " + String(repeating: "a", count: 16_385), .tokenTooLong),
      ("Bearer " + String(repeating: "a", count: 16_384), .malformedToken),
      ("Bearer " + String(repeating: ".", count: 9000), .malformedToken),
    ]
    for (header, expected) in table {
      let service = try TestService()
      #expect(await service.refusal(header) == expected, "\(header?.prefix(20) ?? "nil")")
    }
  }

  @Test("Payloads and headers that are not one plain object")
  func jsonShapes() async throws {
    let key = try TestKeys.key(.es384)
    let header = TokenParts.json(TokenParts().header)
    let claims = TokenParts.json(TokenParts().claims)
    let twice = Array(
      String(decoding: claims, as: UTF8.self).replacing("{\"iss\"", with: "{\"iss\":\"x\",\"iss\"").utf8)
    let table: [(header: [UInt8], payload: [UInt8])] = [
      (header, []), (header, Array("[]".utf8)), (header, Array("null".utf8)), (header, claims + claims),
      (header, twice),
      (header, [0xEF, 0xBB, 0xBF] + claims), (header, Array(claims.dropLast())), (header, [0xFF]),
      (Array("{\"alg\":\"ES384\",\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"es384-key\"}".utf8), claims),
      (Array("{\"alg\":\"none\",\"al\\u0067\":\"ES384\",\"typ\":\"JWT\",\"kid\":\"es384-key\"}".utf8), claims),
      (Array("[]".utf8), claims), (Array(String(repeating: "[", count: 2000).utf8), claims),
    ]
    let service = try TestService()
    for (header, payload) in table {
      let token = try TokenParts.sign(header: header, payload: payload, by: key)
      #expect(
        await service.refusal("Bearer " + token) == .malformedToken,
        "\(String(decoding: payload.prefix(20), as: UTF8.self))")
    }
  }

  @Test("A changed byte anywhere is a bad signature or worse")
  func tampering() async throws {
    let service = try TestService()
    let token = Array(try TokenParts().signed(by: TestKeys.key(.es384)).utf8)
    for index in stride(from: 0, to: token.count, by: 7) {
      var changed = token
      changed[index] = changed[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
      #expect(await service.refusal("Bearer " + String(decoding: changed, as: UTF8.self)) != nil, "byte \(index)")
    }
  }

  @Test("Another client's good key does not speak for this one")
  func crossClient() async throws {
    let stranger = try TestKeys.key(.es256)
    let other = ClientRegistration(
      name: "other", issuer: "https://other.example.org",
      keys: .pinned(JSONWebKeySet(keys: [stranger.verificationKey])),
      algorithms: [.es256])
    let service = try TestService(others: [other]) { $0.algorithms = [.es384, .es256] }
    let parts = TokenParts().with(header: "alg", "ES256").with(header: "kid", "es256-key")
    #expect(await service.refusal("Bearer " + (try parts.signed(by: stranger))) == .unknownKey)
    let own = parts.with(claim: "iss", "https://other.example.org")
    #expect(await service.refusal("Bearer " + (try own.signed(by: stranger))) == nil)
  }

  @Test("A key with the right name but another's signature, and two keys of one name")
  func wrongKeys() async throws {
    let impostor = try #require(TestKeys.other)
    #expect(await (try TestService()).refusal("Bearer " + (try TokenParts().signed(by: impostor))) == .badSignature)
    let service = try TestService { registration in
      registration.keys = .pinned(
        JSONWebKeySet(keys: [try TestKeys.key(.es384).verificationKey, impostor.verificationKey]))
    }
    #expect(try await service.refusal(TokenParts()) == .unknownKey)
  }

  @Test("A token passes once; of two at the same time, one")
  func replay() async throws {
    let service = try TestService()
    let authorization = "Bearer " + (try TokenParts().signed(by: TestKeys.key(.es384)))
    async let first = service.refusal(authorization)
    async let second = service.refusal(authorization)
    let both = await [first, second]
    #expect(both.filter { $0 == nil }.count == 1)
    #expect(both.filter { $0 == .replayed }.count == 1)
    #expect(await service.refusal(authorization, now: TokenParts.now.addingTimeInterval(300)) == .replayed)
    #expect(await service.refusal(authorization, now: TokenParts.now.addingTimeInterval(360)) == .expired)
  }

  @Test("Refused tokens leave no trace in the replay store, and a full store refuses")
  func replayStoreBounds() async throws {
    let store = InMemoryReplayStore(capacityPerIssuer: 1)
    let service = try TestService(replays: store)
    _ = try await service.refusal(TokenParts().with(claim: "aud", "x"))
    let impostor = try #require(TestKeys.other)
    _ = await service.refusal("Bearer " + (try TokenParts().signed(by: impostor)))
    #expect(store.count == 0)
    #expect(try await service.refusal(TokenParts()) == nil)
    #expect(try await service.refusal(TokenParts().with(claim: "jti", "token-2")) == .replayStoreUnavailable)
  }

  @Test("What a registration may loosen")
  func registrationOptions() async throws {
    #expect(try await TestService { $0.allowsMissingType = true }.refusal(TokenParts().with(header: "typ", nil)) == nil)
    #expect(
      try await TestService { $0.additionalAudiences = ["urn:cds"] }.refusal(TokenParts().with(claim: "aud", "urn:cds"))
        == nil)
    #expect(
      try await TestService { $0.maximumLifetime = .seconds(3600) }.refusal(
        TokenParts().with(claim: "exp", 1_800_003_600)) == nil)
    #expect(
      try await TestService { $0.clockSkew = .zero }.refusal(TokenParts().with(claim: "iat", 1_800_000_011))
        == .notYetValid)
    let tenants = try TestService { $0.tenants = ["north"] }
    #expect(try await tenants.refusal(TokenParts()) == .wrongTenant)
    #expect(try await tenants.refusal(TokenParts().with(claim: "tenant", "south")) == .wrongTenant)
    #expect(try await tenants.refusal(TokenParts().with(claim: "tenant", "north")) == nil)
    let subject = try TestService { $0.expectedSubject = "app" }
    #expect(try await subject.refusal(TokenParts()) == .wrongSubject)
    #expect(try await subject.refusal(TokenParts().with(claim: "sub", "app")) == nil)
    let rs256 = try TestService { registration in
      registration.algorithms = [.rs256]
      registration.keys = .pinned(JSONWebKeySet(keys: [try TestKeys.key(.rs256).verificationKey]))
    }
    let parts = TokenParts().with(header: "alg", "RS256").with(header: "kid", "rs256-key")
    #expect(try await rs256.refusal(parts, by: .rs256) == nil)
  }

  @Test("jku: the registered URL byte for byte, and nothing fetched for any other")
  func keyURL() async throws {
    let set = JSONWebKeySet(keys: [try TestKeys.key(.es384).verificationKey]).serialized()
    let fetched = Counter()
    let cache = JWKSCache { _, _ in
      await fetched.increment()
      return .init(status: 200, cacheControl: "max-age=600", body: set)
    }
    let service = try TestService(keySets: cache) { $0.keys = try .url("https://ehr.example.org/jwks.json") }
    for wrong in [
      "https://ehr.example.org/jwks.json?", "https://EHR.example.org/jwks.json", "https://evil.example.org/jwks.json",
      "http://169.254.169.254/",
    ] {
      #expect(try await service.refusal(TokenParts().with(header: "jku", .string(wrong))) == .wrongKeyURL)
    }
    #expect(await fetched.value == 0)
    #expect(try await service.refusal(TokenParts().with(header: "jku", "https://ehr.example.org/jwks.json")) == nil)
    #expect(try await service.refusal(TokenParts().with(claim: "jti", "token-2")) == nil)
    #expect(await fetched.value == 1)
    let down = try TestService { $0.keys = try .url("https://ehr.example.org/jwks.json") }
    #expect(try await down.refusal(TokenParts()) == .keysUnavailable)
  }

  @Test("Failures say who, as far as known, and hold no token")
  func failureDetail() async throws {
    let service = try TestService()
    let token = try TokenParts().with(header: "kid", .string("k\u{0}\n" + String(repeating: "x", count: 100))).signed(
      by: TestKeys.key(.es384))
    do throws(AuthenticationFailure) {
      _ = try await service.authenticator.authenticate(
        authorization: "Bearer " + token, audiences: [TestService.endpoint], now: TokenParts.now,
        deadline: .patient)
      Issue.record("passed")
    } catch {
      #expect(error.registrationName == "ehr")
      #expect(error.keyID == "k??" + String(repeating: "x", count: 61))
      #expect(!error.isSignatureVerified)
    }
  }
}

actor Counter {
  private(set) var value = 0
  func increment() { value += 1 }
}
