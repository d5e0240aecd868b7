import Foundation
import JSON
import SMART
import Testing

@Suite("Keys")
struct KeyTests {
  private func value(_ json: String) throws -> JSONValue { try JSONDocument(parsing: Array(json.utf8)).root }

  @Test("Thumbprint of RFC 7638, section 3.1")
  func thumbprint() throws {
    let jwk = try value(
      """
      {"kty":"RSA","e":"AQAB","alg":"RS256","kid":"2011-04-29","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtV\
      T86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368Q\
      QMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44\
      -csFCur-kEgU8awapJzKnqDKgw"}
      """)
    #expect(try VerificationKey(jwk: jwk).thumbprint == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
  }

  @Test(
    "Keys that are refused",
    arguments: [
      #"{"kty":"oct","k":"AAAA"}"#, #"{"kty":"OKP","crv":"Ed25519","x":"AAAA"}"#,
      #"{"kty":"EC","crv":"P-521","x":"AA","y":"AA"}"#, "{}", "[]",
      #"{"kty":"EC","crv":"P-256","x":"04N0xi21hshyvBp7I167sbE_bXqyqkAPfefdklMO7wY","y":"UI8exy-C06a7DUnjIdENkxeFtHM4-l_41LqEw9nVgnw"}"#,
      #"{"kty":"EC","crv":"P-256","x":"04N0xi21hshyvBp7I167sbE_bXqyqkAPfefdklMO7wY"}"#,
      #"{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}"#,
      #"{"kty":"EC","crv":"P-256","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","y":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#,
      #"{"kty":"EC","crv":"P-384","x":"04N0xi21hshyvBp7I167sbE_bXqyqkAPfefdklMO7wY","y":"UI8exy-C06a7DUnjIdENkxeFtHM4-l_41LqEw9nVgmw"}"#,
      #"{"kty":"RSA","n":"AQAB","e":"AQAB"}"#, #"{"kty":"RSA","e":"AQAB"}"#, #"{"kty":"RSA","n":"","e":""}"#,
    ])
  func refused(jwk: String) throws {
    let jwk = try value(jwk)
    #expect(throws: KeyError.self) { try VerificationKey(jwk: jwk) }
  }

  @Test(
    "A JWK's own use decides",
    arguments: [
      (#""use":"enc""#, false), (#""use":"sig""#, true), (#""key_ops":["verify"]"#, true),
      (#""key_ops":["encrypt"]"#, false),
      (#""key_ops":[]"#, false), (#""alg":"ES256""#, true), (#""alg":"ES384""#, false), (#""alg":"RS256""#, false),
      (#""alg":"ECDH-ES""#, false),
      (#""alg":5"#, false), (#""kid":"""#, false), (#""kid":7"#, false), (#""x-unknown":{}"#, true),
    ])
  func use(member: String, isGood: Bool) throws {
    let jwk = try value(
      #"{"kty":"EC","crv":"P-256","x":"04N0xi21hshyvBp7I167sbE_bXqyqkAPfefdklMO7wY","y":"UI8exy-C06a7DUnjIdENkxeFtHM4-l_41LqEw9nVgmw",\#(member)}"#
    )
    let isAccepted = (try? VerificationKey(jwk: jwk)) != nil
    #expect(isAccepted == isGood)
  }

  @Test("Weak RSA keys", arguments: [1024, 2040])
  func smallRSA(bits: Int) throws {
    let modulus = [0x80] + (0..<(bits / 8 - 2)).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 3) } + [1]
    let jwk = try value(#"{"kty":"RSA","e":"AQAB","n":"\#(Base64URL.encode(modulus.map { UInt8($0) }))"}"#)
    #expect(throws: KeyError.self) { try VerificationKey(jwk: jwk) }
  }

  @Test("Even and tiny exponents", arguments: ["AQ", "Ag", "BA", "AQAA", "AQAAAAAAAAAB"])
  func exponents(exponent: String) throws {
    let set = JSONWebKeySet(keys: [try TestKeys.key(.rs384).verificationKey]).serialized()
    let text = String(decoding: set, as: UTF8.self).replacing("\"AQAB\"", with: "\"\(exponent)\"")
    #expect(try JSONWebKeySet(parsing: Array(text.utf8)).keys.isEmpty)
  }

  @Test("Sets: limits, bad members, published private members")
  func sets() throws {
    let good = JSONWebKeySet(keys: [try TestKeys.key(.es384).verificationKey])
    let text = String(decoding: good.serialized(), as: UTF8.self)
    let key = try #require(text.firstMatch(of: /\[(.*)\]/)?.output.1)
    #expect(throws: KeyError.self) { try JSONWebKeySet(parsing: Array("{}".utf8)) }
    #expect(throws: KeyError.self) { try JSONWebKeySet(parsing: Array("{\"keys\":{}}".utf8)) }
    #expect(throws: KeyError.self) { try JSONWebKeySet(parsing: []) }
    #expect(throws: KeyError.self) {
      try JSONWebKeySet(parsing: Array((text + String(repeating: " ", count: 65_536)).utf8))
    }
    let many = "{\"keys\":[" + Array(repeating: "{}", count: 65).joined(separator: ",") + "]}"
    #expect(throws: KeyError.self) { try JSONWebKeySet(parsing: Array(many.utf8)) }
    let mixed = try JSONWebKeySet(parsing: Array("{\"keys\":[{\"kty\":\"oct\"},3,\(key)]}".utf8))
    #expect(mixed.keys.count == 1)
    #expect(mixed.ignored.count == 2)
    let leaky = try JSONWebKeySet(parsing: Array(text.replacing("\"use\"", with: "\"d\":\"AAAA\",\"use\"").utf8))
    #expect(leaky.keys.first?.exposedPrivateMembers == true)
    #expect(!String(decoding: leaky.serialized(), as: UTF8.self).contains("\"d\""))
  }

  @Test("Generated keys sign, are published and found again", arguments: SignatureAlgorithm.allCases)
  func generated(algorithm: SignatureAlgorithm) throws {
    let key = try TestKeys.key(algorithm)
    let set = try JSONWebKeySet(parsing: JSONWebKeySet(keys: [key.verificationKey]).serialized())
    let found = try #require(set.key(named: key.keyID, for: algorithm))
    let message = Array("message".utf8)
    #expect(found.verifies(try key.sign(message), over: message, algorithm: algorithm))
    #expect(!found.verifies(try key.sign(message), over: message + [0], algorithm: algorithm))
    #expect(!found.verifies([], over: message, algorithm: algorithm))
    for other in SignatureAlgorithm.allCases where other != algorithm {
      #expect(!found.verifies(try key.sign(message), over: message, algorithm: other))
    }
  }

  @Test("A key without a name is named by its thumbprint")
  func naming() throws {
    let key = try SigningKey.generate(.es256)
    #expect(key.keyID == key.verificationKey.thumbprint)
  }

  @Test("Files: private to their owner, never overwritten, read back")
  func files() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(SecureRandom.uuid()).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let key = try TestKeys.key(.es384)
    try key.savePEM(toFile: path)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try SigningKey(contentsOfFile: path).verificationKey.thumbprint == key.verificationKey.thumbprint)
    #expect(throws: KeyError.self) { try key.savePEM(toFile: path) }
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    #expect(throws: KeyError.self) { try SigningKey(contentsOfFile: path) }
    #expect(throws: KeyError.self) { try SigningKey(contentsOfFile: path + "-missing") }
    #expect(throws: KeyError.self) { try SigningKey(contentsOfFile: FileManager.default.temporaryDirectory.path) }
  }

  @Test(
    "PEM that is no key of ours",
    arguments: [
      "", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
      "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
      "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n",
      "garbage",
    ])
  func badPEM(text: String) {
    #expect(throws: KeyError.self) { try SigningKey(pem: Array(text.utf8)) }
    #expect(throws: KeyError.self) { try VerificationKey(pem: Array(text.utf8), keyID: nil) }
  }

  @Test("Nothing of a private key shows")
  func reflection() throws {
    let key = try TestKeys.key(.es384)
    var dumped = ""
    dump(key, to: &dumped)
    #expect(!dumped.contains("handle"))
    #expect(Mirror(reflecting: key).children.isEmpty)
  }
}

@Suite("Digests, random bytes and base64url")
struct CryptographyTests {
  @Test("SHA-256 (FIPS 180-4) and HMAC (RFC 4231)")
  func digests() {
    #expect(
      SHA256Digest(of: "abc".utf8).hexadecimal == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(SHA256Digest(of: []).hexadecimal == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      SHA256Digest(of: "Hi There".utf8, key: Array(repeating: 0x0B, count: 20)).hexadecimal
        == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
    #expect(
      SHA256Digest(of: [], key: []).hexadecimal == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
    #expect(SHA256Digest(of: "a".utf8).equalsInConstantTime(SHA256Digest(of: "a".utf8)))
    #expect(!SHA256Digest(of: "a".utf8).equalsInConstantTime(SHA256Digest(of: "b".utf8)))
    #expect(SHA256Digest(bytes: [1, 2]) == nil)
  }

  @Test("UUIDs and tokens")
  func random() {
    let uuids = (0..<200).map { _ in SecureRandom.uuid() }
    #expect(Set(uuids).count == 200)
    for uuid in uuids {
      #expect(uuid.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
    }
    #expect(SecureRandom.token().utf8.count == 43)
    #expect(SecureRandom.bytes(0).isEmpty)
  }

  @Test(
    "base64url is canonical",
    arguments: [
      ("", []), ("AA", [0]), ("_-8", [0xFF, 0xEF]), ("AQID", [1, 2, 3]), ("A", nil), ("AB", nil), ("AA==", nil),
      ("AAB", nil),
      ("A A", nil), ("AA\n", nil), ("+/8", nil), ("AAAAA", nil), ("é", nil),
    ] as [(String, [UInt8]?)])
  func base64URL(text: String, bytes: [UInt8]?) {
    #expect(Base64URL.decode(text) == bytes)
    if let bytes { #expect(Base64URL.encode(bytes) == text) }
  }
}
