/// A rule that a response broke, and what was done about it.
public struct RuleFinding: Sendable, Hashable {
  /// What was done.
  public enum Remedy: String, Sendable, Hashable {
    /// Mended without touching what the card says.
    case repaired
    /// A part that cannot be sent was left out.
    case removed
    /// The card was replaced by a plain notice of the same severity.
    case replaced
  }

  /// The rule.
  public let rule: ResponseRule
  /// Where, as a path into the response before repair (`cards[0].suggestions[1].label`).
  public let path: String
  /// What was done.
  public let remedy: Remedy

  /// A finding.
  public init(rule: ResponseRule, path: String, remedy: Remedy) {
    self.rule = rule
    self.path = path
    self.remedy = remedy
  }
}
