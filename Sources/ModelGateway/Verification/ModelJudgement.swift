/// What verification made of an answer, for those who govern the model: counts, reasons and what the clinic's own content
/// names. No text, no fact.
public struct ModelJudgement: Sendable, Hashable {
  /// One finding of the answer.
  public struct Item: Sendable, Hashable {
    /// The registered guideline that it appeals to; nil for none, or one that is not registered.
    public var guideline: String?
    /// Why it fell; nil when it passed.
    public var refusal: Refusal?
    /// The codes that each of its proposals orders, as the menu has them, `system|code`; of proposals on the menu only.
    public var proposals: [[String]]

    /// Whether the rules say the same.
    public var agreesWithRules: Bool { refusal?.reason == .coveredByRules }

    /// An item.
    public init(guideline: String?, refusal: Refusal?, proposals: [[String]] = []) {
      self.guideline = guideline
      self.refusal = refusal
      self.proposals = proposals
    }
  }

  /// The findings of the answer, in its order.
  public var items: [Item] = []
  /// Topics of what the rules found in the same chart, each once; nil where they could not tell.
  public var ruleTopics: [String]?
  /// Why the answer as a whole fell, where it did.
  public var refusals: [Refusal] = []
  /// How many findings were graver than a model's may be and were lowered.
  public var lowered = 0

  /// An empty judgement.
  public init() {}

  /// How many findings the model made.
  public var answered: Int { items.count }
  /// How many passed.
  public var passed: Int { items.count { $0.refusal == nil } }
  /// Topics of the rules that the model says nothing of; nil where the rules could not tell.
  public var rulesOnly: [String]? {
    let said = Set(items.compactMap(\.guideline))
    return ruleTopics?.filter { !said.contains($0) }
  }
}
