public import JSON

/// Something to be audited or counted about a model. It names no patient and quotes nothing.
public struct ModelEvent: Sendable {
  /// What happened.
  public enum Kind: Sendable {
    /// This is about to leave: counts of what was kept, generalised and removed, without any value.
    case sent(deidentification: JSONTree?, facts: Int, omitted: Int)
    /// A call was answered.
    case answered(ModelCall)
    /// A call came to nothing.
    case failed(ModelCallError)
    /// De-identification failed, so nothing was sent.
    case notSent
    /// Another model answered than the registered one.
    case drift(ModelDrift, closed: Bool)
    /// An answer was judged; `shown` is how many findings went to the clinician (none in shadow mode).
    case judged(answered: Int, passed: Int, shown: Int, lowered: Int, refusals: [Refusal])
    /// Nothing was at hand; whether work on it was begun, or is under way.
    case missed(isUnderWay: Bool)
    /// The circuit breaker opened.
    case circuitOpened
    /// It closed again.
    case circuitClosed
    /// The owner's terms do not allow this user or site.
    case notPermitted
  }

  /// The model's registration.
  public let modelID: String
  /// Its version.
  public let modelVersion: String
  /// The prompt template's hash.
  public let promptHash: String
  /// The firing of the hook, as the client named it.
  public let hookInstance: String
  /// What happened.
  public let kind: Kind
}

/// A call that was answered, for audit: what answered, at what price.
public struct ModelCall: Sendable {
  /// The model that says it answered.
  public let model: String?
  /// The server's name for the state of its system.
  public let systemFingerprint: String?
  /// The host's name for the request.
  public let requestID: String?
  /// The rung on which it was given.
  public let rung: StructuredOutput
  /// The tokens used.
  public let usage: TokenUsage?
  /// From the first byte sent to the last received.
  public let duration: Duration
}

/// Takes events in: audit and metrics. It must not block for long; what it cannot keep it counts.
public protocol ModelEventSink: Sendable {
  /// Takes an event in.
  func record(_ event: ModelEvent) async
}
