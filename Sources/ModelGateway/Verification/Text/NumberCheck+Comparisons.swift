import ClinicalTypes

/// Whether comparisons and trends hold.
extension NumberCheck {
  enum Comparison { case less, more, atLeast, atMost }

  static let connectors: Set<String> = ["a", "an", "the", "of", "value", "egfr", "threshold", "limit"]

  func comparison(before index: Int, in tokens: [TextToken]) -> (comparison: Comparison, isNegated: Bool)? {
    var at = index - 1
    while at >= 0, index - at <= 6, tokens[at].sentence == tokens[index].sentence {
      if case .number = tokens[at].kind { return nil }
      let found: Comparison? =
        switch tokens[at].text {
        case "below", "under", "less", "lower", "beneath", "<", "fewer": .less
        case "above", "over", "greater", "higher", "more", "exceeds", "exceeding", "exceeded", ">", "beyond": .more
        case "least", "≥": .atLeast
        case "most", "≤": .atMost
        default: nil
        }
      // `under metformin` and `over a year` compare nothing.
      let isPreposition = ["under", "over"].contains(tokens[at].text) && found != nil
      let between = tokens[(at + 1)..<index]
      if let found, !isPreposition || between.allSatisfy({ Self.connectors.contains($0.text) }) {
        let before = tokens[max(at - 2, 0)..<at]
        return (found, before.contains { WordList.negators.contains($0.text) })
      }
      at -= 1
    }
    return nil
  }

  func comparisonFault(_ value: ExactDecimal, at index: Int) -> Refusal.Reason? {
    guard let (comparison, isNegated) = comparison(before: index, in: tokens) else { return nil }
    guard !isNegated else { return .falseComparison }
    if let subject = subject(before: index) {
      return Self.holds(subject, comparison, value) ? nil : .falseComparison
    }
    // Nothing of the patient's is compared: such sentences are the guideline's, and quoted whole.
    return .falseComparison
  }

  /// Whether what the guideline compares holds of a quoted value, where one is quoted.
  func guidelineApplies() -> Bool {
    guard let guideline = scope.guideline?.tokens else { return false }
    for (index, token) in guideline.enumerated() {
      guard case .number(let limit) = token.kind, let (comparison, _) = comparison(before: index, in: guideline) else {
        continue
      }
      let named = guideline[..<index].reversed().lazy.filter { $0.sentence == token.sentence }
        .compactMap { scope.labelWords[$0.text] }.first { !$0.isDisjoint(with: scope.measured) }
      guard let named else { continue }
      let values = scope.known.filter { named.contains($0.label.lowercased()) }.compactMap { Self.number(of: $0) }
      if !values.isEmpty, !values.contains(where: { Self.holds($0, comparison, limit) }) { return false }
    }
    return true
  }

  static func holds(_ value: ExactDecimal, _ comparison: Comparison, _ limit: ExactDecimal) -> Bool {
    switch comparison {
    case .less: value < limit
    case .more: value > limit
    case .atLeast: value >= limit
    case .atMost: value <= limit
    }
  }

  /// The quoted number that a comparison is about: the one before it in the sentence, else the only value of the fact that
  /// is named before it.
  func subject(before index: Int) -> ExactDecimal? {
    var at = index - 1
    while at >= 0, tokens[at].sentence == tokens[index].sentence {
      if case .number(let value) = tokens[at].kind, scope.known.contains(where: { Self.number(of: $0) == value }) {
        return value
      }
      if let labels = labels(at: at) {
        let values = Set(
          scope.known.filter { labels.contains($0.label.lowercased()) }.compactMap { Self.number(of: $0) })
        if values.count == 1, let value = values.first, !isNumberNearer(than: at, before: index) { return value }
      }
      at -= 1
    }
    return nil
  }

  /// Whether a number stands between a name and `index`: then it is that number which is compared.
  func isNumberNearer(than name: Int, before index: Int) -> Bool {
    tokens[(name + 1)..<index].contains { if case .number = $0.kind { true } else { false } }
  }

  // MARK: Trends

  func trendFault(at index: Int) -> Refusal.Reason? {
    let word = tokens[index].text
    let isRise = WordList.rises.contains(word)
    guard isRise || WordList.falls.contains(word) else { return nil }
    let named =
      labels(before: index + 1)
      ?? tokens.indices.first { tokens[$0].sentence == tokens[index].sentence && labels(at: $0) != nil }
      .flatMap { labels(at: $0) }
    guard let named else { return .falseTrend }
    let series = scope.cited.filter { named.contains($0.label.lowercased()) }
    guard let trend = FactTrend(series) else { return .falseTrend }
    return trend.isRise == isRise ? nil : .falseTrend
  }

  /// Whether the fact that is named next to a date has it.
  func isDateOfNeighbour(_ date: String, at index: Int) -> Bool {
    guard let named = nearestLabels(to: index) else { return false }
    return scope.cited.contains { named.contains($0.label.lowercased()) && Self.isDate(date, $0.date) }
  }

  /// The labels named before a place in its sentence, else after it.
  func nearestLabels(to index: Int) -> Set<String>? {
    subject(of: index).last
  }

  /// The names that a word at `index` speaks of: the nearest before it in its sentence with those that are joined to it,
  /// else the nearest after it. In the order of the text.
  func subject(of index: Int) -> [Set<String>] {
    let sentence = tokens[index].sentence
    var at = index - 1
    while at >= 0, tokens[at].sentence == sentence, labels(at: at) == nil { at -= 1 }
    guard at >= 0, tokens[at].sentence == sentence else {
      let after = tokens.indices[(index + 1)...].lazy.filter { tokens[$0].sentence == sentence }
      return after.compactMap { labels(at: $0) }.first.map { [$0] } ?? []
    }
    var names: [Set<String>] = []
    while at >= 0, tokens[at].sentence == sentence {
      if let labels = labels(at: at) {
        names.insert(labels, at: 0)
      } else if !WordList.joints.contains(tokens[at].text) {
        break
      }
      at -= 1
    }
    return names
  }
}
