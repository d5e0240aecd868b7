import COpenSSL

/// AES in CBC mode with PKCS #7 padding, the initialisation vector in front, in Base64: the form that the FHIR
/// anonymizer's `encrypt` writes.
enum BlockCipher {
  /// Key lengths in bytes.
  static let keyLengths: Set<Int> = [16, 24, 32]

  static func encrypt(_ text: String, key: [UInt8], vector: [UInt8]) -> String? {
    let cipher: OpaquePointer?
    switch key.count {
    case 16: cipher = EVP_aes_128_cbc()
    case 24: cipher = EVP_aes_192_cbc()
    case 32: cipher = EVP_aes_256_cbc()
    default: return nil
    }
    guard vector.count == 16, let context = EVP_CIPHER_CTX_new() else { return nil }
    defer { EVP_CIPHER_CTX_free(context) }
    let plain = Array(text.utf8)
    guard plain.count < Int(Int32.max) - 32, EVP_EncryptInit_ex(context, cipher, nil, key, vector) == 1 else {
      return nil
    }
    var out = [UInt8](repeating: 0, count: plain.count + 32)
    var written: Int32 = 0
    var last: Int32 = 0
    guard EVP_EncryptUpdate(context, &out, &written, plain, Int32(plain.count)) == 1 else { return nil }
    let done = out.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { EVP_EncryptFinal_ex(context, $0 + Int(written), &last) } == 1
    }
    guard done else { return nil }
    return Base64.encode(vector + out.prefix(Int(written + last)))
  }
}

/// Base64 with padding (RFC 4648, section 4).
enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    out.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var word = 0
      for byte in group { word = word << 8 | Int(byte) }
      word <<= 8 * (3 - group.count)
      for place in 0..<4 {
        out.append(place <= group.count ? alphabet[word >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
