import Reasoning

/// Tells audit and metrics what happens to one model.
struct ModelJournal: Sendable {
  let registration: ModelRegistration
  let sink: any ModelEventSink

  /// Whether the event was kept.
  @discardableResult func record(_ kind: ModelEvent.Kind, on occasion: ModelOccasion) async -> Bool {
    let chart = occasion.chart
    do {
      try await sink.record(
        ModelEvent(
          modelID: registration.id, modelVersion: registration.version, promptHash: registration.prompt.hash,
          mode: registration.mode, hook: chart.hook, hookInstance: chart.hookInstance, caller: occasion.caller,
          kind: kind))
      return true
    } catch {
      return false
    }
  }

  /// What the circuit breaker has to say.
  func announce(_ action: CircuitBreaker.Action, on occasion: ModelOccasion) async {
    switch action {
    case .announceOpened: await record(.circuitOpened, on: occasion)
    case .announceClosed: await record(.circuitClosed, on: occasion)
    default: break
    }
  }
}
