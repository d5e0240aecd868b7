import CDSHooks
import Reasoning

/// What came of one example: which cards, why, on which facts, and how they differ from what was expected.
public struct ExampleReport: Sendable {
  /// A card, for people.
  public struct ShownCard: Sendable {
    /// `critical`, `warning` or `info`.
    public let indicator: String
    /// The summary.
    public let summary: String
    /// The rule that gave it and the plan that holds the rule: `metformin-contraindicated of renal-drug-safety 1.0.0`.
    public let rule: String
    /// The facts that it rests on, a line each.
    public let facts: [String]
    /// What was missing or not used, a line each.
    public let missing: [String]
    /// What it offers, a label each.
    public let offers: [String]
  }

  /// The service's id.
  public let service: String
  /// The example's folder name.
  public let name: String
  /// Why the example exists, in its author's words.
  public let description: String
  /// The cards, in the order shown.
  public let cards: [ShownCard]
  /// The differences, one line each; empty when the example passes.
  public let differences: [String]

  /// Whether the example gave what it must.
  public var passed: Bool { differences.isEmpty }

  /// The report as lines for a terminal.
  public var lines: [String] {
    var lines = ["\(service)/\(name)\(description.isEmpty ? "" : " – " + description)"]
    if cards.isEmpty { lines.append("  silence") }
    for card in cards {
      lines.append("  \(card.indicator): \(card.summary)")
      if !card.rule.isEmpty { lines.append("    because of \(card.rule)") }
      lines += card.facts.map { "    based on \($0)" }
      lines += card.missing.map { "    without \($0)" }
      lines += card.offers.map { "    offers \($0)" }
    }
    lines += differences.map { "  differs: \($0)" }
    return lines
  }
}

extension ExampleReport.ShownCard {
  /// A card as it leaves, and what it stands for.
  init(_ card: Card, _ content: Composition.Content) {
    var rule = ""
    var facts: [String] = []
    var missing: [String] = []
    if case .finding(let stamped) = content {
      let rules = ([stamped.finding] + stamped.merged).map(\.id)
      rule = "\(rules.joined(separator: " and ")) of \(stamped.modelID) \(stamped.modelVersion)"
      facts = stamped.finding.evidence.map(Self.line)
      missing = stamped.finding.missing
    }
    self.init(
      indicator: card.indicator.rawValue, summary: card.summary, rule: rule, facts: facts, missing: missing,
      offers: card.suggestions.map(\.label))
  }

  private static func line(_ fact: Evidence) -> String {
    let quantity = [fact.value, fact.unit].compactMap(\.self).joined(separator: " ")
    let place = fact.reference.map { " (\($0))" } ?? ""
    return fact.label + (quantity.isEmpty ? "" : ": \(quantity)") + (fact.date.map { ", \($0)" } ?? "") + place
  }
}
