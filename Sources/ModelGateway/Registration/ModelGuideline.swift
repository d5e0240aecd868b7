/// A guideline that a model may appeal to, by id. Thresholds that its text names may stand in the model's text.
public struct ModelGuideline: Sendable, Hashable {
  /// The id that the model names; also the topic's code, so letters and digits only.
  public let id: String
  /// The words of the guideline.
  public let text: String
  /// Where it is published.
  public let url: String?

  /// A guideline.
  public init(id: String, text: String, url: String? = nil) {
    self.id = id
    self.text = text
    self.url = url
  }
}
