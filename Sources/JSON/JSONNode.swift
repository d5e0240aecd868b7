/// What a value is. Strings are told apart by whether their text holds escapes, so that most are read without a copy.
public enum JSONKind: UInt8, Sendable {
  /// The literal `null`.
  case null
  /// The literal `false`.
  case `false`
  /// The literal `true`.
  case `true`
  /// A number; its text is kept as written.
  case number
  /// A string whose bytes are its value.
  case string
  /// A string that holds at least one `\` escape.
  case escapedString
  /// An array.
  case array
  /// An object.
  case object
}

/// One value of a document: 16 bytes on the tape, in document order.
///
/// The first child of an array or object is the node after it; the next sibling of any node is at ``next``.
@frozen public struct JSONNode: Sendable {
  /// The first byte of the value's text; for a string the one after the opening quote.
  public let start: UInt32
  /// One past the last byte; for a string the closing quote.
  public internal(set) var end: UInt32
  /// The index one past the last descendant, that is the next sibling's if there is one.
  public internal(set) var next: UInt32
  /// The interned name in the upper 24 bits, the kind in the lower 8.
  @usableFromInline let keyAndKind: UInt32

  @inline(__always) init(start: UInt32, end: UInt32, next: UInt32, key: UInt32, kind: JSONKind) {
    self.start = start
    self.end = end
    self.next = next
    self.keyAndKind = key &<< 8 | UInt32(kind.rawValue)
  }

  /// The key of an array's element or of the root.
  @usableFromInline static let noKey: UInt32 = 0xFF_FFFF

  /// What the value is.
  @inlinable public var kind: JSONKind {
    // Every node is written with a JSONKind's raw value, so the fallback is never taken.
    JSONKind(rawValue: UInt8(truncatingIfNeeded: keyAndKind)) ?? .null
  }

  /// The interned name of the member that this value belongs to; -1 for an array's element or the root.
  @inlinable public var keyID: Int {
    let key = keyAndKind &>> 8
    return key == JSONNode.noKey ? -1 : Int(key)
  }
}
