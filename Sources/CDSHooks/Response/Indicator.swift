/// How urgent a card is (`card.indicator`), in order of increasing urgency.
///
/// Source: CDS Hooks 2.0.1, "Card Attributes".
public enum Indicator: String, Sendable, Hashable, CaseIterable, Comparable {
  /// Good to know.
  case info
  /// Look at this before going on.
  case warning
  /// Harm is likely unless something is done. Never capped, merged away or suppressed.
  case critical

  /// Whether `left` is less urgent than `right`.
  public static func < (left: Indicator, right: Indicator) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .critical: 2
    }
  }
}
