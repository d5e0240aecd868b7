public import JSON

/// A piece of advice (`cards[]`): what the clinician reads, why, and what can be done about it in one click.
///
/// A card may be built freely. ``ResponseRules`` proves it before it leaves.
public struct Card: Sendable {
  /// Names the card in feedback.
  public var uuid: String?
  /// One sentence of fewer than 140 Unicode scalars, plain text.
  public var summary: String
  /// More to read, in GitHub-flavoured Markdown (or plain text where the client's profile says so).
  public var detail: String?
  /// How urgent it is.
  public var indicator: Indicator
  /// Who says so.
  public var source: CardSource
  /// What can be done.
  public var suggestions: [Suggestion]
  /// How many of the suggestions can be taken. Required where there are suggestions.
  public var selectionBehavior: SelectionBehavior?
  /// Reasons offered to whoever dismisses the card.
  public var overrideReasons: [Coding]
  /// Pages and apps.
  public var links: [CardLink]
  /// Agreed members of other parties.
  public var `extension`: JSONTree?

  /// A card.
  public init(
    uuid: String? = nil, summary: String, detail: String? = nil, indicator: Indicator, source: CardSource,
    suggestions: [Suggestion] = [], selectionBehavior: SelectionBehavior? = nil, overrideReasons: [Coding] = [],
    links: [CardLink] = [], extension: JSONTree? = nil
  ) {
    self.uuid = uuid
    self.summary = summary
    self.detail = detail
    self.indicator = indicator
    self.source = source
    self.suggestions = suggestions
    self.selectionBehavior = selectionBehavior
    self.overrideReasons = overrideReasons
    self.links = links
    self.`extension` = `extension`
  }

  func write(to writer: inout JSONWriter) {
    writer.object { object in
      object.member("uuid", uuid)
      object.member("summary", summary)
      object.member("detail", detail)
      object.member("indicator", indicator.rawValue)
      object.key("source")
      source.write(to: &object)
      object.elements("suggestions", suggestions) { $0.write(to: &$1) }
      object.member("selectionBehavior", selectionBehavior?.rawValue)
      object.elements("overrideReasons", overrideReasons) { $0.write(to: &$1) }
      object.elements("links", links) { $0.write(to: &$1) }
      object.member("extension", `extension`)
    }
  }
}
