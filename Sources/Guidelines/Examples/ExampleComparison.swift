import CDSHooks
import FHIR
import JSON

/// Compares cards with what an example expects, in words that a clinician can read.
struct ExampleComparison {
  let expected: [ContentExample.ExpectedCard]
  let cards: [Card]

  /// One line a difference; none when all is as expected.
  var differences: [String] {
    var lines: [String] = []
    if expected.count != cards.count {
      lines.append("expected \(count(expected.count)), got \(count(cards.count))")
    }
    for (index, (wanted, card)) in zip(expected, cards).enumerated() {
      lines += compare(wanted, card).map { "card \(index + 1): \($0)" }
    }
    return lines
  }

  private func count(_ number: Int) -> String { number == 0 ? "silence" : number == 1 ? "1 card" : "\(number) cards" }

  private func compare(_ wanted: ContentExample.ExpectedCard, _ card: Card) -> [String] {
    var lines: [String] = []
    func check(_ what: String, _ wanted: String?, _ got: String) {
      if let wanted, wanted != got { lines.append("\(what) should be '\(wanted)', is '\(got)'") }
    }
    check("the indicator", wanted.indicator, card.indicator.rawValue)
    check("the summary", wanted.summary, card.summary)
    let detail = card.detail ?? ""
    for text in wanted.detailContains where !detail.contains(text) {
      lines.append("the detail should contain '\(text)'")
    }
    for text in wanted.detailOmits where detail.contains(text) {
      lines.append("the detail should not contain '\(text)'")
    }
    if let suggestions = wanted.suggestions, suggestions != card.suggestions.map(\.label) {
      lines.append("the suggestions should be \(suggestions), are \(card.suggestions.map(\.label))")
    }
    let actions = card.suggestions.flatMap(\.actions).map(describe)
    if let wantedActions = wanted.actions, wantedActions != actions {
      lines.append("the actions should be \(wantedActions), are \(actions)")
    }
    return lines
  }

  /// `remove MedicationRequest/x`, `update MedicationRequest/x`, `create ServiceRequest`.
  private func describe(_ action: Action) -> String {
    let type = action.resource?["resourceType"]?.string ?? ""
    switch action.kind {
    case .delete: return "remove \(action.resourceID ?? "")"
    case .update: return "update \(type)/\(action.resource?["id"]?.string ?? "")"
    case .create: return "create \(type)"
    }
  }
}
