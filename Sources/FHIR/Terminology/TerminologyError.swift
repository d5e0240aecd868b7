/// Why a question about codes has no answer. Names value sets and systems, never a patient's codes.
public struct TerminologyError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong. New kinds may be added; switch with a default.
  public struct Kind: Sendable, Hashable, CustomStringConvertible {
    /// A stable name.
    public let description: String

    /// No value set of this URL is held.
    public static let unknownValueSet = Kind(description: "unknownValueSet")
    /// No code system of this URL is held.
    public static let unknownCodeSystem = Kind(description: "unknownCodeSystem")
    /// A filter that is not supported, such as `regex`.
    public static let unsupportedFilter = Kind(description: "unsupportedFilter")
    /// Value sets that import each other in a circle, or too deeply.
    public static let cyclic = Kind(description: "cyclic")
    /// More codes than are kept.
    public static let tooCostly = Kind(description: "tooCostly")
    /// The resource is not a usable ValueSet or CodeSystem.
    public static let malformed = Kind(description: "malformed")
    /// The set is known, but whether the code is in it is not.
    public static let undetermined = Kind(description: "undetermined")
    /// A remote terminology server failed.
    public static let unavailable = Kind(description: "unavailable")
  }

  /// What is wrong.
  public var kind: Kind
  /// The canonical URL of the value set or code system.
  public var subject: String
  /// What was expected, in one clause.
  public var message: String

  /// Creates an error.
  public init(kind: Kind, subject: String, message: String) {
    self.kind = kind
    self.subject = subject
    self.message = message
  }

  /// One plain sentence for people.
  public var description: String { "\(subject): \(message)" }
}
