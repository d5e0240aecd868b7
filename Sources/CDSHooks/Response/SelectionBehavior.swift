/// How many of a card's suggestions a user may take (`card.selectionBehavior`).
public enum SelectionBehavior: String, Sendable, Hashable, CaseIterable {
  /// None or one of them.
  case atMostOne = "at-most-one"
  /// Any number of them.
  case any
}
