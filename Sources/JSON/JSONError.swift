/// Why a text is not an acceptable JSON document, and where.
///
/// The message never quotes the document, which may hold health data: it names bytes by offset and members by path.
public struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong. New kinds may be added; switch with a default.
  public struct Kind: Sendable, Hashable, CustomStringConvertible {
    /// A stable name, fit for metrics and tests.
    public let description: String

    /// The text breaks the grammar of RFC 8259.
    public static let syntax = Kind(description: "syntax")
    /// The bytes are not UTF-8, or an escape names half a surrogate pair.
    public static let encoding = Kind(description: "encoding")
    /// An object has two members of the same name.
    public static let duplicateKey = Kind(description: "duplicateKey")
    /// The text is longer than ``JSONLimits/bytes``.
    public static let tooLong = Kind(description: "tooLong")
    /// Arrays and objects are nested deeper than ``JSONLimits/depth``.
    public static let tooDeep = Kind(description: "tooDeep")
    /// There are more values than ``JSONLimits/nodes``, or more than 16 million distinct member names.
    public static let tooManyNodes = Kind(description: "tooManyNodes")
  }

  /// What is wrong.
  public var kind: Kind
  /// The byte at which it was noticed, from 0.
  public var offset: Int
  /// The member or element being read, as in `prefetch.patient.name[0]`; empty at the top level.
  public var path: String
  /// What was expected or exceeded, in one clause.
  public var message: String

  /// Creates an error.
  public init(kind: Kind, offset: Int, path: String, message: String) {
    self.kind = kind
    self.offset = offset
    self.path = path
    self.message = message
  }

  /// One plain sentence for people.
  public var description: String {
    "\(message) at byte \(offset)" + (path.isEmpty ? "" : " (\(path))")
  }
}
