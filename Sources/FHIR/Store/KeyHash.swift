/// The hashes under which codes, ids and URLs are filed.
enum KeyHash {
  static func of(_ key: UnsafeRawBufferPointer, salt: Int = 0) -> Int {
    var hasher = Hasher()
    hasher.combine(salt)
    hasher.combine(bytes: key)
    return hasher.finalize()
  }

  /// The hash of a pair; its parts' border counts.
  static func of(_ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer, salt: Int = 0) -> Int {
    var hasher = Hasher()
    hasher.combine(salt)
    hasher.combine(first.count)
    hasher.combine(bytes: first)
    hasher.combine(bytes: second)
    return hasher.finalize()
  }

  static func of(_ key: String, salt: Int = 0) -> Int {
    var key = key
    return key.withUTF8 { of(UnsafeRawBufferPointer($0), salt: salt) }
  }

  static func of(_ first: String, _ second: String, salt: Int = 0) -> Int {
    var (first, second) = (first, second)
    return first.withUTF8 { first in
      second.withUTF8 { second in of(UnsafeRawBufferPointer(first), UnsafeRawBufferPointer(second), salt: salt) }
    }
  }
}
