/// How two codes relate, in FHIR's words.
public enum Subsumption: String, Sendable, Hashable {
  /// They are the same.
  case equivalent
  /// The left is above the right.
  case subsumes
  /// The left is below the right.
  case subsumedBy = "subsumed-by"
  /// Neither is above the other.
  case notSubsumed = "not-subsumed"
}
