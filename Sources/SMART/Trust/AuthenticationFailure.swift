/// A call could not be authenticated. For the audit log only: the caller gets one bare 401, whatever the reason, so
/// that nobody can feel their way to a token that passes.
public struct AuthenticationFailure: Error, Sendable, Equatable {
  /// Why.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    /// No `Authorization` header.
    case missingToken
    /// The header is not `Bearer` and one token.
    case notBearer
    /// The token is longer than 16 KiB.
    case tokenTooLong
    /// Not three canonical base64url parts with JSON objects inside.
    case malformedToken
    /// The header has `crit`, `b64`, `zip`, `jwk`, `x5c` or `x5u`.
    case forbiddenHeader
    /// `typ` is not `JWT`.
    case wrongType
    /// `kid` is missing, or not a string of 1 to 256 bytes.
    case missingKeyID
    /// `iss` is missing or not a string.
    case missingIssuer
    /// No registration has this `iss`.
    case unknownIssuer
    /// A token is required, and no client is registered that could have one.
    case noRegisteredClient
    /// `alg` is unknown, or not allowed to this client.
    case algorithmNotAllowed
    /// `jku` is not the registered URL.
    case wrongKeyURL
    /// The client's key set could not be fetched.
    case keysUnavailable
    /// The client has no key, or more than one, with this `kid` for this `alg`.
    case unknownKey
    /// The key is a published test key.
    case publishedTestKey
    /// The signature is not the key's.
    case badSignature
    /// `aud` does not name the URL that was called.
    case wrongAudience
    /// `exp` or `iat` is missing or no sensible number, or a time claim that is optional is malformed.
    case malformedTimes
    /// `exp` has passed.
    case expired
    /// `iat` or `nbf` lies in the future.
    case notYetValid
    /// `exp` − `iat` is longer than allowed, or not positive.
    case lifetimeTooLong
    /// `tenant` is not one that is served.
    case wrongTenant
    /// `sub` is not the registered one.
    case wrongSubject
    /// `jti` is missing, or not a string of 1 to 256 bytes.
    case missingTokenID
    /// The token was used before.
    case replayed
    /// The replay store failed or is full: nothing is let through unchecked.
    case replayStoreUnavailable
  }

  /// Why.
  public let reason: Reason
  /// The registration that the token claims to come from, when there is one. Believe it only as far as
  /// ``isSignatureVerified`` goes.
  public let registrationName: String?
  /// The `kid` as sent, cut to 64 printable ASCII characters.
  public let keyID: String?
  /// Whether the failure came after the signature was found good.
  public let isSignatureVerified: Bool

  /// A token is required, and no client is registered that could have one.
  public static let noRegisteredClient = AuthenticationFailure(.noRegisteredClient)

  init(_ reason: Reason, registrationName: String? = nil, keyID: String? = nil, isSignatureVerified: Bool = false) {
    self.reason = reason
    self.registrationName = registrationName
    self.keyID = keyID.map { text in
      String(decoding: text.utf8.prefix(64).map { (0x21...0x7E).contains($0) ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
    }
    self.isSignatureVerified = isSignatureVerified
  }
}
