import JSON

/// Proves every rule on a response before it leaves.
///
/// A faulty card is repaired where what it says is untouched. Otherwise it is replaced by a plain-text notice of the same
/// severity: an alert is never lost because its card was faulty. Whatever was done is reported.
public struct ResponseRules: Sendable {
  /// The client that will read the response.
  public let profile: ClientProfile
  /// The patient of the call: no action may touch another's record.
  public let patientID: String?
  /// Who answers where a card does not say (`source.label`).
  public let fallbackSource: String
  let identifiers: CardIdentifiers

  /// Rules for one call.
  public init(
    profile: ClientProfile = .standard, patientID: String? = nil, identifiers: CardIdentifiers = .random,
    fallbackSource: String = "Chartside"
  ) {
    self.profile = profile
    self.patientID = patientID
    self.identifiers = identifiers
    self.fallbackSource = fallbackSource
  }

  /// The response as it may leave.
  public func prove(_ response: HookResponse) -> ProvenResponse {
    var findings: [RuleFinding] = []
    var proven = response
    var used: Set<String> = []
    proven.cards = response.cards.enumerated().map { index, card in
      let path = "cards[\(index)]"
      var repair = CardRepair(rules: self, path: path, card: card)
      repair.repair(used: &used)
      findings += repair.findings
      let faults = violations(of: repair.card, at: path)
      guard !faults.isEmpty else { return repair.card }
      findings += faults.map { RuleFinding(rule: $0.rule, path: $0.path, remedy: .replaced) }
      return notice(insteadOf: repair.card, used: &used)
    }
    if !profile.acceptsSystemActions, !response.systemActions.isEmpty {
      proven.systemActions = []
      findings.append(RuleFinding(rule: .systemActions, path: "systemActions", remedy: .removed))
    } else {
      proven.systemActions = response.systemActions.enumerated().compactMap { index, action in
        let faults = violations(of: action, at: "systemActions[\(index)]")
        findings += faults.map { RuleFinding(rule: $0.rule, path: $0.path, remedy: .removed) }
        return faults.isEmpty ? action : nil
      }
    }
    if let given = response.extension, given.opened == nil {
      proven.extension = nil
      findings.append(RuleFinding(rule: .extensionObject, path: "extension", remedy: .removed))
    }
    return ProvenResponse(response: proven, findings: findings)
  }

  /// The notice that stands for a card which cannot be sent: the same severity, its words as plain text, no buttons.
  private func notice(insteadOf card: Card, used: inout Set<String>) -> Card {
    let said = PlainText.shorten(PlainText.line(card.summary), to: profile.maximumSummary)
    let note = "Part of this advice could not be shown as written. Check the chart before you act on it."
    let words = card.detail.nonEmpty.map { MarkdownText.plain($0) }
    var detail = [words, note].compactMap(\.self).joined(separator: "\n\n")
    if profile.detailForm == .markdown {
      detail = detail.split(separator: "\n", omittingEmptySubsequences: false).map { MarkdownText.escape(String($0)) }
        .joined(separator: "\n")
    }
    var uuid = identifiers.next()
    while !used.insert(uuid).inserted { uuid = CardIdentifiers.random.next() }
    return Card(
      uuid: uuid, summary: said.isEmpty ? "Decision support could not be shown as written" : said,
      detail: detail, indicator: card.indicator,
      source: CardSource(
        label: PlainText.line(card.source.label).isEmpty ? fallbackSource : PlainText.line(card.source.label)))
  }
}
