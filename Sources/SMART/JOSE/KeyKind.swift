import COpenSSLShim

/// A key's type and, for elliptic curves, the curve.
public enum KeyKind: Sendable, Hashable {
  /// RSA with 2048 to 8192 bits.
  case rsa
  /// NIST P-256.
  case p256
  /// NIST P-384.
  case p384

  /// The JWK member `kty`.
  public var keyType: String { self == .rsa ? "RSA" : "EC" }

  /// The JWK member `crv`; nil for RSA.
  public var curve: String? {
    switch self {
    case .rsa: nil
    case .p256: "P-256"
    case .p384: "P-384"
    }
  }

  /// The length of one coordinate in bytes; 0 for RSA.
  var coordinateLength: Int {
    switch self {
    case .rsa: 0
    case .p256: 32
    case .p384: 48
    }
  }

  /// The constant that the C functions use.
  var constant: Int32 {
    switch self {
    case .rsa: Int32(JOSE_KIND_RSA)
    case .p256: Int32(JOSE_KIND_P256)
    case .p384: Int32(JOSE_KIND_P384)
    }
  }

  init?(constant: Int32) {
    guard let kind = [KeyKind.rsa, .p256, .p384].first(where: { $0.constant == constant }) else { return nil }
    self = kind
  }
}
