/// The signature algorithms that are accepted and made (RFC 7518, section 3.1). There are no others: `none`, HS*, PS*
/// and the rest cannot be named here, so they cannot be allowed by mistake.
public enum SignatureAlgorithm: String, Sendable, Hashable, CaseIterable {
  /// RSASSA-PKCS1-v1_5 with SHA-256.
  case rs256 = "RS256"
  /// RSASSA-PKCS1-v1_5 with SHA-384.
  case rs384 = "RS384"
  /// ECDSA on P-256 with SHA-256.
  case es256 = "ES256"
  /// ECDSA on P-384 with SHA-384.
  case es384 = "ES384"

  /// What CDS Hooks recommends, and SMART demands that both sides know: ES384 and RS384.
  public static let recommended: Set<SignatureAlgorithm> = [.es384, .rs384]

  /// The kind of key that the algorithm needs.
  var keyKind: KeyKind {
    switch self {
    case .rs256, .rs384: .rsa
    case .es256: .p256
    case .es384: .p384
    }
  }

  /// The digest's length in bits.
  var digestBits: Int32 {
    switch self {
    case .rs256, .es256: 256
    case .rs384, .es384: 384
    }
  }
}
