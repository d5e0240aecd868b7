/// Why a text is no search. The message never quotes values, which may identify a patient.
public struct SearchQueryError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The type or parameter name that is wrong, empty if there is none.
  public var part: String
  /// What was expected.
  public var message: String

  /// One plain sentence for people.
  public var description: String {
    part.isEmpty ? "search: \(message)" : "search: \(message) (at '\(part.prefix(64))')"
  }
}
