/// What a model's findings are used for.
public enum ModelMode: String, Sendable, Hashable, CaseIterable {
  /// It runs and is judged; nothing is shown.
  case shadow
  /// Findings that pass every check are shown, and say that a model made them.
  case advisory
}
