public import Foundation
import JSON

/// Makes the assertions with which a client proves itself to Entra ID by the private key of a certificate.
///
/// Source: Microsoft identity platform, "Application authentication certificate credentials": PS256, `x5t#S256`, and `nbf`
/// beside the claims of RFC 7523. PS256 is signed here and nowhere accepted.
public struct CertificateAssertion: Sendable {
  /// The certificate's private key.
  private let key: SigningKey
  /// The application's id.
  private let clientID: String
  /// The SHA-256 thumbprint of the certificate, base64url.
  private let thumbprint: String

  /// Assertions of a client.
  /// - Throws: ``KeyError`` when the key is not an RSA key: Entra ID takes no other.
  public init(key: SigningKey, clientID: String, thumbprint: String) throws(KeyError) {
    _ = try key.signPSS(Array("chartside".utf8))
    self.key = key
    self.clientID = clientID
    self.thumbprint = thumbprint
  }

  /// An assertion for one request.
  /// - Parameters:
  ///   - audience: the token endpoint.
  ///   - now: `iat` and `nbf`, in whole seconds.
  ///   - lifetime: until `exp`.
  /// - Throws: ``KeyError`` when OpenSSL cannot sign.
  /// - Returns: the compact serialisation: a credential, to be sent and forgotten.
  public func token(audience: String, now: Date, lifetime: Duration = .seconds(300)) throws(KeyError) -> String {
    let issued = Int(now.timeIntervalSince1970)
    var header = JSONWriter()
    header.object { header in
      header.member("alg", "PS256")
      header.member("typ", "JWT")
      header.member("x5t#S256", thumbprint)
    }
    var claims = JSONWriter()
    claims.object { claims in
      claims.member("iss", clientID)
      claims.member("sub", clientID)
      claims.member("aud", audience)
      claims.member("iat", issued)
      claims.member("nbf", issued)
      claims.member("exp", issued + Int(lifetime.components.seconds))
      claims.member("jti", SecureRandom.token(byteCount: 16))
    }
    let input = Base64URL.encode(header.bytes) + "." + Base64URL.encode(claims.bytes)
    return input + "." + Base64URL.encode(try key.signPSS(Array(input.utf8)))
  }
}
