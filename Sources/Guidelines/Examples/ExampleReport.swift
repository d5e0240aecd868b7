/// What came of one example: which cards, why, and how they differ from what was expected.
public struct ExampleReport: Sendable {
  /// The service's id.
  public let service: String
  /// The example's folder name.
  public let name: String
  /// Why the example exists, in its author's words.
  public let description: String
  /// One line a card: its indicator and summary.
  public let cards: [String]
  /// The differences, one line each; empty when the example passes.
  public let differences: [String]

  /// Whether the example gave what it must.
  public var passed: Bool { differences.isEmpty }
}
