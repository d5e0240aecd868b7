import CDSHooks
import ClinicalTypes
import JSON
import Reasoning

/// Takes the findings of one answer through the steps.
struct FindingJudge {
  let verifier: Verifier
  let sheet: FactSheet
  let chart: Chart
  let deadline: ContinuousClock.Instant
  /// What the rules find in the chart; nil when they could not tell.
  let standing: [Finding]?
  let missing: [String]
  /// How many findings were lowered.
  private(set) var lowered = 0
  private var claims: Set<String> = []
  private var actionIDs: Set<String> = []

  /// Where a finding fell, and why.
  struct Fault: Error {
    let step: Refusal.Step
    let reason: Refusal.Reason

    init(_ step: Refusal.Step, _ reason: Refusal.Reason) {
      self.step = step
      self.reason = reason
    }
  }

  init(
    verifier: Verifier, sheet: FactSheet, chart: Chart, deadline: ContinuousClock.Instant, standing: [Finding]?,
    missing: [String]
  ) {
    self.verifier = verifier
    self.sheet = sheet
    self.chart = chart
    self.deadline = deadline
    self.standing = standing
    self.missing = missing
  }

  mutating func judge(_ finding: ModelAnswer.Finding, at index: Int) async throws(Fault) -> Finding {
    let cited = try facts(of: finding.evidence)
    let guidelines = verifier.registration.guidelines
    let guideline = guidelines.first { $0.id == finding.guidelineID }
    let scope = TextScope(
      cited: cited, computed: computed, sheet: sheet, guideline: guideline, menu: verifier.menu,
      proposed: finding.actions.compactMap { verifier.menu[$0.actionID] },
      furtherWords: Set(verifier.registration.furtherWords))
    let texts =
      [(finding.claim, WordingCheck.claim)] + (finding.rationale.map { [($0, WordingCheck.rationale)] } ?? [])
      + finding.actions.map { ($0.reason, WordingCheck.phrase) }
    // What is far too long is not even read: the time that an answer takes is bounded.
    for (text, limit) in texts where text.unicodeScalars.count > limit { throw Fault(.wording, .tooLong) }
    let checks = texts.map { NumberCheck($0.0, in: scope) }
    for check in checks { if let reason = check.fault() { throw Fault(.numbers, reason) } }
    if finding.guidelineID != nil, guideline == nil { throw Fault(.menu, .unknownGuideline) }
    let wording = WordingCheck(scope: scope)
    for check in checks { if let reason = wording.termFault(check) { throw Fault(.menu, reason) } }
    let suggestions = try await suggestions(for: finding.actions)
    for (text, limit) in texts {
      if let reason = WordingCheck.shapeFault(text, limit: limit) { throw Fault(.wording, reason) }
    }
    for check in checks { if let reason = wording.fault(check, quoting: cited) { throw Fault(.wording, reason) } }
    let whole = texts.map(\.0).joined(separator: " ")
    if let reason = wording.statusFault(whole, quoting: cited) { throw Fault(.wording, reason) }
    guard claims.insert(finding.claim.lowercased()).inserted else { throw Fault(.wording, .repeatedFinding) }
    guard finding.confidence != "low" else { throw Fault(.abstention, .lowConfidence) }
    var severity = Indicator(rawValue: finding.severity) ?? .info
    if severity > .warning {
      severity = .warning
      lowered += 1
    }
    let made = ModelFinding(
      registration: verifier.registration, finding: finding, cited: cited, guideline: guideline, severity: severity,
      suggestions: suggestions, missing: missingPhrases(scope), index: index)
    return try merged(made.composed)
  }

  // MARK: Facts

  private func facts(of quotes: [ModelAnswer.Quote]) throws(Fault) -> [SentFact] {
    guard !quotes.isEmpty else { throw Fault(.facts, .noEvidence) }
    for quote in quotes where sheet.facts(of: quote.reference).isEmpty { throw Fault(.references, .unknownReference) }
    var cited: [SentFact] = []
    for quote in quotes {
      let label = quote.fact.lowercased()
      let named = sheet.facts(of: quote.reference).filter { $0.sent.label.lowercased() == label }
      guard !named.isEmpty else { throw Fault(.facts, .unknownFact) }
      let valued = named.filter { Self.isSame(quote.value, $0.sent.value) }
      guard !valued.isEmpty else { throw Fault(.facts, .wrongValue) }
      let measured = valued.filter { fact in
        quote.unit == fact.sent.unit || (quote.unit != nil && quote.unit == fact.sent.unitCode)
      }
      guard !measured.isEmpty else { throw Fault(.facts, .wrongUnit) }
      guard let fact = measured.first(where: { $0.sent.date == quote.date }) else { throw Fault(.facts, .wrongDate) }
      if !cited.contains(where: { $0.reference == fact.reference && $0.sent.element == fact.sent.element }) {
        cited.append(fact)
      }
    }
    return cited
  }

  /// The same text, or the same number in another spelling (`28` and `28.0`).
  private static func isSame(_ quoted: String?, _ sent: String?) -> Bool {
    if quoted == sent { return true }
    guard let quoted, let sent, let left = ExactDecimal(quoted), let right = ExactDecimal(sent) else { return false }
    return left == right
  }

  /// What the rules computed from the chart: their evidence counts as known.
  private var computed: [ChartFact] {
    (standing ?? []).flatMap(\.evidence).map { fact in
      ChartFact(element: "rule", type: "Rule", label: fact.label, value: fact.value, unit: fact.unit, date: fact.date)
    }
  }

  private func missingPhrases(_ scope: TextScope) -> [String] {
    missing.filter { phrase in
      guard WordingCheck.shapeFault(phrase, limit: WordingCheck.missing) == nil else { return false }
      // What is missing is unknown by its nature, so its name need not be in the facts; numbers would be claims.
      let hasNumber = scope.read(phrase).tokens.contains { token in
        switch token.kind {
        case .number, .ambiguous, .date: true
        default: false
        }
      }
      let words = Set(TextScope.words(of: phrase))
      return !hasNumber && words.isDisjoint(with: WordList.directives) && words.isDisjoint(with: WordList.negators)
        && words.isDisjoint(with: WordList.urgency)
        && words.isDisjoint(with: WordList.reassurance) && words.isDisjoint(with: WordList.judgements)
    }
  }

  // MARK: Proposals

  private mutating func suggestions(for proposals: [ModelAnswer.Proposal]) async throws(Fault) -> [Suggestion] {
    var items: [MenuItem] = []
    for proposal in proposals {
      guard let item = verifier.menu[proposal.actionID] else { throw Fault(.menu, .unknownAction) }
      guard !actionIDs.contains(item.id), !items.contains(where: { $0.id == item.id }) else {
        throw Fault(.menu, .repeatedAction)
      }
      items.append(item)
    }
    var suggestions: [Suggestion] = []
    for item in items {
      guard let action = item.build(chart) else { throw Fault(.recheck, .notBuildable) }
      guard let orderCheck = verifier.orderCheck, let standing else { throw Fault(.recheck, .recheckFailed) }
      let objections: [Finding]
      do {
        objections = try await orderCheck.objections(to: action, in: chart, standing: standing, deadline: deadline)
      } catch {
        throw Fault(.recheck, .recheckFailed)
      }
      guard objections.isEmpty else { throw Fault(.recheck, .contraindicated) }
      suggestions.append(Suggestion(label: item.title, actions: [action]))
    }
    actionIDs.formUnion(items.map(\.id))
    return suggestions
  }

  // MARK: Rules

  /// A finding that the rules have made as well is theirs: the model's own falls. Proposals that a rule makes already are
  /// left to the rule.
  private func merged(_ finding: Finding) throws(Fault) -> Finding {
    var finding = finding
    let rules = standing ?? []
    if rules.contains(where: { $0.topic.code == finding.topic.code && $0.severity >= finding.severity }) {
      throw Fault(.merge, .coveredByRules)
    }
    let offered = Set(rules.flatMap(\.suggestions).map { $0.label.lowercased() })
    let had = finding.suggestions.count
    finding.suggestions.removeAll { offered.contains($0.label.lowercased()) }
    if had > 0, finding.suggestions.isEmpty { throw Fault(.merge, .coveredByRules) }
    return finding
  }
}
