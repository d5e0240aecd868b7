import ModelGateway

/// Keeps events for tests to look at.
actor RecordingSink: ModelEventSink {
  private(set) var events: [ModelEvent] = []

  func record(_ event: ModelEvent) { events.append(event) }

  var refusals: [Refusal] {
    events.flatMap { event -> [Refusal] in
      if case .judged(_, _, _, _, let refusals) = event.kind { refusals } else { [] }
    }
  }

  var failures: [ModelCallError] {
    events.compactMap { event in if case .failed(let error) = event.kind { error } else { nil } }
  }

  var drifts: [(drift: ModelDrift, closed: Bool)] {
    events.compactMap { event in if case .drift(let drift, let closed) = event.kind { (drift, closed) } else { nil } }
  }
}
