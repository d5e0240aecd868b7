/// Checks that a text is plain, within bounds, and says nothing that a model may not say.
struct WordingCheck {
  let scope: TextScope

  /// The longest claim: a card's summary.
  static let claim = 140
  /// The longest rationale.
  static let rationale = 600
  /// The longest reason of a proposal or name of missing data.
  static let phrase = 200

  /// What is wrong with the shape of a text, whatever it says.
  static func shapeFault(_ text: String, limit: Int) -> Refusal.Reason? {
    guard text.contains(where: { $0.isLetter }) else { return .empty }
    guard text.unicodeScalars.count <= limit else { return .tooLong }
    guard text.unicodeScalars.allSatisfy(isPlain) else { return .strangeCharacters }
    if isMarkup(text) { return .markup }
    if isLink(text) { return .link }
    return nil
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x0D: true  // a line break is reported as markup
    case 0x20...0x7E: true
    case 0xC0...0x24F: true
    default: "°≥≤±·–—‘’“”…×µμ²³−".unicodeScalars.contains(scalar)
    }
  }

  private static func isMarkup(_ text: String) -> Bool {
    if text.contains(where: { "`*_|\\~#\n\r{}".contains($0) }) { return true }
    var previous: Character = " "
    var isEntity = false
    for character in text {
      if previous == "<", character.isLetter || "/!?".contains(character) { return true }
      if previous == "&", character == "#" || character.isLetter { isEntity = true }
      if isEntity, character == ";" { return true }
      if character.isWhitespace { isEntity = false }
      if previous == "]", character == "(" || character == ":" { return true }
      if previous == "!", character == "[" { return true }
      previous = character
    }
    return false
  }

  /// Addresses with and without a scheme (`evil.example`): a dot between two words of more than one letter.
  private static func isLink(_ text: String) -> Bool {
    let lower = text.lowercased()
    if ["://", "www.", "mailto:", "javascript:", "data:", "tel:", "@"].contains(where: { lower.contains($0) }) {
      return true
    }
    let parts = lower.split(separator: ".", omittingEmptySubsequences: false)
    for (left, right) in zip(parts, parts.dropFirst()) {
      let before = left.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "-" }
      let after = right.prefix { $0.isLetter }
      if before.count > 1, before.contains(where: { $0.isLetter }), after.count > 1 { return true }
    }
    return false
  }

  // MARK: What it says

  /// The first word or claim that a model may not make, or nil.
  func fault(_ check: NumberCheck, quoting cited: [SentFact]) -> Refusal.Reason? {
    let tokens = check.reading.tokens
    let citedLabels = Set(cited.map { $0.sent.label.lowercased() })
    for (index, token) in tokens.enumerated() {
      if let labels = check.labels(at: index) {
        let isElsewhere = token.kind == .word && scope.guidelineWords.contains(token.text)
        if labels.isDisjoint(with: citedLabels), labels.isSubset(of: scope.labels), !isElsewhere {
          return .uncitedFact
        }
        let before = tokens[max(index - 3, 0)..<index].filter { $0.sentence == token.sentence }
        if before.contains(where: { $0.kind == .word && WordList.negators.contains($0.text) }) { return .deniedFact }
      }
      guard token.kind == .word else { continue }
      if WordList.directives.contains(token.text) { return .directive }
      if WordList.urgency.contains(token.text) { return .urgency }
      if WordList.reassurance.contains(token.text) { return .reassurance }
      if WordList.judgements.contains(token.text), !scope.guidelineWords.contains(token.text) {
        return .uncheckableJudgement
      }
    }
    return nil
  }

  /// Whether quoted records that are past are spoken of as such.
  func statusFault(_ text: String, quoting cited: [SentFact]) -> Refusal.Reason? {
    let types: Set<String> = ["MedicationRequest", "MedicationStatement", "Condition", "AllergyIntolerance"]
    let isPast = cited.contains { fact in
      types.contains(fact.sent.type) && fact.sent.status.map(WordList.inactive.contains) == true
    }
    guard isPast else { return nil }
    return WordList.past.isDisjoint(with: TextScope.words(of: text)) ? .statusOmitted : nil
  }

  /// Whether the text names a drug or disease that is nowhere in what was sent, on the menu or in a guideline.
  func termFault(_ check: NumberCheck) -> Refusal.Reason? {
    for token in check.reading.tokens where token.kind == .word || token.kind == .mixed {
      if TermStems.looksLikeTerm(token.text), !scope.words.contains(token.text) { return .unknownTerm }
    }
    return nil
  }
}
