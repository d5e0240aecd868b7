import CDSHooks
import Reasoning

/// Writes a finding that passed as what clinicians read: in terms of the chart, and saying that a model made it.
struct ModelFinding {
  let registration: ModelRegistration
  let finding: ModelAnswer.Finding
  let cited: [SentFact]
  let guideline: ModelGuideline?
  let severity: Indicator
  let suggestions: [Suggestion]
  let missing: [String]
  let index: Int

  /// The finding as it is composed into a card.
  var composed: Finding {
    let topic = guideline?.id ?? registration.id.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return Finding(
      id: guideline.map { "\(registration.id)-\($0.id)" } ?? "\(registration.id)-\(index)",
      topic: Coding(code: topic, system: registration.topicSystem), severity: severity,
      summary: restored(finding.claim), detail: detail, evidence: evidence, missing: missing, suggestions: suggestions,
      source: CardSource(
        label: "\(registration.name) (reasoning model of \(registration.owner))",
        url: registration.page.flatMap { AbsoluteURL.isSecure($0) ? $0 : nil }),
      citations: guideline.map { [Citation(text: $0.text, url: $0.url)] } ?? [])
  }

  private var detail: String {
    var parts: [String] = []
    if let rationale = finding.rationale { parts.append(MarkdownText.escape(restored(rationale))) }
    for action in finding.actions { parts.append(MarkdownText.escape(restored(action.reason))) }
    let model = registration.expectedModel.map { ", model \($0)" } ?? ""
    parts.append(
      "This comes from a reasoning model, not from a rule: "
        + MarkdownText.escape(
          "\(registration.name), version \(registration.version)\(model), owned by \(registration.owner).")
        + " The facts below were compared with the chart; the judgement was not. You decide.")
    return parts.joined(separator: "\n\n")
  }

  private var evidence: [Evidence] {
    cited.map { fact in
      Evidence(
        label: fact.original.label, value: fact.original.value, unit: fact.original.unit, date: fact.original.date,
        reference: fact.originalReference)
    }
  }

  /// The text with the chart's dates where those that were sent stand.
  private func restored(_ text: String) -> String {
    var text = text
    let dates = Set(
      cited.compactMap { fact in fact.sent.date.map { Restored(sent: $0, original: fact.original.date) } })
    for date in dates.sorted(by: { $0.sent.count > $1.sent.count }) {
      guard let original = date.original, original != date.sent else { continue }
      text = Self.replacing(date.sent, with: String(original.prefix(10)), in: text)
    }
    return text
  }

  private struct Restored: Hashable {
    let sent: String
    let original: String?
  }

  /// Replaces whole occurrences: `day 12` is no part of `day 123`.
  private static func replacing(_ sent: String, with original: String, in text: String) -> String {
    var out = ""
    var rest = text[...]
    while let range = rest.firstRange(of: sent) {
      out += rest[..<range.lowerBound]
      let isWhole = rest[range.upperBound...].first.map { !$0.isNumber } ?? true
      out += isWhole ? original : String(rest[range])
      rest = rest[range.upperBound...]
    }
    return out + rest
  }
}
