import CDSHooks

/// Says the same thing once.
enum FindingMerge {
  /// One finding for each topic and order, the gravest with the others in it; critical ones stay by themselves. The
  /// second list holds findings that repeat another word for word.
  static func merge(_ findings: [StampedFinding]) -> (distinct: [StampedFinding], duplicates: [StampedFinding]) {
    var distinct: [StampedFinding] = []
    var duplicates: [StampedFinding] = []
    // Where the findings of each topic and order stand: a call may bring thousands.
    var places: [Key: [Int]] = [:]
    for stamped in FindingSelection.ranked(findings) {
      let finding = stamped.finding
      let key = Key(finding)
      // The gravest comes first, so only this one can be the one to give way.
      let related = places[key]?.first { place in
        finding.severity != .critical || repeats(finding, distinct[place].finding)
      }
      guard let related else {
        places[key, default: []].append(distinct.count)
        distinct.append(stamped)
        continue
      }
      if repeats(finding, distinct[related].finding) {
        duplicates.append(stamped)
      } else {
        distinct[related].merged.append(finding)
      }
      absorb(finding, into: &distinct[related].finding)
    }
    return (distinct, duplicates)
  }

  private struct Key: Hashable {
    let system: String?
    let code: String
    let order: String?

    init(_ finding: Finding) {
      (system, code) = (finding.topic.system, finding.topic.code)
      order = finding.orderKey
    }
  }

  /// Whether two findings of one topic and order read alike.
  private static func repeats(_ finding: Finding, _ other: Finding) -> Bool {
    finding.severity == other.severity && finding.summary == other.summary
  }

  /// Adds the facts and answers of `finding` to the one that is shown.
  private static func absorb(_ finding: Finding, into shown: inout Finding) {
    for fact in finding.evidence where !shown.evidence.contains(fact) { shown.evidence.append(fact) }
    for phrase in finding.missing where !shown.missing.contains(phrase) { shown.missing.append(phrase) }
    for citation in finding.citations where !shown.citations.contains(citation) { shown.citations.append(citation) }
    let source = Citation(text: finding.source.label, url: finding.source.url)
    if finding.source.label != shown.source.label, !shown.citations.contains(source) { shown.citations.append(source) }
    for reason in finding.overrideReasons where !shown.overrideReasons.contains(reason) {
      shown.overrideReasons.append(reason)
    }
    for link in finding.links where !shown.links.contains(link) { shown.links.append(link) }
    guard shown.suggestions.isEmpty || shown.selectionBehavior == finding.selectionBehavior else { return }
    if shown.suggestions.isEmpty { shown.selectionBehavior = finding.selectionBehavior }
    for suggestion in finding.suggestions where !shown.suggestions.contains(where: { $0.label == suggestion.label }) {
      var suggestion = suggestion
      // Only the graver finding recommends.
      if !shown.suggestions.isEmpty { suggestion.isRecommended = nil }
      shown.suggestions.append(suggestion)
    }
  }
}
