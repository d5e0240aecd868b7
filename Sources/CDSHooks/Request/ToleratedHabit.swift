/// Something in a request that the specification does not allow, that real clients do, and that harms nobody. It is
/// accepted and logged, so that an integrator can be told.
public struct ToleratedHabit: Sendable, Hashable {
  /// The JSON path.
  public let path: String
  /// What was odd about it and how it was read. Never the value.
  public let text: String

  /// A habit at `path`.
  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}
