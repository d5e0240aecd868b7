import ClinicalTypes

/// Checks that every number of a text is the value of a quoted fact (beside its own name and unit), a quoted date, or
/// stands in the guideline; and that comparisons and trends hold.
struct NumberCheck {
  let scope: TextScope
  let reading: TextReading

  private var tokens: [TextToken] { reading.tokens }

  init(_ text: String, in scope: TextScope) {
    self.scope = scope
    reading = scope.read(text)
  }

  /// The first thing that is wrong, or nil.
  func fault() -> Refusal.Reason? {
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .ambiguous: return .ambiguousNumber
      case .word:
        if WordList.numbers.contains(token.text), !scope.guidelineWords.contains(token.text) { return .ambiguousNumber }
        if let fault = trendFault(at: index) { return fault }
      case .mixed: if !scope.words.contains(token.text), !isUnitPart(index) { return .unknownNumber }
      case .date: if !scope.cited.contains(where: { Self.isDate(token.text, $0.date) }) { return .wrongDate }
      case .number(let value): if let fault = numberFault(value, at: index) { return fault }
      case .label, .menu, .symbol: break
      }
    }
    return nil
  }

  /// Whether `text` is the date of a fact: the whole, or its day where the fact has a time of day too.
  static func isDate(_ text: String, _ date: String?) -> Bool {
    guard let date = date?.lowercased() else { return false }
    return text == date || (text.count == 10 && date.hasPrefix(text + "t"))
  }

  /// `m2` and the like, as the end of a unit.
  private func isUnitPart(_ index: Int) -> Bool { ["m2", "m3"].contains(tokens[index].text) }

  /// Whether a number belongs to the unit of the one before it (`28 mL/min/1.73 m²`).
  private func isWithinUnit(_ index: Int) -> Bool {
    for back in 1...6 where index - back >= 0 {
      guard case .number = tokens[index - back].kind, let unit = tokens[index - back].unit else { continue }
      return unit.contains(tokens[index].text)
        && tokens[(index - back + 1)..<index].allSatisfy { $0.kind == .symbol || $0.kind == .word }
    }
    return false
  }

  private func numberFault(_ value: ExactDecimal, at index: Int) -> Refusal.Reason? {
    if isWithinUnit(index) { return nil }
    let token = tokens[index]
    if isQuotedDay(value, at: index) { return nil }
    let threshold = thresholds(of: value)
    var facts = scope.known.filter { Self.number(of: $0) == value }
    guard !facts.isEmpty || !threshold.isEmpty else { return .unknownNumber }
    if let named = labels(before: index), !facts.isEmpty {
      facts.removeAll { !named.contains($0.label.lowercased()) }
      if facts.isEmpty, threshold.isEmpty { return .numberOfAnotherFact }
    }
    if let unit = token.unit {
      let isFactUnit = facts.contains { Self.isUnit(unit, of: $0) }
      let isThresholdUnit = threshold.contains { other in
        other.unit.map { Self.plain($0) == Self.plain(unit) } ?? scope.cited.contains { Self.isUnit(unit, of: $0) }
      }
      if !isFactUnit && !isThresholdUnit { return .wrongUnitInText }
    }
    return comparisonFault(value, at: index, isFact: !facts.isEmpty)
  }

  /// `day 1234`, as de-identification writes dates.
  private func isQuotedDay(_ value: ExactDecimal, at index: Int) -> Bool {
    guard index > 0, tokens[index - 1].text == "day" else { return false }
    return scope.cited.contains { $0.date == "day \(value)" }
  }

  private func thresholds(of value: ExactDecimal) -> [TextToken] {
    scope.guideline?.tokens.filter { $0.kind == .number(value) } ?? []
  }

  // MARK: Names

  /// The labels that the nearest name before `index` in its sentence stands for; nil when there is none.
  private func labels(before index: Int) -> Set<String>? {
    var at = index - 1
    while at >= 0, tokens[at].sentence == tokens[index].sentence {
      if let labels = labels(at: at) { return labels }
      at -= 1
    }
    return nil
  }

  func labels(at index: Int) -> Set<String>? {
    switch tokens[index].kind {
    case .label(let labels): labels
    case .word, .mixed: scope.labelWords[tokens[index].text]
    default: nil
    }
  }

  // MARK: Comparisons

  private enum Comparison { case less, more, atLeast, atMost }

  private func comparison(before index: Int, in tokens: [TextToken]) -> (comparison: Comparison, isNegated: Bool)? {
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
      if let found {
        let before = tokens[max(at - 2, 0)..<at]
        return (found, before.contains { WordList.negators.contains($0.text) })
      }
      at -= 1
    }
    return nil
  }

  private func comparisonFault(_ value: ExactDecimal, at index: Int, isFact: Bool) -> Refusal.Reason? {
    guard let (comparison, isNegated) = comparison(before: index, in: tokens) else { return nil }
    guard !isNegated else { return .falseComparison }
    if let subject = subject(before: index) {
      let holds =
        switch comparison {
        case .less: subject < value
        case .more: subject > value
        case .atLeast: subject >= value
        case .atMost: subject <= value
        }
      return holds ? nil : .falseComparison
    }
    // Nothing of the patient's is compared: it must be the guideline's own comparison.
    guard let guideline = scope.guideline?.tokens else { return isFact ? .falseComparison : nil }
    let isGuidelines = guideline.indices.contains { place in
      guideline[place].kind == .number(value)
        && self.comparison(before: place, in: guideline)?.comparison == comparison
    }
    return isGuidelines ? nil : .falseComparison
  }

  /// The quoted number that a comparison is about: the one before it in the sentence, else the only value of the fact that
  /// is named before it.
  private func subject(before index: Int) -> ExactDecimal? {
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
  private func isNumberNearer(than name: Int, before index: Int) -> Bool {
    tokens[(name + 1)..<index].contains { if case .number = $0.kind { true } else { false } }
  }

  // MARK: Trends

  private func trendFault(at index: Int) -> Refusal.Reason? {
    let word = tokens[index].text
    let isRise = WordList.rises.contains(word)
    guard isRise || WordList.falls.contains(word) else { return nil }
    if scope.guidelineWords.contains(word) { return nil }
    let named =
      labels(before: index + 1)
      ?? tokens.indices.first { tokens[$0].sentence == tokens[index].sentence && labels(at: $0) != nil }
      .flatMap { labels(at: $0) }
    guard let named else { return .falseTrend }
    let series = scope.cited.filter { named.contains($0.label.lowercased()) }
    guard let trend = FactTrend(series) else { return .falseTrend }
    return trend.isRise == isRise ? nil : .falseTrend
  }

  // MARK: Values

  static func number(of fact: ChartFact) -> ExactDecimal? {
    fact.value.flatMap { text in ExactDecimal(text.drop { "<>=≤≥ ".contains($0) }) }
  }

  static func isUnit(_ unit: String, of fact: ChartFact) -> Bool {
    [fact.unit, fact.unitCode].compactMap(\.self).contains { plain($0) == plain(unit) }
  }

  /// A unit in one spelling.
  static func plain(_ unit: String) -> String {
    let text = unit.lowercased().filter { !$0.isWhitespace && !"{}[]_".contains($0) }
      .replacing("²", with: "2").replacing("μ", with: "u").replacing("µ", with: "u")
    return switch text {
    case "percent": "%"
    case "mcg": "ug"
    case "year", "yr", "a": "years"
    case "month", "mo": "months"
    default: text
    }
  }
}
