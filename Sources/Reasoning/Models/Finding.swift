public import CDSHooks

/// Something that a model found, before it becomes (part of) a card.
public struct Finding: Sendable {
  /// Names the rule that found it, stable between calls (`metformin-contraindicated`).
  public var id: String
  /// What it is about. Findings of one topic about one order are merged; clients group and silence by it.
  public var topic: Coding
  /// How urgent it is.
  public var severity: Indicator
  /// One sentence of plain text.
  public var summary: String
  /// What to know and do, in Markdown. Text from the chart must come escaped (``MarkdownText/escape(_:)``).
  public var detail: String?
  /// The facts that it rests on.
  public var evidence: [Evidence]
  /// What the model did not have, each a phrase (`no HbA1c on record`).
  public var missing: [String]
  /// What can be done about it in one click.
  public var suggestions: [Suggestion]
  /// How many of the suggestions can be taken.
  public var selectionBehavior: SelectionBehavior
  /// Who says so.
  public var source: CardSource
  /// What it appeals to, beyond the source.
  public var citations: [Citation]
  /// Reasons offered to whoever dismisses it.
  public var overrideReasons: [Coding]
  /// Pages and apps.
  public var links: [CardLink]
  /// The order that it is about, `Type/id`; nil when it is about the patient.
  public var orderReference: String?
  /// The place of that order among the call's drafts, from 0, where no id tells it from the others.
  public var draft: Int?

  /// What tells the order from all others of the call; nil when it is about the patient.
  public var orderKey: String? { draft.map { "#\($0)" } ?? orderReference }

  /// A finding.
  public init(
    id: String, topic: Coding, severity: Indicator, summary: String, detail: String? = nil, evidence: [Evidence] = [],
    missing: [String] = [], suggestions: [Suggestion] = [], selectionBehavior: SelectionBehavior = .atMostOne,
    source: CardSource, citations: [Citation] = [], overrideReasons: [Coding] = [], links: [CardLink] = [],
    orderReference: String? = nil, draft: Int? = nil
  ) {
    self.id = id
    self.topic = topic
    self.severity = severity
    self.summary = summary
    self.detail = detail
    self.evidence = evidence
    self.missing = missing
    self.suggestions = suggestions
    self.selectionBehavior = selectionBehavior
    self.source = source
    self.citations = citations
    self.overrideReasons = overrideReasons
    self.links = links
    self.orderReference = orderReference
    self.draft = draft
  }
}
