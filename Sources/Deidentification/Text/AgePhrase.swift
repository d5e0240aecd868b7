/// Ages above 89 in words: "94-year-old", "aged 94", "ninety-four years".
enum AgePhrase {
  static let units: Set<String> = ["year", "years", "yr", "yrs", "yo", "y"]

  static func isPresent(in text: String) -> Bool {
    let tokens = TextTokens(text).tokens
    return tokens.indices.contains { range(at: $0, in: tokens) != nil }
  }

  /// The tokens of such an age that begins at `index`.
  static func range(at index: Int, in tokens: [TextToken]) -> ClosedRange<Int>? {
    let token = tokens[index]
    if token.kind == .digits, let value = Int(token.text), 90...130 ~= value {
      if let unit = nextWord(after: index, in: tokens, within: 2), units.contains(tokens[unit].text) {
        return index...withOld(after: unit, in: tokens)
      }
      if let previous = tokens[..<index].lastIndex(where: { $0.kind == .word }), index - previous <= 3,
        ["age", "aged", "ages"].contains(tokens[previous].text)
          || (tokens[previous].text == "of" && previous > 0 && tokens[previous - 1].text == "age")
      {
        return index...index
      }
    }
    if token.kind == .word, ["ninety", "hundred", "centenarian", "nonagenarian"].contains(token.text) {
      var last = index
      while let next = nextWord(after: last, in: tokens, within: 2), numerals.contains(tokens[next].text) {
        last = next
      }
      if token.text.hasSuffix("arian") { return index...index }
      if let unit = nextWord(after: last, in: tokens, within: 2), units.contains(tokens[unit].text) {
        return index...withOld(after: unit, in: tokens)
      }
    }
    return nil
  }

  /// "-old" belongs to the age.
  private static func withOld(after unit: Int, in tokens: [TextToken]) -> Int {
    guard let next = nextWord(after: unit, in: tokens, within: 2), tokens[next].text == "old" else { return unit }
    return next
  }

  private static let numerals: Set<String> = [
    "and", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
  ]

  private static func nextWord(after index: Int, in tokens: [TextToken], within distance: Int) -> Int? {
    let end = min(tokens.count, index + 1 + distance)
    guard index + 1 < end else { return nil }
    return tokens[(index + 1)..<end].firstIndex { $0.kind == .word }
  }
}
