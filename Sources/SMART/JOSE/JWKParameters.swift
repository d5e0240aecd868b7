import COpenSSLShim
import JSON

/// The members of a JWK (RFC 7517; RFC 7518, section 6) that make its key.
struct JWKParameters {
  let keyID: String?
  let algorithm: SignatureAlgorithm?
  private let kind: KeyKind
  private let jwk: JSONValue

  init(_ jwk: JSONValue) throws(KeyError) {
    guard jwk.isObject else { throw .malformed("a JWK is a JSON object") }
    self.jwk = jwk
    switch (jwk["kty"].string, jwk["crv"].string) {
    case ("RSA", _): kind = .rsa
    case ("EC", "P-256"): kind = .p256
    case ("EC", "P-384"): kind = .p384
    default: throw .unsupportedType
    }
    if let text = jwk["alg"] {
      guard let name = text.string, let named = SignatureAlgorithm(rawValue: name) else {
        throw .unfit("\"alg\" names no algorithm that is accepted here")
      }
      guard named.keyKind == kind else { throw .unfit("\"alg\" does not belong to \"kty\" and \"crv\"") }
      algorithm = named
    } else {
      algorithm = nil
    }
    if let text = jwk["kid"] {
      guard let name = text.string, (1...256).contains(name.utf8.count) else {
        throw .malformed("\"kid\" is not a string of 1 to 256 bytes")
      }
      keyID = name
    } else {
      keyID = nil
    }
  }

  var hasPrivateMembers: Bool { ["d", "p", "q", "dp", "dq", "qi", "k", "oth"].contains { jwk[$0] != nil } }

  func publicKey() throws(KeyError) -> KeyHandle { try key(isPrivate: false) }

  func privateKey() throws(KeyError) -> KeyHandle {
    guard jwk["d"] != nil else { throw .malformed("\"d\" is missing: this is a public key") }
    guard jwk["oth"] == nil else { throw .malformed("RSA keys with more than two primes are not supported") }
    return try key(isPrivate: true)
  }

  private func key(isPrivate: Bool) throws(KeyError) -> KeyHandle {
    switch kind {
    case .rsa:
      let names = isPrivate ? ["n", "e", "d", "p", "q", "dp", "dq", "qi"] : ["n", "e"]
      var numbers: [UInt8] = []
      var lengths: [Int] = []
      for name in names {
        let number = jwk[name] == nil && name != "n" && name != "e" ? [] : try bytes(name, atMost: 1024)
        numbers += number
        lengths.append(number.count)
      }
      lengths += Array(repeating: 0, count: 8 - lengths.count)
      defer { jose_wipe(&numbers, numbers.count) }
      return try KeyHandle(adopting: jose_key_from_rsa(numbers, lengths))
    case .p256, .p384:
      let length = kind.coordinateLength
      let x = try bytes("x", exactly: length)
      let y = try bytes("y", exactly: length)
      var scalar = isPrivate ? try bytes("d", exactly: length) : []
      defer { jose_wipe(&scalar, scalar.count) }
      return try KeyHandle(adopting: jose_key_from_ec(kind.constant, x, y, length, scalar, scalar.count))
    }
  }

  private func bytes(_ member: String, atMost limit: Int) throws(KeyError) -> [UInt8] {
    guard let text = jwk[member].string, let bytes = Base64URL.decode(text), (1...limit).contains(bytes.count) else {
      throw .malformed("\"\(member)\" is not base64url text of 1 to \(limit) bytes")
    }
    return bytes
  }

  private func bytes(_ member: String, exactly length: Int) throws(KeyError) -> [UInt8] {
    guard let text = jwk[member].string, let bytes = Base64URL.decode(text), bytes.count == length else {
      throw .malformed("\"\(member)\" is not base64url text of \(length) bytes")
    }
    return bytes
  }
}
