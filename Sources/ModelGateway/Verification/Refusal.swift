/// Why a finding, a proposal or a whole answer was not shown. It quotes nothing.
public struct Refusal: Sendable, Hashable {
  /// The steps of verification, in their order.
  public enum Step: Int, Sendable, Hashable, CaseIterable, Comparable {
    /// The answer has the agreed form.
    case schema
    /// What it refers to was sent.
    case references
    /// What it quotes is what was sent.
    case facts
    /// Numbers, comparisons and trends in its text are those of quoted facts.
    case numbers
    /// Actions, guidelines and clinical terms are known.
    case menu
    /// The rules find nothing against its proposals.
    case recheck
    /// Its words are plain and within bounds.
    case wording
    /// It is no graver than it may be.
    case severity
    /// The rules do not say it already.
    case merge
    /// There is enough left to be worth saying.
    case abstention

    /// Whether `left` comes first.
    public static func < (left: Step, right: Step) -> Bool { left.rawValue < right.rawValue }
  }

  /// The reasons.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    /// No JSON document, or more than one.
    case notJSON = "not-json"
    /// Another form than the schema's.
    case shape
    /// A reference that was not sent.
    case unknownReference = "unknown-reference"
    /// A fact that its record does not have.
    case unknownFact = "unknown-fact"
    /// Another value than was sent.
    case wrongValue = "wrong-value"
    /// Another unit than was sent.
    case wrongUnit = "wrong-unit"
    /// Another date than was sent.
    case wrongDate = "wrong-date"
    /// No fact is quoted.
    case noEvidence = "no-evidence"
    /// A number that is in no quoted fact.
    case unknownNumber = "unknown-number"
    /// A quoted number beside the name of another fact.
    case numberOfAnotherFact = "number-of-another-fact"
    /// A quoted number beside another unit.
    case wrongUnitInText = "wrong-unit-in-text"
    /// A number that can be read in two ways, or is written in words.
    case ambiguousNumber = "ambiguous-number"
    /// A comparison that does not hold.
    case falseComparison = "false-comparison"
    /// A trend that the quoted values do not show.
    case falseTrend = "false-trend"
    /// A judgement of a value that cannot be checked.
    case uncheckableJudgement = "uncheckable-judgement"
    /// An action outside the menu.
    case unknownAction = "unknown-action"
    /// A guideline that is not registered.
    case unknownGuideline = "unknown-guideline"
    /// A drug or disease that is neither in the facts nor on the menu.
    case unknownTerm = "unknown-term"
    /// The same action twice.
    case repeatedAction = "repeated-action"
    /// The rules warn of the proposed action.
    case contraindicated
    /// The rules could not judge the proposed action: they failed, or lacked data.
    case recheckFailed = "recheck-failed"
    /// The action cannot be made for this patient.
    case notBuildable = "not-buildable"
    /// Longer than it may be.
    case tooLong = "too-long"
    /// Nothing is said.
    case empty
    /// HTML or Markdown.
    case markup
    /// An address.
    case link
    /// Characters that do not belong into plain text.
    case strangeCharacters = "strange-characters"
    /// An instruction.
    case directive
    /// A judgement of urgency, which models may not make.
    case urgency
    /// Reassurance, which models may not give.
    case reassurance
    /// A word outside the controlled English of models' texts.
    case unknownWord = "unknown-word"
    /// A record is spoken of as what it is not: an allergy as ordered, an active drug as stopped.
    case falseStatus = "false-status"
    /// It denies a fact that was sent.
    case deniedFact = "denied-fact"
    /// It names a fact that it does not quote.
    case uncitedFact = "uncited-fact"
    /// It speaks of something past as if it were so now.
    case statusOmitted = "status-omitted"
    /// The same finding twice.
    case repeatedFinding = "repeated-finding"
    /// A rule says so already.
    case coveredByRules = "covered-by-rules"
    /// The model abstained.
    case modelAbstained = "model-abstained"
    /// The model is not confident.
    case lowConfidence = "low-confidence"
    /// So much was refused that the rest is not trusted.
    case tooLittleLeft = "too-little-left"
  }

  /// The step that refused.
  public let step: Step
  /// Why.
  public let reason: Reason
  /// Which finding of the answer, from 0; nil for the whole answer.
  public let finding: Int?

  /// A refusal.
  public init(_ step: Step, _ reason: Reason, finding: Int? = nil) {
    self.step = step
    self.reason = reason
    self.finding = finding
  }
}
