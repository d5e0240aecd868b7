import ClinicalTypes

/// Checks that every number of a text is the value of a quoted fact (beside its own name and unit), a quoted date, or
/// stands in the guideline; and that comparisons and trends hold.
struct NumberCheck {
  let scope: TextScope
  let reading: TextReading

  var tokens: [TextToken] { reading.tokens }

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
        if WordList.numbers.contains(token.text) { return .ambiguousNumber }
        if let fault = trendFault(at: index) { return fault }
      case .mixed: if !scope.words.contains(token.text) { return .unknownNumber }
      case .date: if !scope.cited.contains(where: { Self.isDate(token.text, $0.date) }) { return .wrongDate }
      case .number(let value): if let fault = numberFault(value, at: index) { return fault }
      case .guideline: if !guidelineApplies() { return .falseComparison }
      case .label, .menu, .symbol: break
      }
    }
    for sentence in Set(tokens.map(\.sentence)).sorted() {
      if let fault = timeFault(in: sentence) { return fault }
    }
    return nil
  }

  /// Whether `text` is the date of a fact: the whole, or its day where the fact has a time of day too.
  static func isDate(_ text: String, _ date: String?) -> Bool {
    guard let date = date?.lowercased() else { return false }
    return text == date || (text.count == 10 && date.hasPrefix(text + "t"))
  }

  func numberFault(_ value: ExactDecimal, at index: Int) -> Refusal.Reason? {
    if isDay(at: index) {
      return scope.cited.contains { $0.date == "day \(value)" } ? nil : .unknownNumber
    }
    let facts = scope.known.filter { Self.number(of: $0) == value }
    let thresholds = scope.guideline?.tokens.filter { $0.kind == .number(value) } ?? []
    guard !facts.isEmpty || !thresholds.isEmpty else { return .unknownNumber }
    let owned = owned(facts, at: index)
    // A threshold is only ever something to compare with: else it would pass for a value.
    guard !owned.isEmpty || (!thresholds.isEmpty && comparison(before: index, in: tokens) != nil) else {
      return facts.isEmpty ? .unknownNumber : .numberOfAnotherFact
    }
    if let unit = tokens[index].unit {
      let isThresholdUnit = thresholds.contains { other in
        other.unit.map { Self.plain($0) == Self.plain(unit) } ?? scope.cited.contains { Self.isUnit(unit, of: $0) }
      }
      guard isThresholdUnit || owned.contains(where: { Self.isUnit(unit, of: $0) }) else { return .wrongUnitInText }
    }
    return comparisonFault(value, at: index)
  }

  /// `day 1234`, as de-identification writes dates.
  func isDay(at index: Int) -> Bool { index > 0 && tokens[index - 1].text == "day" }

  /// Those of `facts` whose number the one at `index` can be.
  func owned(_ facts: [ChartFact], at index: Int) -> [ChartFact] {
    if let owner = owner(of: index) ?? followingOwner(of: index) {
      return facts.filter { owner.contains($0.label.lowercased()) }
    }
    // Without a name the number must be beyond doubt.
    let candidates = Set(scope.cited.filter { Self.number(of: $0) != nil }.map { $0.label.lowercased() })
    return candidates.count == 1 ? facts : []
  }

  func followingOwner(of index: Int) -> Set<String>? {
    tokens.indices[(index + 1)...].lazy.filter { tokens[$0].sentence == tokens[index].sentence }
      .compactMap { labels(at: $0) }.first { !$0.isDisjoint(with: scope.measured) }
  }

  // MARK: Names

  /// The labels that the nearest name before `index` in its sentence stands for; nil when there is none.
  func labels(before index: Int) -> Set<String>? {
    var at = index - 1
    while at >= 0, tokens[at].sentence == tokens[index].sentence {
      if let labels = labels(at: at) { return labels }
      at -= 1
    }
    return nil
  }

  /// The labels whose number the one at `index` is: of the nearest name before it that has numbers at all (`the eGFR under
  /// metformin is 28`), or of whatever name stands right before it.
  func owner(of index: Int) -> Set<String>? {
    var at = index - 1
    while at >= 0, tokens[at].sentence == tokens[index].sentence {
      if let labels = labels(at: at), at == index - 1 || !labels.isDisjoint(with: scope.measured) { return labels }
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
