/// Checks that a text is plain, within bounds, and says nothing that a model may not say.
struct WordingCheck {
  let scope: TextScope

  /// The longest claim: a card's summary.
  static let claim = 140
  /// The longest rationale.
  static let rationale = 600
  /// The longest reason of a proposal.
  static let phrase = 200
  /// The longest name of missing data: a name, not a sentence.
  static let missing = 60

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
      guard let labels = check.labels(at: index) else { continue }
      if labels.isDisjoint(with: citedLabels), labels.isSubset(of: scope.labels), !scope.words.contains(token.text) {
        return .uncitedFact
      }
      let before = tokens[max(index - 3, 0)..<index].filter { $0.sentence == token.sentence }
      if before.contains(where: { WordList.negators.contains($0.text) && !WordList.past.contains($0.text) }) {
        return .deniedFact
      }
      if isOnlyAllergy(labels), !speaksOfAllergy(tokens, token.sentence) { return .falseStatus }
    }
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .word: if let fault = wordFault(at: index, check) { return fault }
      case .symbol: if !isPlainSymbol(at: index, tokens) { return .unknownWord }
      default: break
      }
    }
    for sentence in Set(tokens.map(\.sentence)) where !isNamed(sentence, check) { return .falseStatus }
    return nil
  }

  /// Whether a sentence names what it speaks of: nobody can tell what `it` is.
  private func isNamed(_ sentence: Int, _ check: NumberCheck) -> Bool {
    let tokens = check.reading.tokens
    return tokens.indices.contains { index in
      tokens[index].sentence == sentence
        && (tokens[index].kind == .menu || tokens[index].kind == .guideline || check.labels(at: index) != nil)
    } || !tokens.contains { $0.sentence == sentence && $0.kind == .word }
  }

  private func wordFault(at index: Int, _ check: NumberCheck) -> Refusal.Reason? {
    let tokens = check.reading.tokens
    let word = tokens[index].text
    if WordList.past.contains(word) { return isPast(check.subject(of: index)) ? nil : .falseStatus }
    if scope.cited.contains(where: { $0.status == word }) {
      // A state (`active`) belongs to the record that is named beside it.
      return hasStatus(word, check.subject(of: index)) ? nil : .falseStatus
    }
    if scope.words.contains(word) || scope.furtherWords.contains(word) { return nil }
    if WordList.directives.contains(word) { return .directive }
    if WordList.urgency.contains(word) { return .urgency }
    if WordList.reassurance.contains(word) { return .reassurance }
    if WordList.judgements.contains(word) { return .uncheckableJudgement }
    if WordList.rises.contains(word) || WordList.falls.contains(word) { return nil }
    guard WordList.plain.contains(word) else { return .unknownWord }
    let sentence = tokens.filter { $0.sentence == tokens[index].sentence }
    if sentence.contains(where: { $0.kind == .menu }) {
      return WordList.besideActions.contains(word) || WordList.allergies.contains(word) ? nil : .falseStatus
    }
    if WordList.offers.contains(word) { return .falseStatus }
    if WordList.comparisons.contains(word), !isBeforeNumber(index, tokens) { return .uncheckableJudgement }
    if let types = WordList.typeWords[word] {
      let isOfType = check.subject(of: index).allSatisfy { named in
        scope.known.contains { named.contains($0.label.lowercased()) && types.contains($0.type) }
      }
      return isOfType ? nil : .falseStatus
    }
    return nil
  }

  private func isBeforeNumber(_ index: Int, _ tokens: [TextToken]) -> Bool {
    tokens[(index + 1)...].prefix(6).contains { token in
      if case .number = token.kind { token.sentence == tokens[index].sentence } else { false }
    }
  }

  // MARK: States

  /// Types whose records are past by their state.
  private static let dated: Set<String> = [
    "MedicationRequest", "MedicationStatement", "Condition", "AllergyIntolerance",
  ]

  /// Whether all that is named is past by its record.
  private func isPast(_ subject: [Set<String>]) -> Bool {
    !subject.isEmpty
      && subject.allSatisfy { named in
        scope.cited.contains { fact in
          named.contains(fact.label.lowercased()) && Self.dated.contains(fact.type)
            && fact.status.map(WordList.inactive.contains) == true
        }
      }
  }

  private func hasStatus(_ status: String, _ subject: [Set<String>]) -> Bool {
    !subject.isEmpty
      && subject.allSatisfy { named in
        scope.cited.contains { named.contains($0.label.lowercased()) && $0.status == status }
      }
  }

  // MARK: Allergies

  /// Whether a name is a quoted allergen's and nothing else's: naming it without its allergy would make a drug of it.
  private func isOnlyAllergy(_ labels: Set<String>) -> Bool {
    let named = scope.cited.filter { labels.contains($0.label.lowercased()) }
    return !named.isEmpty && named.allSatisfy { $0.type == "AllergyIntolerance" }
  }

  private func speaksOfAllergy(_ tokens: [TextToken], _ sentence: Int) -> Bool {
    tokens.contains { $0.sentence == sentence && WordList.allergies.contains($0.text) }
  }

  /// Stops, commas and brackets anywhere; a hyphen between words; a comparison sign.
  private func isPlainSymbol(at index: Int, _ tokens: [TextToken]) -> Bool {
    let text = tokens[index].text
    if ".,;:()<>≤≥".contains(text) { return true }
    guard text == "-", index > 0, index + 1 < tokens.count else { return false }
    return [tokens[index - 1], tokens[index + 1]].allSatisfy { token in
      switch token.kind {
      case .word, .label, .menu: true
      default: false
      }
    }
  }

  /// Whether quoted records that are past are spoken of as such.
  func statusFault(_ text: String, quoting cited: [SentFact]) -> Refusal.Reason? {
    let isPast = cited.contains { fact in
      Self.dated.contains(fact.sent.type) && fact.sent.status.map(WordList.inactive.contains) == true
    }
    guard isPast else { return nil }
    return WordList.past.isDisjoint(with: TextScope.words(of: text)) ? .statusOmitted : nil
  }

  /// Whether everything that a sentence names is a quoted allergy: otherwise it would make one of something else.
  private func isAllergySentence(_ index: Int, _ check: NumberCheck) -> Bool {
    let allergens = Set(scope.cited.filter { $0.type == "AllergyIntolerance" }.map { $0.label.lowercased() })
    let tokens = check.reading.tokens
    let named = tokens.indices.filter { tokens[$0].sentence == tokens[index].sentence }
      .compactMap { check.labels(at: $0) }
    return !named.isEmpty && named.allSatisfy { $0.isSubset(of: allergens) }
  }

  /// Whether the text names a drug or disease that is nowhere in what was sent, on the menu or in a guideline.
  func termFault(_ check: NumberCheck) -> Refusal.Reason? {
    for (index, token) in check.reading.tokens.enumerated() where token.kind == .word || token.kind == .mixed {
      if WordList.allergies.contains(token.text) {
        guard isAllergySentence(index, check) else { return .unknownTerm }
        continue
      }
      // The name of a sent fact that is not quoted has a reason of its own.
      let isKnown = scope.words.contains(token.text) || check.labels(at: index) != nil
      if TermStems.looksLikeTerm(token.text), !isKnown { return .unknownTerm }
    }
    return nil
  }
}
