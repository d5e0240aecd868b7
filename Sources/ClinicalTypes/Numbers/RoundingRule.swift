/// What becomes of the digits that a result has no room for.
public enum RoundingRule: Sendable, Hashable {
  /// To the nearest; halves away from zero: 0.5 → 1, -0.5 → -1. What the FHIRPath and CQL suites expect.
  case halfAwayFromZero
  /// To the nearest; halves towards positive infinity: 0.5 → 1, -0.5 → 0. CQL 1.5's wording of `Round` taken literally.
  case halfTowardPositive
  /// Digits are dropped.
  case towardZero
  /// Down: -1.1 → -2.
  case floor
  /// Up: -1.1 → -1.
  case ceiling

  /// Whether a magnitude is to grow by one unit, given what was cut off relative to half a unit.
  func roundsAway(negative: Bool, remainderIsZero: Bool, remainderToHalf: Ordering) -> Bool {
    if remainderIsZero { return false }
    switch self {
    case .halfAwayFromZero: return remainderToHalf != .less
    case .halfTowardPositive: return negative ? remainderToHalf == .greater : remainderToHalf != .less
    case .towardZero: return false
    case .floor: return negative
    case .ceiling: return !negative
    }
  }
}
