import COpenSSLShim

/// Random numbers that nobody can guess, from OpenSSL's generator.
public enum SecureRandom {
  /// `count` random bytes.
  public static func bytes(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    // Failing means that the operating system gives no entropy. Going on with predictable identifiers would be worse
    // than stopping; no input can cause this.
    precondition(jose_random(&bytes, count) == 1, "OpenSSL's random generator has no entropy source.")
    return bytes
  }

  /// A random UUID (RFC 9562 version 4), lower case: for `hookInstance`, card and suggestion identifiers.
  public static func uuid() -> String {
    var bytes = bytes(16)
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for (index, byte) in bytes.enumerated() {
      if index == 4 || index == 6 || index == 8 || index == 10 { text.append(UInt8(ascii: "-")) }
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// `byteCount` random bytes as base64url text: for tokens, `state`, `jti` and PKCE verifiers. The 32 bytes of the
  /// default are 256 bits (SMART App Launch asks for at least 122).
  public static func token(byteCount: Int = 32) -> String { Base64URL.encode(bytes(byteCount)) }
}
