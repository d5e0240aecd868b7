/// Takes events in: audit and metrics.
public protocol ModelEventSink: Sendable {
  /// Takes an event in. ``ModelEvent/Kind/sent(deidentification:facts:omitted:)`` must be durable when this returns: nothing
  /// leaves that was not recorded. Events of a hook's own answer (``ModelEvent/isWithinAnswer``) must not keep it waiting.
  /// - Throws: any error when the event could not be kept.
  func record(_ event: ModelEvent) async throws
}
