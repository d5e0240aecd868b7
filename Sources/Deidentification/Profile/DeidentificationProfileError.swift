/// Why a profile cannot be used, and where it is wrong.
public struct DeidentificationProfileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The member at fault, as in `elements.Patient.gender`.
  public var path: String
  /// What is wrong and what would be right.
  public var message: String

  /// Creates an error.
  public init(path: String, message: String) {
    self.path = path
    self.message = message
  }

  /// One plain sentence for people.
  public var description: String { path.isEmpty ? message : "\(path): \(message)" }
}
