/// Another model version answered than the registered one.
public struct ModelDrift: Sendable, Hashable {
  /// The registered one.
  public let expected: String
  /// The one that says it answered; nil when it did not say, or not in a form fit for a log.
  public let answered: String?
  /// The server's name for the state of its system.
  public let systemFingerprint: String?

  /// A drift.
  public init(expected: String, answered: String?, systemFingerprint: String?) {
    self.expected = expected
    self.answered = answered
    self.systemFingerprint = systemFingerprint
  }
}
