/// What went wrong, and where: every error of ELM, evaluation and data is one of these.
public struct CQLError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The sort of error.
  public enum Kind: Sendable, Hashable {
    /// The ELM is not what the schema says.
    case malformed
    /// A name that nothing defines, or a library that nobody supplied.
    case unresolved
    /// An operation on values that it is not defined for.
    case type
    /// A value out of range, a list where one item must be, a failed strict cast.
    case value
    /// Something that this engine does not do: external functions, unknown models.
    case unsupported
    /// A value set or code system that cannot be asked.
    case terminology
    /// The step, depth or size budget is used up.
    case limit
    /// The deadline has passed.
    case deadline
    /// The library itself said so: `Message` of severity Error.
    case message
  }

  /// The sort of error.
  public let kind: Kind
  /// What is wrong, in one sentence without a period.
  public let message: String
  /// The library in which it happened.
  public internal(set) var library: LibraryIdentifier?
  /// The define in which it happened.
  public internal(set) var define: String?
  /// The place in the library's source, or nil where the tree does not know.
  public internal(set) var locator: SourceRange?

  /// An error.
  public init(
    _ kind: Kind, _ message: String, library: LibraryIdentifier? = nil, define: String? = nil,
    locator: SourceRange? = nil
  ) {
    self.kind = kind
    self.message = message
    self.library = library
    self.define = define
    self.locator = locator
  }

  /// `Common|1.0 "Has Diabetes" 8:3-8:20: message`
  public var description: String {
    let place = [library.map(\.description), define.map { "\"\($0)\"" }, locator.map(\.description)].compactMap(\.self)
    return place.isEmpty ? message : "\(place.joined(separator: " ")): \(message)"
  }

  static func mismatch(_ name: String, _ operands: [CQLValue]) -> CQLError {
    CQLError(.type, "\(name) is not defined for \(operands.map(\.typeName).joined(separator: " and "))")
  }
}
