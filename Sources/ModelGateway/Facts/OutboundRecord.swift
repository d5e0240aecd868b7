public import FHIR

/// A record as it may leave, and the one it came from.
public struct OutboundRecord: Sendable {
  /// What may leave; its id is a pseudonym.
  public let content: Resource
  /// The chart's record, which stays.
  public let original: Resource

  /// A pair.
  public init(content: Resource, original: Resource) {
    self.content = content
    self.original = original
  }
}
