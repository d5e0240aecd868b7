extension RemoteReasoningModel {
  /// How it works in the background.
  public struct Policy: Sendable {
    /// The hooks that start it.
    public var startsOn: Set<String>
    /// How long an answer is waited for.
    public var patience: Duration
    /// How long an answer is of use.
    public var lifetime: Duration
    /// The most answers kept.
    public var capacity: Int
    /// The most questions under way.
    public var questions: Int

    /// A policy.
    public init(
      startsOn: Set<String> = ["patient-view", "encounter-start"], patience: Duration = .seconds(60),
      lifetime: Duration = .seconds(600), capacity: Int = 1_000, questions: Int = 64
    ) {
      self.startsOn = startsOn
      self.patience = patience
      self.lifetime = lifetime
      self.capacity = capacity
      self.questions = questions
    }
  }
}
