public import CDSHooks

/// What became of the findings of a call.
public struct Composition: Sendable {
  /// What a card stands for.
  public enum Content: Sendable {
    /// A finding, with those merged into it.
    case finding(StampedFinding)
    /// The notice that models could not finish.
    case failures([ModelResult])
    /// The findings behind the "n more" card.
    case overflow([StampedFinding])
  }

  /// A card and what it stands for.
  public struct Entry: Sendable {
    /// The card, not yet fitted to the client nor proved.
    public let card: Card
    /// What it stands for, for the audit.
    public let content: Content
    /// What dismissing the card dismisses; empty for critical cards and notices.
    public let dismissalKeys: Set<DismissalKey>
  }

  /// Why a finding was not shown.
  public enum Withholding: String, Sendable, Hashable {
    /// The same clinician dismissed it for the same patient.
    case dismissed
    /// It says what another finding says.
    case duplicate
    /// The reader is the patient or a relative.
    case notForReader = "not-for-reader"
  }

  /// The cards, in the order shown.
  public let entries: [Entry]
  /// What was not shown.
  public let withheld: [(finding: StampedFinding, reason: Withholding)]
  /// Whether the dismissals could not be read, so that all was shown.
  public let dismissalsUnavailable: Bool

  /// The cards as a response. Pass it through ``ClientProfile/adapted(_:)`` and ``ResponseRules/prove(_:)`` before it leaves;
  /// both keep number and order of the cards.
  public var response: HookResponse { HookResponse(cards: entries.map(\.card)) }
}
