/// An element that a profile expects a good source to send, and that is not there.
public struct MissingElement: Sendable, Hashable {
  /// The element in the profile: "Observation.effective[x]", "Observation.component:systolic".
  public var element: String
  /// Where it would stand in the resource: "Observation.effective".
  public var location: String
  /// What the profile calls it, else its name: a piece of a sentence for people.
  public var label: String
  /// The code of the data-absent-reason that stands in its place, if one does: "masked", "unknown".
  public var reason: String?

  /// Creates an entry.
  public init(element: String, location: String, label: String, reason: String? = nil) {
    self.element = element
    self.location = location
    self.label = label
    self.reason = reason
  }
}
