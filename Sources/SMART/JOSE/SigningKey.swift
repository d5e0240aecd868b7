import COpenSSLShim
import Foundation
public import JSON

/// A private key that signs with one algorithm. It has no description, and nothing of it can be encoded by accident:
/// only ``savePEM(toFile:)`` writes it.
public struct SigningKey: Sendable, CustomReflectable {
  private let handle: KeyHandle
  /// The algorithm that the key signs with.
  public let algorithm: SignatureAlgorithm
  /// The key's name in published sets: its thumbprint (RFC 7638) unless another was given.
  public let keyID: String

  /// Shows nothing, so that no debugger print or log can hold the key.
  public var customMirror: Mirror { Mirror(self, children: [:]) }

  private init(handle: KeyHandle, algorithm: SignatureAlgorithm?, keyID: String?) throws(KeyError) {
    let natural: SignatureAlgorithm =
      switch handle.kind {
      case .rsa: .rs384
      case .p256: .es256
      case .p384: .es384
      }
    let algorithm = algorithm ?? natural
    guard algorithm.keyKind == handle.kind else { throw .unfit("it cannot sign with \(algorithm.rawValue)") }
    self.handle = handle
    self.algorithm = algorithm
    self.keyID = keyID ?? VerificationKey(handle: handle, keyID: nil, algorithm: nil).thumbprint
    // A start-up test: a key that cannot verify what it signs (a damaged file, a wrong provider) shows itself here and
    // not as a refused call at three in the morning.
    let message = Array("chartside".utf8)
    guard handle.verifies(try handle.sign(message, algorithm: algorithm), over: message, algorithm: algorithm) else {
      throw .signingFailed
    }
  }

  /// Makes a new key: P-384 for ES384, P-256 for ES256, RSA with 3072 bits for RS256 and RS384.
  public static func generate(_ algorithm: SignatureAlgorithm, keyID: String? = nil) throws(KeyError) -> SigningKey {
    let handle = try KeyHandle(adopting: jose_key_generate(algorithm.keyKind.constant, 3072))
    return try SigningKey(handle: handle, algorithm: algorithm, keyID: keyID)
  }

  /// Reads an unencrypted private key from PEM. Without `algorithm`, RSA keys sign with RS384.
  public init(pem: [UInt8], algorithm: SignatureAlgorithm? = nil, keyID: String? = nil) throws(KeyError) {
    let handle = try KeyHandle(adopting: jose_key_from_pem(pem, pem.count, 1))
    try self.init(handle: handle, algorithm: algorithm, keyID: keyID)
  }

  /// Reads a private JWK (RFC 7517). Its `alg` and `kid` are kept; it may not be one for encryption.
  public init(jwk: JSONValue) throws(KeyError) {
    if let use = jwk["use"], !use.stringEquals("sig") { throw .unfit("\"use\" is not \"sig\"") }
    if let operations = jwk["key_ops"], !operations.elements.contains(where: { $0.stringEquals("sign") }) {
      throw .unfit("\"key_ops\" does not list \"sign\"")
    }
    let parameters = try JWKParameters(jwk)
    try self.init(handle: parameters.privateKey(), algorithm: parameters.algorithm, keyID: parameters.keyID)
  }

  /// The public half, as others see it.
  public var verificationKey: VerificationKey { VerificationKey(handle: handle, keyID: keyID, algorithm: algorithm) }

  /// The signature over `message` in JWS form.
  public func sign(_ message: [UInt8]) throws(KeyError) -> [UInt8] { try handle.sign(message, algorithm: algorithm) }

  /// A PS256 signature over `message`, for ``CertificateAssertion`` alone.
  func signPSS(_ message: [UInt8]) throws(KeyError) -> [UInt8] { try handle.signPSS(message) }

  /// The public half as PEM (`BEGIN PUBLIC KEY`).
  public func publicPEM() throws(KeyError) -> String {
    String(decoding: try handle.pem(isPrivate: false), as: UTF8.self)
  }

  /// Reads a private key from a file: PEM, or a JWK when the text begins with `{`.
  /// - Throws: ``KeyError`` also when others than the file's owner may read it.
  public init(contentsOfFile path: String, algorithm: SignatureAlgorithm? = nil, keyID: String? = nil) throws(KeyError)
  {
    var bytes = try PrivateKeyFile.read(path)
    defer { jose_wipe(&bytes, bytes.count) }
    guard bytes.first == UInt8(ascii: "{") else {
      try self.init(pem: bytes, algorithm: algorithm, keyID: keyID)
      return
    }
    guard let document = try? JSONDocument(parsing: bytes, limits: JSONLimits(bytes: 65_536, depth: 4, nodes: 64))
    else {
      throw .file("\(path) is neither PEM nor one JWK.")
    }
    try self.init(jwk: document.root)
  }

  /// Writes the key as unencrypted PKCS#8 PEM into a new file that only its owner may read (mode 0600).
  /// - Throws: ``KeyError`` when the file exists already: keys are never overwritten.
  public func savePEM(toFile path: String) throws(KeyError) {
    var pem = try handle.pem(isPrivate: true)
    defer { jose_wipe(&pem, pem.count) }
    try PrivateKeyFile.write(pem, to: path)
  }
}
