/// What became of one card, as a client reports it (`feedback[]`).
///
/// Source: CDS Hooks 2.0.1, "Feedback".
public struct Feedback: Sendable {
  /// What the user did with the card. A card that was ignored is never reported.
  public enum Outcome: Sendable {
    /// Took these suggestions, by uuid; at least one.
    case accepted([String])
    /// Dismissed it, with or without a reason.
    case overridden(OverrideReason?)
  }

  /// The card's uuid.
  public let card: String
  /// What the user did.
  public let outcome: Outcome
  /// When, an RFC 3339 date and time with its offset, as written.
  public let outcomeTimestamp: String

  /// One report.
  public init(card: String, outcome: Outcome, outcomeTimestamp: String) {
    self.card = card
    self.outcome = outcome
    self.outcomeTimestamp = outcomeTimestamp
  }
}

/// Why a card was dismissed.
public struct OverrideReason: Sendable {
  /// The chosen reason: from the card, or from the client's own list.
  public let reason: Coding?
  /// Free text of a clinician: may hold PHI, so it is opaque.
  public let userComment: ConfidentialText?

  /// A reason.
  public init(reason: Coding?, userComment: ConfidentialText?) {
    self.reason = reason
    self.userComment = userComment
  }
}
