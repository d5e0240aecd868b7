/// What a finding appeals to: a guideline, a label, a paper.
public struct Citation: Sendable, Hashable {
  /// The text that is shown.
  public var text: String
  /// An absolute https URL.
  public var url: String?

  /// A citation.
  public init(text: String, url: String? = nil) {
    self.text = text
    self.url = url
  }
}
