public import JSON
public import Reasoning

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
    /// Nothing was sent.
    case notSent(NotSent)
    /// Another model answered than the registered one.
    case drift(ModelDrift, closed: Bool)
    /// An answer came and was judged, once, against the chart that it was asked about.
    case judged(ModelJudgement)
    /// An answer that was ready was judged for the chart of a hook; `shown` is how many findings went to the clinician (none
    /// in shadow mode).
    case presented(passed: Int, shown: Int, refusals: [Refusal])
    /// Nothing was at hand; whether work on it was begun, or is under way.
    case missed(isUnderWay: Bool)
    /// The circuit breaker opened.
    case circuitOpened
    /// It closed again.
    case circuitClosed
    /// The owner's terms do not allow this user or site.
    case notPermitted
  }

  /// Why nothing was sent.
  public enum NotSent: String, Sendable, Hashable {
    /// De-identification, or its second pass, failed.
    case notDeidentified = "not-deidentified"
    /// There was nothing to tell.
    case noFacts = "no-facts"
    /// What would leave could not be recorded.
    case notRecorded = "not-recorded"
    /// Part of what the model is to be told could not be looked up, so that it would not know what it does not know.
    case incompleteChart = "incomplete-chart"
  }

  /// The model's registration.
  public let modelID: String
  /// Its version.
  public let modelVersion: String
  /// The prompt template's hash.
  public let promptHash: String
  /// Whether the model's findings are shown.
  public let mode: ModelMode
  /// The hook.
  public let hook: String
  /// The firing of the hook, as the client named it.
  public let hookInstance: String
  /// On whose behalf.
  public let caller: ModelCaller
  /// What happened.
  public let kind: Kind

  /// An event.
  public init(
    modelID: String, modelVersion: String, promptHash: String, mode: ModelMode, hook: String, hookInstance: String,
    caller: ModelCaller, kind: Kind
  ) {
    self.modelID = modelID
    self.modelVersion = modelVersion
    self.promptHash = promptHash
    self.mode = mode
    self.hook = hook
    self.hookInstance = hookInstance
    self.caller = caller
    self.kind = kind
  }
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

  /// A call.
  public init(
    model: String?, systemFingerprint: String?, requestID: String?, rung: StructuredOutput, usage: TokenUsage?,
    duration: Duration
  ) {
    self.model = model
    self.systemFingerprint = systemFingerprint
    self.requestID = requestID
    self.rung = rung
    self.usage = usage
    self.duration = duration
  }
}

/// Takes events in: audit and metrics.
public protocol ModelEventSink: Sendable {
  /// Takes an event in. ``ModelEvent/Kind/sent(deidentification:facts:omitted:)`` must be durable when this returns: nothing
  /// leaves that was not recorded. Events of a hook's own answer (``ModelEvent/isWithinAnswer``) must not keep it waiting.
  /// - Throws: any error when the event could not be kept.
  func record(_ event: ModelEvent) async throws
}

extension ModelEvent {
  /// Whether a clinician waits for an answer meanwhile.
  public var isWithinAnswer: Bool {
    switch kind {
    case .missed, .presented, .notPermitted, .notSent(.incompleteChart): true
    default: false
    }
  }
}
