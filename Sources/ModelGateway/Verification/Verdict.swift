public import Reasoning

/// What verification came to.
public struct Verdict: Sendable {
  /// What may be shown.
  public var findings: [Finding] = []
  /// What was refused and why.
  public var refusals: [Refusal] = []
  /// How many findings the model made.
  public var answered = 0
  /// How many were graver than a model's may be and were lowered.
  public var lowered = 0
  /// The same for the records.
  public var judgement = ModelJudgement()
}
