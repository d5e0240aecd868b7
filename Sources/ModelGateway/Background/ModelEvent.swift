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
    /// Nothing was at hand, or not in time; whether work on it was begun, or is under way.
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
    /// Part of what the model is to be told is lacking, refused or cut short: it would not know what it does not know.
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

extension ModelEvent {
  /// Whether a clinician waits for an answer meanwhile.
  public var isWithinAnswer: Bool {
    switch kind {
    case .missed, .presented, .notPermitted, .notSent(.incompleteChart): true
    default: false
    }
  }
}
