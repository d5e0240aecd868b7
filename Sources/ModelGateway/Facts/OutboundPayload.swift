public import JSON

/// What may leave of a chart, and what was done to get it.
public struct OutboundPayload: Sendable {
  /// What may leave of each record; what may not is left out.
  public let records: [OutboundRecord]
  /// Counts of what was kept, generalised and removed, without any value: for audit. Nil where there is none.
  public let report: JSONTree?

  /// A payload.
  public init(records: [OutboundRecord], report: JSONTree? = nil) {
    self.records = records
    self.report = report
  }
}
