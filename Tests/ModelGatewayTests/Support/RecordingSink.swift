import ModelGateway

/// Keeps events for tests to look at.
actor RecordingSink: ModelEventSink {
  private(set) var events: [ModelEvent] = []

  /// Whether what leaves can be recorded.
  private let keeps: Bool

  struct Full: Error {}

  init(keeps: Bool = true) { self.keeps = keeps }

  func record(_ event: ModelEvent) throws {
    events.append(event)
    if case .sent = event.kind, !keeps { throw Full() }
  }

  /// What was refused when answers came, in the order of their findings.
  var refusals: [Refusal] {
    judgements.flatMap { judgement in judgement.items.compactMap(\.refusal) + judgement.refusals }
  }

  var judgements: [ModelJudgement] {
    events.compactMap { event in if case .judged(let judgement) = event.kind { judgement } else { nil } }
  }

  /// What was refused when ready answers were judged for a hook.
  var presentations: [(passed: Int, shown: Int, refusals: [Refusal])] {
    events.compactMap { event in
      if case .presented(let passed, let shown, let refusals) = event.kind { (passed, shown, refusals) } else { nil }
    }
  }

  var failures: [ModelCallError] {
    events.compactMap { event in if case .failed(let error) = event.kind { error } else { nil } }
  }

  var drifts: [(drift: ModelDrift, closed: Bool)] {
    events.compactMap { event in if case .drift(let drift, let closed) = event.kind { (drift, closed) } else { nil } }
  }
}
