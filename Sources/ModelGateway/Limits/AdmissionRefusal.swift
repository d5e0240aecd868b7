/// Why our own limits did not let a call out.
public enum AdmissionRefusal: Error, Sendable, Hashable {
  /// The circuit breaker is open.
  case circuitOpen
  /// As many calls as may run at once are running.
  case concurrency
  /// The tokens of this minute are used up.
  case tokens
  /// The money of this day is used up.
  case cost
  /// The model was closed: another version answered than the registered one.
  case closed

  /// A stable name, fit for metrics.
  public var name: String {
    switch self {
    case .circuitOpen: "circuit-open"
    case .concurrency: "concurrency"
    case .tokens: "tokens"
    case .cost: "cost"
    case .closed: "closed"
    }
  }
}
