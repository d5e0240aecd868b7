public import JSON

/// A JWS in compact serialisation (RFC 7515, section 7.1), read strictly and not yet trusted.
public struct CompactJWS: Sendable, CustomReflectable {
  /// Longer tokens are refused unread.
  public static let byteLimit = 16_384

  /// The protected header: one JSON object without duplicate members.
  public let header: JSONValue
  /// The signed bytes.
  public let payload: [UInt8]
  /// The algorithm that the header names. Nothing but a hint until a key that fits it verified the signature.
  public let algorithm: SignatureAlgorithm
  private let signature: [UInt8]
  private let signingInput: [UInt8]

  /// Shows nothing: a token is a credential.
  public var customMirror: Mirror { Mirror(self, children: [:]) }

  /// Reads the three parts. Header members that would change how the token is checked or where its key comes from
  /// (`crit`, `b64`, `zip`, `jwk`, `x5c`, `x5u`) are refused, never ignored.
  public init(parsing token: some Collection<UInt8>) throws(JWSError) {
    guard token.count <= Self.byteLimit else { throw .tooLong }
    let parts = token.split(separator: UInt8(ascii: "."), maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, !parts[2].isEmpty else { throw .notThreeParts }
    guard let header = Base64URL.decode(parts[0]), let payload = Base64URL.decode(parts[1]),
      let signature = Base64URL.decode(parts[2])
    else { throw .notBase64URL }
    self.header = try Self.object(header)
    for member in ["crit", "b64", "zip", "jwk", "x5c", "x5u"] where self.header[member] != nil {
      throw .forbiddenHeader(member)
    }
    guard let name = self.header["alg"].string, let algorithm = SignatureAlgorithm(rawValue: name) else {
      throw .algorithmNotAllowed
    }
    self.algorithm = algorithm
    self.payload = payload
    self.signature = signature
    signingInput = Array(token.prefix(parts[0].count + 1 + parts[1].count))
  }

  /// Whether `key` made the signature. The key's own `alg`, `kty` and `crv` must fit the header's algorithm.
  public func isSigned(by key: VerificationKey) -> Bool {
    key.verifies(signature, over: signingInput, algorithm: algorithm)
  }

  /// One JSON object without duplicate members, within the limits of a token.
  static func object(_ bytes: [UInt8]) throws(JWSError) -> JSONValue {
    guard
      let document = try? JSONDocument(parsing: bytes, limits: JSONLimits(bytes: byteLimit, depth: 8, nodes: 1024)),
      document.root.isObject
    else { throw .notOneObject }
    return document.root
  }

  /// Signs `payload`; `header` writes further protected members after `alg` and `kid`.
  static func sign(
    payload: [UInt8], with key: SigningKey, header: (inout JSONWriter) -> Void
  ) throws(KeyError) -> String {
    var writer = JSONWriter()
    writer.object { object in
      object.member("alg", key.algorithm.rawValue)
      object.member("kid", key.keyID)
      header(&object)
    }
    let input = Base64URL.encode(writer.bytes) + "." + Base64URL.encode(payload)
    return input + "." + Base64URL.encode(try key.sign(Array(input.utf8)))
  }
}
