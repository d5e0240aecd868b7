import COpenSSLShim

/// HMAC-SHA-256 (RFC 2104), written as lower-case hexadecimal.
enum KeyedHash {
  static func hexadecimal(of text: String, key: String) -> String? {
    var digest = [UInt8](repeating: 0, count: 32)
    let key = Array(key.utf8)
    let message = Array(text.utf8)
    guard jose_hmac_sha256(key, key.count, message, message.count, &digest) == 1 else { return nil }
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
