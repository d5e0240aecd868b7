/// A key cannot be read or used. The text never holds any part of the key.
public struct KeyError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong and how to mend it, in one sentence.
  public let description: String

  static let unsound = KeyError(
    description: "The key is not valid: its numbers do not belong together, the point is not on its curve, or the text"
      + " is damaged or encrypted.")
  static let unsupportedType = KeyError(
    description: "The key's type is not supported: use RSA (2048 to 8192 bits), P-384 or P-256.")
  static let signingFailed = KeyError(description: "OpenSSL could not sign with the key.")
  static func weak(_ reason: String) -> KeyError {
    KeyError(description: "The key is too weak or too large: \(reason).")
  }
  static func unfit(_ reason: String) -> KeyError { KeyError(description: "The key does not fit its use: \(reason).") }
  static func malformed(_ reason: String) -> KeyError { KeyError(description: "The key is malformed: \(reason).") }
  static func file(_ reason: String) -> KeyError { KeyError(description: reason) }
}
