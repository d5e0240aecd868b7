/// Why a document was not de-identified. Nothing of the document is in it.
public struct DeidentificationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of trouble it is. New kinds may be added; switch with a default.
  public struct Kind: Sendable, Hashable, CustomStringConvertible {
    /// A stable name, fit for metrics and tests.
    public let description: String
    /// The document is neither a resource nor a hook request nor feedback.
    public static let unknownDocument = Kind(description: "unknownDocument")
    /// The document is no JSON that FHIR allows.
    public static let unreadable = Kind(description: "unreadable")
    /// A rule cannot be applied to what it matches, and the configuration asks to stop then.
    public static let notApplicable = Kind(description: "notApplicable")
    /// The cryptographic library refused.
    public static let cryptography = Kind(description: "cryptography")
  }

  /// What kind of trouble it is.
  public var kind: Kind
  /// The rule or element of the definitions at fault; empty if none is.
  public var path: String
  /// What is wrong, in a clause.
  public var message: String

  init(_ kind: Kind, path: String = "", _ message: String) {
    self.kind = kind
    self.path = path
    self.message = message
  }

  /// One plain sentence for people.
  public var description: String { path.isEmpty ? message : "\(path): \(message)" }
}
