public import Foundation
import JSON

/// Makes signed tokens: for calls of CDS services (as an EHR does; CDS Hooks, "Trusting CDS Clients") and for SMART
/// Backend Services. Each token has a fresh random `jti` and is meant to be sent once.
public struct JWTSigner: Sendable {
  /// The key.
  public let key: SigningKey
  /// The `iss` of every token.
  public let issuer: String
  /// The `jku` of every token, when the keys are published.
  public let keyURL: String?

  /// A signer.
  public init(key: SigningKey, issuer: String, keyURL: String? = nil) {
    self.key = key
    self.issuer = issuer
    self.keyURL = keyURL
  }

  /// A token for one call.
  /// - Parameters:
  ///   - audience: the URL that will be called, as its service knows it.
  ///   - now: `iat`, in whole seconds.
  ///   - lifetime: until `exp`; 5 minutes is what both specifications expect.
  ///   - subject: `sub`; Backend Services need it, CDS Hooks has none.
  ///   - tenant: `tenant` (CDS Hooks).
  /// - Throws: ``KeyError`` when OpenSSL cannot sign.
  /// - Returns: the compact serialisation: a credential, to be sent and forgotten.
  public func token(
    audience: String, now: Date, lifetime: Duration = .seconds(300), subject: String? = nil, tenant: String? = nil
  ) throws(KeyError) -> String {
    let issued = Int(now.timeIntervalSince1970)
    var claims = JSONWriter()
    claims.object { claims in
      claims.member("iss", issuer)
      claims.member("sub", subject)
      claims.member("aud", audience)
      claims.member("iat", issued)
      claims.member("exp", issued + Int(lifetime.components.seconds))
      claims.member("jti", SecureRandom.token(byteCount: 16))
      claims.member("tenant", tenant)
    }
    return try CompactJWS.sign(payload: claims.bytes, with: key) { header in
      header.member("typ", "JWT")
      header.member("jku", keyURL)
    }
  }
}
