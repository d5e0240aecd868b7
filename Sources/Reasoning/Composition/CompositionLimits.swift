public import CDSHooks

/// How many cards a clinician is shown at once. Critical ones never count.
public struct CompositionLimits: Sendable, Hashable {
  /// The most cards of one topic; for order hooks, of one topic about one order.
  public var cardsPerTopic: Int
  /// The most cards in all; for order hooks, about one order.
  public var cards: Int

  /// Limits; each at least 1.
  public init(cardsPerTopic: Int = 1, cards: Int = 3) {
    self.cardsPerTopic = max(1, cardsPerTopic)
    self.cards = max(1, cards)
  }

  /// The narrower of these limits and the client's.
  public func narrowed(by profile: ClientProfile) -> CompositionLimits {
    CompositionLimits(
      cardsPerTopic: min(cardsPerTopic, profile.maximumCardsPerTopic ?? cardsPerTopic),
      cards: min(cards, profile.maximumCards ?? cards))
  }
}
