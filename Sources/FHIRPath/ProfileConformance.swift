public import JSON

/// Says whether a resource conforms to a profile, for `conformsTo()`.
public protocol ProfileConformance: Sendable {
  /// Whether `value` conforms to the profile; nil when the profile is unknown.
  func conforms(_ value: JSONValue, to profile: String) -> Bool?
}
