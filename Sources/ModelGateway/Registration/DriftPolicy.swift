/// What happens when another model version answers than the registered one.
public enum DriftPolicy: String, Sendable, Hashable, CaseIterable {
  /// It is audited, and that answer is not used.
  case discard
  /// It is audited, and the model is closed until somebody has looked.
  case close
}
