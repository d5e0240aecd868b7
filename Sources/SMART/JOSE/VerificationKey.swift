import COpenSSLShim
public import JSON

/// A public key that may verify signatures, with what its JWK says about its use (RFC 7517, section 4).
public struct VerificationKey: Sendable {
  let handle: KeyHandle
  /// The key's name within its set.
  public let keyID: String?
  /// The only algorithm that the key may be used with, when its JWK names one.
  public let algorithm: SignatureAlgorithm?
  /// Whether the JWK held private members too. They were not read; whoever published them must make a new key.
  public let exposedPrivateMembers: Bool

  /// The key's type and curve.
  public var kind: KeyKind { handle.kind }
  /// The modulus's or the curve's size.
  public var bits: Int { handle.bits }

  init(handle: KeyHandle, keyID: String?, algorithm: SignatureAlgorithm?, exposedPrivateMembers: Bool = false) {
    self.handle = handle
    self.keyID = keyID
    self.algorithm = algorithm
    self.exposedPrivateMembers = exposedPrivateMembers
  }

  /// Reads the public part of a JWK and proves that it is sound and meant for verifying.
  /// - Throws: ``KeyError`` that names the member at fault.
  public init(jwk: JSONValue) throws(KeyError) {
    if let use = jwk["use"], !use.stringEquals("sig") { throw .unfit("\"use\" is not \"sig\"") }
    if let operations = jwk["key_ops"], !operations.elements.contains(where: { $0.stringEquals("verify") }) {
      throw .unfit("\"key_ops\" does not list \"verify\"")
    }
    let parameters = try JWKParameters(jwk)
    try self.init(
      handle: parameters.publicKey(), keyID: parameters.keyID, algorithm: parameters.algorithm,
      exposedPrivateMembers: parameters.hasPrivateMembers)
  }

  /// Reads a public key from PEM (`BEGIN PUBLIC KEY`).
  public init(pem: [UInt8], keyID: String?, algorithm: SignatureAlgorithm? = nil) throws(KeyError) {
    let handle = try KeyHandle(adopting: jose_key_from_pem(pem, pem.count, 0))
    if let algorithm, algorithm.keyKind != handle.kind { throw .unfit("it cannot be used with \(algorithm.rawValue)") }
    self.init(handle: handle, keyID: keyID, algorithm: algorithm)
  }

  /// Whether the key may be used with `algorithm`: by its type and curve, and by its JWK.
  public func fits(_ algorithm: SignatureAlgorithm) -> Bool {
    algorithm.keyKind == kind && (self.algorithm == nil || self.algorithm == algorithm)
  }

  /// Whether `signature` is this key's over `message`. ECDSA signatures have fixed length (RFC 7518, section 3.4).
  public func verifies(_ signature: [UInt8], over message: [UInt8], algorithm: SignatureAlgorithm) -> Bool {
    fits(algorithm) && handle.verifies(signature, over: message, algorithm: algorithm)
  }

  /// The key's thumbprint (RFC 7638): the same for the same key, whatever it is called. Base64url of a SHA-256.
  public var thumbprint: String {
    var writer = JSONWriter()
    // The required members in lexicographic order, no white space.
    writer.object { object in writePublicMembers(to: &object) }
    return Base64URL.encode(SHA256Digest(of: writer.bytes).bytes)
  }

  /// Writes the members of the JWK that are the key itself, in lexicographic order.
  func writePublicMembers(to writer: inout JSONWriter) {
    switch kind {
    case .rsa:
      writer.member("e", Base64URL.encode(handle.number(JOSE_NUMBER_RSA_EXPONENT)))
      writer.member("kty", kind.keyType)
      writer.member("n", Base64URL.encode(handle.number(JOSE_NUMBER_RSA_MODULUS)))
    case .p256, .p384:
      writer.member("crv", kind.curve)
      writer.member("kty", kind.keyType)
      writer.member("x", Base64URL.encode(handle.number(JOSE_NUMBER_EC_X)))
      writer.member("y", Base64URL.encode(handle.number(JOSE_NUMBER_EC_Y)))
    }
  }
}
