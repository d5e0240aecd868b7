/// Keeps what was sent and what became of it.
///
/// Both methods return only when what they were given is durable. A failure of the store is a 5xx: neither an answer nor a
/// feedback's 200 leaves without its record.
public protocol FeedbackStore: Sendable {
  /// Remembers cards before the response that holds them leaves.
  func record(_ cards: [IssuedCard], sentTo client: ClientIdentity) async throws

  /// Accepts reports about cards that were really sent to `client` by `service`, each once: the same report again changes
  /// nothing, a later different outcome for the same card is a further report.
  /// - Returns: what was done with each report, in order.
  func accept(
    _ feedback: [Feedback], about service: String, from client: ClientIdentity
  ) async throws -> [FeedbackDisposition]
}

/// What was done with a report.
public enum FeedbackDisposition: String, Sendable, Hashable {
  /// Stored.
  case recorded
  /// Already there: nothing changed.
  case duplicate
  /// Names a card, or a suggestion, that this service did not send to this client: not stored.
  case unknownCard
}
