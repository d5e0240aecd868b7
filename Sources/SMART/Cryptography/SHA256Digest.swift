import COpenSSLShim

/// A SHA-256 digest: 32 bytes that stand for a message (FIPS 180-4).
public struct SHA256Digest: Sendable, Hashable, CustomStringConvertible {
  /// The 32 bytes.
  public let bytes: [UInt8]

  /// The digest of `message`.
  public init(of message: some Collection<UInt8>) {
    bytes = Self.run(message) { pointer, count, out in jose_sha256(pointer, count, out) }
  }

  /// The keyed digest (HMAC-SHA-256, RFC 2104) of `message` under `key`.
  public init(of message: some Collection<UInt8>, key: [UInt8]) {
    bytes = Self.run(message) { pointer, count, out in jose_hmac_sha256(key, key.count, pointer, count, out) }
  }

  /// A digest that was computed before; nil when `bytes` are not 32.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// Lower-case hexadecimal, 64 digits.
  public var hexadecimal: String {
    var text: [UInt8] = []
    text.reserveCapacity(64)
    let digits = Array("0123456789abcdef".utf8)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The same as ``hexadecimal``.
  public var description: String { hexadecimal }

  /// Whether two digests are equal, in a time that does not depend on where they differ: for comparing a keyed digest
  /// with one that somebody sent.
  public func equalsInConstantTime(_ other: SHA256Digest) -> Bool { jose_equal(bytes, other.bytes, 32) == 1 }

  private static func run(
    _ message: some Collection<UInt8>, _ body: (UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<UInt8>) -> Int32
  ) -> [UInt8] {
    var out = [UInt8](repeating: 0, count: 32)
    let copied: Int32? = message.withContiguousStorageIfAvailable { buffer in
      out.withUnsafeMutableBufferPointer { target in
        target.baseAddress.map { body(buffer.baseAddress, buffer.count, $0) } ?? 0
      }
    }
    let status =
      copied
      ?? Array(message).withUnsafeBufferPointer { buffer in
        out.withUnsafeMutableBufferPointer { target in
          target.baseAddress.map { body(buffer.baseAddress, buffer.count, $0) } ?? 0
        }
      }
    // Only a broken OpenSSL installation gets here (no SHA-256 provider). A digest of zeros would be trusted as if it
    // were one, so the process must not go on; no input can cause this.
    precondition(status == 1, "OpenSSL offers no SHA-256: check its configuration and providers.")
    return out
  }
}
