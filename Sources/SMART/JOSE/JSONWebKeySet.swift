import JSON

/// A set of public keys (JWK Set, RFC 7517, section 5).
///
/// Keys that cannot be used here (other types, for encryption, unsound) are left out and counted; a set with one such
/// key keeps working for the others.
public struct JSONWebKeySet: Sendable {
  /// At most this many bytes and keys are read.
  public static let byteLimit = 65_536, keyLimit = 64

  /// The keys that can verify signatures, in the set's order.
  public let keys: [VerificationKey]
  /// Why keys were left out, as "keys[2]: …"; for the log.
  public let ignored: [String]

  /// A set of these keys.
  public init(keys: [VerificationKey]) {
    self.keys = keys
    ignored = []
  }

  /// Reads a set.
  /// - Throws: ``KeyError`` when the bytes are no JWK Set, or one that is too large.
  public init(parsing bytes: [UInt8]) throws(KeyError) {
    let document: JSONDocument
    do {
      document = try JSONDocument(
        parsing: bytes, limits: JSONLimits(bytes: Self.byteLimit, depth: 8, nodes: 8192))
    } catch {
      throw .malformed("the JWK Set is not usable JSON (\(error.kind) at byte \(error.offset))")
    }
    guard let list = document.root["keys"], list.isArray else { throw .malformed("the JWK Set has no array \"keys\"") }
    guard list.count <= Self.keyLimit else { throw .malformed("the JWK Set has more than \(Self.keyLimit) keys") }
    var keys: [VerificationKey] = []
    var ignored: [String] = []
    for (index, element) in list.elements.enumerated() {
      do throws(KeyError) {
        let key = try VerificationKey(jwk: element)
        if key.exposedPrivateMembers { ignored.append("keys[\(index)]: its private members were published") }
        keys.append(key)
      } catch {
        ignored.append("keys[\(index)]: \(error.description)")
      }
    }
    self.keys = keys
    self.ignored = ignored
  }

  /// The one key named `keyID` that fits `algorithm`; nil when there is none, or more than one (RFC 7517 forbids two,
  /// and choosing would be guessing).
  public func key(named keyID: String, for algorithm: SignatureAlgorithm) -> VerificationKey? {
    let matches = keys.filter { $0.keyID == keyID && $0.fits(algorithm) }
    return matches.count == 1 ? matches[0] : nil
  }

  /// Whether any key has this name.
  public func contains(keyID: String) -> Bool { keys.contains { $0.keyID == keyID } }

  /// The set as a document to publish: public members only, each key with `kid`, `use` and, when known, `alg`.
  public func serialized() -> [UInt8] {
    var writer = JSONWriter()
    writer.object { set in
      set.key("keys")
      set.array { list in
        for key in keys {
          list.object { object in
            key.writePublicMembers(to: &object)
            object.member("kid", key.keyID ?? key.thumbprint)
            object.member("use", "sig")
            object.member("alg", key.algorithm?.rawValue)
          }
        }
      }
    }
    return writer.bytes
  }
}
