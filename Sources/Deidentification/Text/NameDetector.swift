/// Names of people and places by the words that announce them, and by two unknown words with capitals side by side.
/// A name that was found once is found again in every other place of the text.
struct NameDetector {
  let dictionary: RecordDictionary

  func mark(_ marks: inout TextMarks) {
    var found: Set<String> = []
    for index in marks.tokens.indices where marks.tokens[index].kind == .word {
      if let range = person(at: index, marks.tokens) ?? pair(at: index, marks.tokens) {
        marks.mark(range, .name)
        found.formUnion(parts(of: range, marks.tokens))
      } else if let range = place(at: index, marks.tokens) {
        marks.mark(range, .place)
        found.formUnion(parts(of: range, marks.tokens))
      }
    }
    for (index, token) in marks.tokens.enumerated() where token.kind == .word && found.contains(token.text) {
      marks.mark(index...index, .name)
    }
  }

  private func parts(of range: ClosedRange<Int>, _ tokens: [TextToken]) -> [String] {
    tokens[range].filter { $0.kind == .word && $0.text.utf8.count > 2 && !dictionary.lexicon.knows($0.text) }.map(
      \.text)
  }

  private func isUnknownCapital(_ token: TextToken) -> Bool {
    token.kind == .word && token.beginsUpper && token.text.utf8.count > 1 && !dictionary.lexicon.knows(token.text)
      && !NumberDetector.units.contains(token.text)
  }

  /// Words with capitals from `index` on, with hyphens, apostrophes, initials and particles between them.
  private func name(from index: Int, _ tokens: [TextToken], anyCase: Bool = false) -> ClosedRange<Int>? {
    var next = index
    while next < tokens.count, ["'", "\"", "“", "”", ":", ",", "(", "."].contains(tokens[next].text), next < index + 2 {
      next += 1
    }
    guard next < tokens.count, tokens[next].kind == .word, tokens[next].beginsUpper || anyCase else { return nil }
    let isInitial = tokens[next].text.utf8.count == 1
    if dictionary.lexicon.knows(tokens[next].text), !isInitial, !anyCase { return nil }
    let first = next
    var last = next
    while next + 1 < tokens.count, next - first < 10 {
      let token = tokens[next + 1]
      if isUnknownCapital(token) || (token.kind == .word && token.beginsUpper && token.text.utf8.count == 1) {
        last = next + 1
      } else if !["-", "'", ".", "de", "la", "van", "von", "del", "der", "al", "bin", "s"].contains(token.text) {
        break
      } else if token.text == ".", next > first, tokens[next].text.utf8.count > 1 {
        break
      }
      next += 1
    }
    return first...last
  }

  private func person(at index: Int, _ tokens: [TextToken]) -> ClosedRange<Int>? {
    let text = tokens[index].text
    if Self.titles.contains(text) {
      // After a title even a known word is a name: Dr. White.
      guard let next = (index + 1..<min(index + 3, tokens.count)).first(where: { tokens[$0].kind == .word }),
        tokens[next].beginsUpper
      else { return nil }
      return name(from: next, tokens) ?? next...next
    }
    if Self.nicknames.contains(text) { return name(from: index + 1, tokens, anyCase: text != "named") }
    return Self.people.contains(text) ? name(from: index + 1, tokens) : nil
  }

  private func place(at index: Int, _ tokens: [TextToken]) -> ClosedRange<Int>? {
    let text = tokens[index].text
    if ["county", "parish", "township", "borough", "city"].contains(text), tokens[index].beginsUpper, index > 0,
      isUnknownCapital(tokens[index - 1])
    {
      return (index - 1)...index
    }
    if isUnknownCapital(tokens[index]), index + 2 < tokens.count, tokens[index + 1].text == ",",
      tokens[index + 2].isAllUpper, tokens[index + 2].text.utf8.count == 2
    {
      return index...(index + 2)
    }
    guard Self.places.contains(text) else { return nil }
    return name(from: index + 1, tokens)
  }

  private func pair(at index: Int, _ tokens: [TextToken]) -> ClosedRange<Int>? {
    guard isUnknownCapital(tokens[index]), !tokens[index].isAllUpper, let range = name(from: index, tokens),
      tokens[range].count(where: { isUnknownCapital($0) }) > 1
    else { return nil }
    return range
  }

  private static let titles: Set<String> = [
    "dr", "mr", "mrs", "ms", "miss", "prof", "professor", "sr", "fr", "rev", "herr", "frau", "mme", "monsieur", "mx",
    "sir",
    "drs", "rn", "md", "np",
  ]
  private static let nicknames: Set<String> = ["called", "nickname", "nicknamed", "aka", "alias", "named", "preferred"]
  private static let people: Set<String> = [
    "doctor", "nurse", "physician", "surgeon", "pcp", "provider", "patient", "pt", "daughter", "son", "wife", "husband",
    "mother", "father", "mom", "dad", "sister", "brother", "partner", "spouse", "friend", "neighbor", "neighbour",
    "aunt",
    "uncle", "cousin", "niece", "nephew", "grandmother", "grandfather", "grandson", "granddaughter", "caregiver",
    "carer",
    "guardian", "employer", "therapist", "counselor", "pharmacist", "name", "by", "with", "per", "and", "for", "to",
    "as",
    "is", "hi", "dear", "regards", "signed", "contact", "attending", "resident", "fiance", "fiancee", "girlfriend",
    "boyfriend", "midwife", "attn", "cc", "she", "he", "surname",
  ]
  private static let places: Set<String> = [
    "of", "in", "from", "near", "at", "outside", "around", "to", "via", "leaving", "city", "town", "village",
  ]
}
