import CDSHooks

/// Writes the words of cards, in Markdown.
enum CardText {
  /// The code system of the topics of Chartside's own notices.
  static let topicSystem = "https://chartside.health/fhir/CodeSystem/notice"

  static func card(of stamped: StampedFinding) -> Card {
    let finding = stamped.finding
    var source = finding.source
    source.topic = source.topic ?? finding.topic
    return Card(
      summary: finding.summary, detail: detail(of: stamped), indicator: finding.severity, source: source,
      suggestions: finding.suggestions,
      selectionBehavior: finding.suggestions.isEmpty ? nil : finding.selectionBehavior,
      overrideReasons: finding.overrideReasons, links: finding.links)
  }

  /// What to know, the facts, what was missing, whom it appeals to, and which model of which version says so.
  static func detail(of stamped: StampedFinding) -> String {
    let finding = stamped.finding
    var parts: [String] = []
    if let detail = finding.detail, !detail.isEmpty { parts.append(detail) }
    if !stamped.merged.isEmpty { parts.append(list("Also", stamped.merged.map { MarkdownText.escape($0.summary) })) }
    if !finding.evidence.isEmpty { parts.append(list("Based on", finding.evidence.map(line))) }
    if !finding.missing.isEmpty {
      parts.append(list("Not available or not used", finding.missing.map(MarkdownText.escape)))
    }
    if !finding.citations.isEmpty { parts.append(list("References", finding.citations.map(line))) }
    parts.append(
      "Checked by \(MarkdownText.escape(stamped.modelName)), version \(MarkdownText.escape(stamped.modelVersion)).")
    return parts.joined(separator: "\n\n")
  }

  static func failure(of result: ModelResult) -> Card {
    let name = PlainText.line(result.name)
    var late = false
    if case .failed(.late) = result.outcome { late = true }
    return Card(
      summary: "\(name) could not be checked",
      detail: (late ? "There was no result in time." : "The check did not finish.")
        + " This does not mean that there is nothing to find: please check yourself.\n\n"
        + "\(MarkdownText.escape(result.id)), version \(MarkdownText.escape(result.version)).",
      indicator: .info,
      source: CardSource(
        label: name,
        topic: Coding(code: "couldNotBeChecked", system: topicSystem, display: "Could not be checked")))
  }

  /// One notice for several models.
  static func failure(of results: [ModelResult]) -> Card {
    Card(
      summary: "\(results.count) checks could not be made",
      detail: "This does not mean that there is nothing to find: please check yourself.\n\n"
        + list(
          "Not checked",
          results.map { result in
            var late = false
            if case .failed(.late) = result.outcome { late = true }
            return "\(MarkdownText.escape(result.name)), version \(MarkdownText.escape(result.version))"
              + (late ? ": no result in time" : ": the check did not finish")
          }),
      indicator: .info,
      source: CardSource(
        label: "Chartside",
        topic: Coding(code: "couldNotBeChecked", system: topicSystem, display: "Could not be checked")))
  }

  static func overflow(_ findings: [StampedFinding]) -> Card {
    let noun = findings.count == 1 ? "recommendation" : "recommendations"
    return Card(
      summary: "\(findings.count) more \(noun)",
      detail: list(
        "Less urgent",
        findings.map { stamped in
          let finding = stamped.finding
          return "\(finding.severity.rawValue): \(MarkdownText.escape(finding.summary))"
            + " (\(MarkdownText.escape(finding.source.label)))"
        }),
      indicator: .info,
      source: CardSource(
        label: "Chartside",
        topic: Coding(code: "moreRecommendations", system: topicSystem, display: "More recommendations")))
  }

  private static func list(_ title: String, _ lines: [String]) -> String {
    "**\(title)**\n\n" + lines.map { "- \($0)" }.joined(separator: "\n")
  }

  /// `eGFR: 28 mL/min/1.73m2, 2026-10-02 (Observation/egfr-2)`
  private static func line(_ fact: Evidence) -> String {
    let quantity = [fact.value, fact.unit].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
    var text = MarkdownText.escape(fact.label)
    if !quantity.isEmpty { text += ": " + MarkdownText.escape(quantity) }
    if let date = fact.date, !date.isEmpty { text += (quantity.isEmpty ? ": " : ", ") + MarkdownText.escape(date) }
    if let reference = fact.reference, !reference.isEmpty { text += " (\(MarkdownText.escape(reference)))" }
    return text
  }

  private static func line(_ citation: Citation) -> String {
    guard let url = citation.url, AbsoluteURL.isSecure(url), !url.contains(where: { "()[]".contains($0) }) else {
      return MarkdownText.escape(citation.text)
    }
    return "[\(MarkdownText.escape(citation.text))](\(url))"
  }
}
