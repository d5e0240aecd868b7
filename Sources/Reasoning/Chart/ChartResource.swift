public import FHIR

/// A resource of the patient's chart, and where it came from.
public struct ChartResource: Sendable {
  /// The resource.
  public let resource: Resource
  /// Where it came from.
  public let provenance: Provenance

  /// A resource of known origin.
  public init(resource: Resource, provenance: Provenance) {
    self.resource = resource
    self.provenance = provenance
  }
}
