/// The answer to a data requirement: what came, checked, and whether it is all there is.
public struct RequirementResult: Sendable {
  /// The requirement.
  public let requirement: DataRequirement
  /// The resources that are of the right type, patient and codes, in the order received.
  public let resources: [ChartResource]
  /// Why it may not be all; empty when it is. Only then may a model say "the latest" or "none on record".
  public let gaps: [ChartGap]

  /// Whether the answer is complete.
  public var isComplete: Bool { gaps.isEmpty }
}
