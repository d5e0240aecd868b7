/// A finding with the model that found it.
public struct StampedFinding: Sendable {
  /// The finding; for a merged card, the gravest.
  public var finding: Finding
  /// The model's id.
  public let modelID: String
  /// The model's version.
  public let modelVersion: String
  /// The model's name.
  public let modelName: String
  /// Findings of the same topic about the same order that were merged into this one.
  public internal(set) var merged: [Finding] = []
}
