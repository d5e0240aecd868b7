/// What was measured of a model at this site: in shadow or shown, against the rules, against what clinicians then ordered, and
/// what they answered to its cards.
public struct ModelReport: Sendable, Hashable {
  /// A number of times, by name.
  public struct Count: Sendable, Hashable {
    /// The name, fixed by the software or the client's own code.
    public let name: String
    /// How often.
    public let count: Int

    /// A count.
    public init(name: String, count: Int) {
      self.name = name
      self.count = count
    }
  }

  /// The model's id.
  public let model: String
  /// The versions of which something is known.
  public var versions: [String] = []
  /// Answers that were judged.
  public var answers = 0
  /// Of these, in shadow mode.
  public var shadowAnswers = 0
  /// Findings in them.
  public var findings = 0
  /// Findings that passed every check and that no rule makes.
  public var passed = 0
  /// Findings that a rule makes as well.
  public var agreed = 0
  /// Findings graver than a model's may be.
  public var lowered = 0
  /// What the rules found in the same charts and the model did not say.
  public var rulesOnly = 0
  /// Why findings and answers were refused, `step/reason`.
  public var refusals: [Count] = []
  /// Proposals that passed every check.
  public var proposals = 0
  /// Of these, how many the clinician ordered within a day.
  public var ordered = 0
  /// Proposals that were refused.
  public var refusedProposals = 0
  /// Of these, how many the clinician ordered within a day all the same.
  public var refusedOrdered = 0
  /// Calls, failures, misses, tokens, by name.
  public var events: [Count] = []
  /// Cards that were sent.
  public var cards = 0
  /// Cards of which a suggestion was accepted.
  public var accepted = 0
  /// Cards that were overridden.
  public var overridden = 0
  /// The reasons given for that, `system|code`.
  public var overrideReasons: [Count] = []

  /// An empty report.
  public init(model: String) { self.model = model }

  /// Whether nothing is known.
  public var isEmpty: Bool { answers == 0 && events.isEmpty && cards == 0 }

  /// The bounds between which a share lies with 95 % confidence; nil of nothing.
  ///
  /// Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209.
  public static func interval(_ count: Int, of total: Int) -> ClosedRange<Double>? {
    guard total > 0, (0...total).contains(count) else { return nil }
    let (n, share, z) = (Double(total), Double(count) / Double(total), 1.959964)
    let centre = share + z * z / (2 * n)
    let spread = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    return max(0, (centre - spread) / scale)...min(1, (centre + spread) / scale)
  }
}
