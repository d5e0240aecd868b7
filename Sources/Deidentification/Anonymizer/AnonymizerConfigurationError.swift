/// Why an anonymizer configuration is refused, and where.
public struct AnonymizerConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The member at fault, as in `fhirPathRules[2].span`.
  public var path: String
  /// What is wrong and what would be right.
  public var message: String

  init(_ path: String, _ message: String) {
    self.path = path
    self.message = message
  }

  /// One plain sentence for people.
  public var description: String { path.isEmpty ? message : "\(path): \(message)" }
}
