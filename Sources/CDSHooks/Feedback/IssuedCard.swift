/// What is remembered of a card that was sent, so that feedback can be matched to it. No text, no patient data.
public struct IssuedCard: Sendable, Hashable {
  /// The card's uuid.
  public let uuid: String
  /// Its suggestions' uuids.
  public let suggestions: [String]
  /// The service that sent it.
  public let service: String
  /// The call that it answered.
  public let hookInstance: String
  /// Its topic's code, when it has one.
  public let topic: String?
  /// How urgent it was.
  public let indicator: Indicator
  /// The id of the model that found what it says; nil for a notice.
  public var model: String?

  /// A card that was sent.
  public init(
    uuid: String, suggestions: [String], service: String, hookInstance: String, topic: String?, indicator: Indicator
  ) {
    self.uuid = uuid
    self.suggestions = suggestions
    self.service = service
    self.hookInstance = hookInstance
    self.topic = topic
    self.indicator = indicator
  }

  /// The record of `card`; nil when it has no uuid, since nothing can then refer to it.
  public init?(_ card: Card, service: String, hookInstance: String) {
    guard let uuid = card.uuid else { return nil }
    self.init(
      uuid: uuid, suggestions: card.suggestions.compactMap(\.uuid), service: service, hookInstance: hookInstance,
      topic: card.source.topic?.code, indicator: card.indicator)
  }
}
