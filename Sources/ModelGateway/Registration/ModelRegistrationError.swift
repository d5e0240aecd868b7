/// Why a Library does not register a model.
public struct ModelRegistrationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The element.
  public let path: String
  /// What is wrong with it and what belongs there.
  public let message: String

  init(_ path: String, _ message: String) {
    self.path = path
    self.message = message
  }

  /// One sentence.
  public var description: String { "\(path): \(message)" }
}
