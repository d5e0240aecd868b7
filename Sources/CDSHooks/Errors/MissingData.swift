/// A required answer that could not be had.
public struct MissingData: Sendable, Hashable {
  /// The prefetch key.
  public let key: String
  /// What was asked for: `Type/…` or a type.
  public let type: String
  /// Why it could not be had, for people and without PHI.
  public let reason: String

  /// Something missing.
  public init(key: String, type: String, reason: String) {
    self.key = key
    self.type = type
    self.reason = reason
  }
}
