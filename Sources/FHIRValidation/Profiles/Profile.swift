import FHIR

/// A StructureDefinition, compiled: rules in a tree, the root first.
final class Profile: Sendable {
  let url: String
  /// The type that is constrained.
  let type: FHIRType
  /// The profile on which this one builds, unless its rules are here already (a snapshot) or it is the type itself.
  let baseURL: String?
  let rules: [ElementRule]

  init(url: String, type: FHIRType, baseURL: String?, rules: [ElementRule]) {
    self.url = url
    self.type = type
    self.baseURL = baseURL
    self.rules = rules
  }
}
