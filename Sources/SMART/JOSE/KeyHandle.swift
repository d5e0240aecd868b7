import COpenSSLShim

/// An OpenSSL key. Only ``VerificationKey`` and ``SigningKey`` hold one.
///
/// Sendable, although the compiler cannot see it: the pointer is set once in `init` and freed once in `deinit`, which
/// runs when no other thread can hold the object; between the two, the functions of COpenSSLShim only read the
/// EVP_PKEY, and OpenSSL 3 documents reading one key from several threads as safe (each call there makes its own
/// EVP_MD_CTX; what OpenSSL caches inside a key is behind its own locks).
final class KeyHandle: @unchecked Sendable, CustomReflectable {
  private let pointer: OpaquePointer
  let kind: KeyKind
  let bits: Int

  /// Takes over `pointer`; frees it and throws when the key is too weak or too large to be used.
  init(adopting pointer: OpaquePointer?) throws(KeyError) {
    guard let pointer else { throw KeyError.unsound }
    guard let kind = KeyKind(constant: jose_key_kind(pointer)) else {
      jose_key_free(pointer)
      throw KeyError.unsupportedType
    }
    self.pointer = pointer
    self.kind = kind
    bits = Int(jose_key_bits(pointer))
    guard kind == .rsa else { return }
    guard (2048...8192).contains(bits) else {
      throw KeyError.weak("an RSA key must have 2048 to 8192 bits; this has \(bits)")
    }
    let exponent = number(JOSE_NUMBER_RSA_EXPONENT)
    guard exponent.count <= 8, let last = exponent.last, last & 1 == 1, exponent.count > 1 || last >= 3 else {
      throw KeyError.weak("an RSA exponent must be odd, at least 3 and below 2^64")
    }
    guard !ROCAFingerprint.matches(modulus: number(JOSE_NUMBER_RSA_MODULUS)) else {
      throw KeyError.weak("the RSA key was made by a chip with the ROCA flaw (CVE-2017-15361)")
    }
  }

  deinit { jose_key_free(pointer) }

  var customMirror: Mirror { Mirror(self, children: [:]) }

  /// A public number of the key, big-endian; coordinates are padded to the curve's length.
  func number(_ which: some BinaryInteger) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 2048)
    let count = jose_key_number(pointer, Int32(which), &bytes, bytes.count, kind.coordinateLength)
    return Array(bytes.prefix(count))
  }

  func verifies(_ signature: [UInt8], over message: [UInt8], algorithm: SignatureAlgorithm) -> Bool {
    guard algorithm.keyKind == kind else { return false }
    return jose_verify(pointer, algorithm.digestBits, message, message.count, signature, signature.count) == 1
  }

  func sign(_ message: [UInt8], algorithm: SignatureAlgorithm) throws(KeyError) -> [UInt8] {
    guard algorithm.keyKind == kind else { throw KeyError.unfit("the key cannot be used with \(algorithm.rawValue)") }
    var signature = [UInt8](repeating: 0, count: 1024)
    let count = jose_sign(pointer, algorithm.digestBits, message, message.count, &signature, signature.count)
    guard count > 0 else { throw KeyError.signingFailed }
    return Array(signature.prefix(count))
  }

  /// A PS256 signature: made for a server that wants no other, and accepted nowhere here.
  func signPSS(_ message: [UInt8]) throws(KeyError) -> [UInt8] {
    guard kind == .rsa else { throw KeyError.unfit("it cannot sign with PS256") }
    var signature = [UInt8](repeating: 0, count: 1024)
    let count = jose_sign_pss(pointer, message, message.count, &signature, signature.count)
    guard count > 0 else { throw KeyError.signingFailed }
    return Array(signature.prefix(count))
  }

  /// The key as PEM; the caller wipes a private one.
  func pem(isPrivate: Bool) throws(KeyError) -> [UInt8] {
    var text = [UInt8](repeating: 0, count: 16_384)
    let count = jose_key_to_pem(pointer, isPrivate ? 1 : 0, &text, text.count)
    guard count > 0 else { throw KeyError.unsound }
    defer { jose_wipe(&text, text.count) }
    return Array(text.prefix(count))
  }
}
