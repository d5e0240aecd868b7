/// A fact that was sent, with the chart's own. It is about a patient: it prints nothing.
public struct SentFact: Sendable {
  /// The pseudonym under which it was sent, `Observation/O7`.
  public let reference: String
  /// As it was sent.
  public let sent: ChartFact
  /// The reference in the chart.
  public let originalReference: String?
  /// As it stands in the chart.
  public let original: ChartFact

  /// A fact.
  public init(reference: String, sent: ChartFact, originalReference: String?, original: ChartFact) {
    self.reference = reference
    self.sent = sent
    self.originalReference = originalReference
    self.original = original
  }
}

extension SentFact: CustomStringConvertible, CustomReflectable {
  /// A fixed text.
  public var description: String { "SentFact" }
  /// Shows nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
