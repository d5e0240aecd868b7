import Foundation
import JSON
import SMART
import TestSupport
import Testing

private func document(_ path: String) throws -> JSONValue {
  try JSONDocument(parsing: ConformanceData.bytes("conformance/jose/" + path)).root
}

private func bytes(hex text: String) -> [UInt8] {
  let digits = text.compactMap(\.hexDigitValue)
  return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

/// Google's Wycheproof (C2SP): signatures and keys that libraries got wrong.
@Suite("Wycheproof", .enabled(if: ConformanceData.isPresent("conformance/jose/wycheproof")))
struct WycheproofTests {
  /// Whether a token verifies with a set, exactly as the authenticator chooses the key. Keys without a name, and tokens
  /// without one, are matched by position, since these vectors are about signatures and not about names.
  private func isAccepted(_ token: String, by keys: [VerificationKey]) -> Bool {
    guard let jws = try? CompactJWS(parsing: token.utf8) else { return false }
    if let keyID = jws.header["kid"].string {
      guard let key = JSONWebKeySet(keys: keys).key(named: keyID, for: jws.algorithm) else { return false }
      return jws.isSigned(by: key)
    }
    return keys.count == 1 && jws.isSigned(by: keys[0])
  }

  @Test("JSON Web Signature")
  func jsonWebSignature() throws {
    var accepted = 0
    var refused = 0
    for group in try document("wycheproof/json_web_signature_test.json")["testGroups"].elements {
      let jwk = try #require(group["public"] ?? group["private"])
      let keys = [try? VerificationKey(jwk: jwk)].compactMap { $0 }
      for test in group["tests"].elements {
        let token = try #require(
          test["jws"].string ?? test["jws"].map { String(decoding: $0.sourceBytes, as: UTF8.self) })
        let passes = isAccepted(token, by: keys)
        if passes { accepted += 1 } else { refused += 1 }
        // Valid ones must pass exactly when their algorithm is one of ours: the rest is policy, not a fault.
        let ours = SignatureAlgorithm(rawValue: jwk["alg"].string ?? "") != nil
        let expected = test["result"].stringEquals("valid") && ours
        #expect(
          passes == expected,
          "tcId \(test["tcId"].int ?? 0) \(group["comment"].string ?? "") \(test["comment"].string ?? "")")
      }
    }
    #expect(accepted == 14)
    #expect(accepted + refused == 401)
  }

  @Test("JSON Web Key sets")
  func jsonWebKey() throws {
    for group in try document("wycheproof/json_web_key_test.json")["testGroups"].elements {
      let set = group["public"] ?? group["private"]
      let keys = try JSONWebKeySet(parsing: Array(try #require(set).sourceBytes)).keys
      for test in group["tests"].elements {
        let passes = isAccepted(try #require(test["jws"].string), by: keys)
        let ours = set["keys"].elements.allSatisfy { SignatureAlgorithm(rawValue: $0["alg"].string ?? "") != nil }
        #expect(
          passes == (test["result"].stringEquals("valid") && ours),
          "tcId \(test["tcId"].int ?? 0) \(group["comment"].string ?? "")")
      }
    }
  }

  @Test(
    "ECDSA, fixed-length signatures",
    arguments: [
      ("ecdsa_secp256r1_sha256_p1363_test", SignatureAlgorithm.es256, 262),
      ("ecdsa_secp384r1_sha384_p1363_test", .es384, 280),
    ])
  func ecdsa(file: String, algorithm: SignatureAlgorithm, count: Int) throws {
    var run = 0
    for group in try document("wycheproof/\(file).json")["testGroups"].elements {
      let pem = try #require(group["publicKeyPem"].string)
      let key = try? VerificationKey(pem: Array(pem.utf8), keyID: nil, algorithm: algorithm)
      for test in group["tests"].elements {
        run += 1
        let message = bytes(hex: try #require(test["msg"].string))
        let signature = bytes(hex: try #require(test["sig"].string))
        let passes = key?.verifies(signature, over: message, algorithm: algorithm) ?? false
        #expect(
          passes == test["result"].stringEquals("valid"),
          "tcId \(test["tcId"].int ?? 0) \(test["comment"].string ?? "")")
      }
    }
    #expect(run == count)
  }

  @Test(
    "RSA PKCS#1 v1.5",
    arguments: [
      ("rsa_signature_2048_sha256_test", SignatureAlgorithm.rs256), ("rsa_signature_2048_sha384_test", .rs384),
      ("rsa_signature_3072_sha256_test", .rs256), ("rsa_signature_3072_sha384_test", .rs384),
      ("rsa_signature_4096_sha256_test", .rs256), ("rsa_signature_4096_sha384_test", .rs384),
    ])
  func rsa(file: String, algorithm: SignatureAlgorithm) throws {
    for group in try document("wycheproof/\(file).json")["testGroups"].elements {
      let pem = try #require(group["publicKeyPem"].string)
      let key = try VerificationKey(pem: Array(pem.utf8), keyID: nil, algorithm: algorithm)
      for test in group["tests"].elements {
        let message = bytes(hex: try #require(test["msg"].string))
        let signature = bytes(hex: try #require(test["sig"].string))
        let passes = key.verifies(signature, over: message, algorithm: algorithm)
        // "acceptable" (a missing NULL in the digest's name) is refused here.
        #expect(
          passes == test["result"].stringEquals("valid"),
          "tcId \(test["tcId"].int ?? 0) \(test["comment"].string ?? "")")
      }
    }
  }
}

/// RFC 7520, section 4.
@Suite("JOSE cookbook", .enabled(if: ConformanceData.isPresent("conformance/jose/cookbook")))
struct CookbookTests {
  @Test("RSA v1.5 signature verifies, and is made again byte for byte")
  func rsa() throws {
    let example = try document("cookbook/jws/4_1.rsa_v15_signature.json")
    let jwk = try #require(example["input"]["key"])
    let jws = try CompactJWS(parsing: try #require(example["output"]["compact"].string).utf8)
    #expect(jws.algorithm == .rs256)
    #expect(jws.isSigned(by: try VerificationKey(jwk: jwk)))
    #expect(String(decoding: jws.payload, as: UTF8.self) == example["input"]["payload"].string)
    let document = String(decoding: jwk.sourceBytes, as: UTF8.self).replacing(
      "\"use\"", with: "\"alg\":\"RS256\",\"use\"")
    let key = try SigningKey(jwk: JSONDocument(parsing: Array(document.utf8)).root)
    let input = try #require(example["signing"]["sig-input"].string)
    #expect(Base64URL.encode(try key.sign(Array(input.utf8))) == example["signing"]["sig"].string)
  }

  @Test(
    "What is not supported is refused",
    arguments: [
      "4_2.rsa-pss_signature", "4_3.ecdsa_signature", "4_4.hmac-sha2_integrity_protection",
      "4_5.signature_with_detached_content",
    ])
  func refused(name: String) throws {
    let example = try document("cookbook/jws/\(name).json")
    let token = try #require((example["output"]["compact"] ?? example["output"]["compact_mac"]).string)
    #expect(throws: JWSError.algorithmNotAllowed) { try CompactJWS(parsing: token.utf8) }
  }

  @Test("Keys")
  func keys() throws {
    #expect(try VerificationKey(jwk: document("cookbook/jwk/3_3.rsa_public_key.json")).bits == 2048)
    #expect(try VerificationKey(jwk: document("cookbook/jwk/3_4.rsa_private_key.json")).exposedPrivateMembers)
    #expect(throws: KeyError.self) { try VerificationKey(jwk: document("cookbook/jwk/3_1.ec_public_key.json")) }
    #expect(throws: KeyError.self) {
      try VerificationKey(jwk: document("cookbook/jwk/3_5.symmetric_key_mac_computation.json"))
    }
  }
}

@Suite("Examples printed in the specifications")
struct PrintedExamplesTests {
  @Test(
    "SMART App Launch: client assertions", .enabled(if: ConformanceData.isPresent("conformance/jose/smart")),
    arguments: ["RS384", "ES384"])
  func smartAssertions(algorithm: String) throws {
    let notebook = String(
      decoding: try ConformanceData.bytes("conformance/jose/smart/authorization-example-jwks-and-signatures.ipynb"),
      as: UTF8.self)
    let token = try #require(
      notebook.matches(of: /eyJ[A-Za-z0-9_.-]+/).map { String($0.output) }.first {
        (try? CompactJWS(parsing: $0.utf8))?.algorithm.rawValue == algorithm
      })
    let set = try JSONWebKeySet(parsing: ConformanceData.bytes("conformance/jose/smart/\(algorithm).public.json"))
    let jws = try CompactJWS(parsing: token.utf8)
    let keyID = try #require(jws.header["kid"].string)
    let key = try #require(set.key(named: keyID, for: jws.algorithm))
    #expect(jws.isSigned(by: key))
    let signing = try document("smart/\(algorithm).private.json")["keys"].elements.compactMap {
      try? SigningKey(jwk: $0)
    }
    #expect(signing.first?.verificationKey.thumbprint == key.thumbprint)
  }

  @Test(
    "CDS Hooks: the token in \"Trusting CDS Clients\"",
    .enabled(if: ConformanceData.isPresent("conformance/jose/cdshooks")))
  func cdsHooksToken() async throws {
    let example = try document("cdshooks/example.json")
    let set = try JSONWebKeySet(parsing: Array(try #require(example["jwks"]).sourceBytes))
    let jws = try CompactJWS(parsing: try #require(example["jwt"].string).utf8)
    let key = try #require(set.key(named: "example-kid", for: .es384))
    #expect(jws.isSigned(by: key))

    // It is valid from 2011 to 2015: longer than any registration may allow, and long over.
    func refusal(testMode: Bool, at now: Date) async throws -> AuthenticationFailure.Reason? {
      let cache = JWKSCache { _, _ in .init(status: 200, body: set.serialized()) }
      let registration = ClientRegistration(
        name: "example", issuer: "https://fhir-ehr.example.com/",
        keys: try .url("https://fhir-ehr.example.com/jwk_uri"),
        maximumLifetime: .seconds(3600))
      let authenticator = ClientAuthenticator(
        clients: try TrustedClients([registration], testMode: testMode), keySets: cache, replays: InMemoryReplayStore())
      do throws(AuthenticationFailure) {
        _ = try await authenticator.authenticate(
          authorization: "Bearer " + (example["jwt"].string ?? ""),
          audiences: ["https://cds.example.org/cds-services/some-service"],
          now: now, deadline: .patient)
        return nil
      } catch {
        return error.reason
      }
    }
    #expect(try await refusal(testMode: true, at: Date(timeIntervalSince1970: 1_311_280_980)) == .lifetimeTooLong)
    #expect(try await refusal(testMode: true, at: Date(timeIntervalSince1970: 1_800_000_000)) == .expired)
    await #expect(throws: RegistrationError.self) {
      _ = try await refusal(testMode: false, at: Date(timeIntervalSince1970: 1_311_280_980))
    }
  }
}
