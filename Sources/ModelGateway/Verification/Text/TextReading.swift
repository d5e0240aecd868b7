import ClinicalTypes

/// A text in pieces. Names of facts and of the menu are found first, so that a digit in a name is not taken for a value.
struct TextReading: Sendable {
  private(set) var tokens: [TextToken] = []
  private let characters: [Character]
  private let phrases: [Character: [Phrase]]
  private let units: [[Character]]

  /// A name to be found.
  struct Phrase: Sendable {
    let characters: [Character]
    let kind: TextToken.Kind
  }

  /// Reads a text.
  /// - Parameters:
  ///   - text: the text.
  ///   - phrases: the names by their first character, the longest first.
  ///   - units: further units than the common ones.
  init(_ text: String, phrases: [Character: [Phrase]] = [:], units: [String] = []) {
    characters = Array(text.lowercased())
    self.phrases = phrases
    self.units = (WordList.units + units.map { $0.lowercased() }).filter { !$0.isEmpty }.map(Array.init)
      .sorted { $0.count > $1.count }
    read()
  }

  private mutating func read() {
    var at = 0
    var sentence = 0
    while at < characters.count {
      let character = characters[at]
      if isWordStart(at), let phrase = phrase(at: at) {
        tokens.append(.init(kind: phrase.kind, text: String(phrase.characters), sentence: sentence))
        at += phrase.characters.count
      } else if Self.isDigit(character) {
        at = readNumber(at, sentence)
      } else if at + 1 < characters.count, Self.isDigit(characters[at + 1]), isNegative(at + 1) {
        // The sign belongs to the number: `day -9468`.
        at = readNumber(at + 1, sentence)
      } else if character.isNumber {
        // The square of m² belongs to its unit.
        let isSquare = (character == "²" || character == "³") && at > 0 && characters[at - 1] == "m"
        if !isSquare { tokens.append(.init(kind: .ambiguous, text: String(character), sentence: sentence)) }
        at += 1
      } else if character.isLetter {
        at = readWord(at, sentence)
      } else {
        if !character.isWhitespace {
          tokens.append(.init(kind: .symbol, text: String(character), sentence: sentence))
        }
        let endsSentence = at + 1 >= characters.count || characters[at + 1].isWhitespace
        if (".!?;".contains(character) && endsSentence) || character.isNewline { sentence += 1 }
        at += 1
      }
    }
  }

  private func isWordStart(_ at: Int) -> Bool {
    at == 0 || !(characters[at - 1].isLetter || characters[at - 1].isNumber)
  }

  private func phrase(at: Int) -> Phrase? {
    phrases[characters[at]]?.first { phrase in
      let end = at + phrase.characters.count
      guard end <= characters.count, characters[at..<end].elementsEqual(phrase.characters) else { return false }
      guard end < characters.count, let last = phrase.characters.last, last.isLetter || last.isNumber else {
        return true
      }
      return !(characters[end].isLetter || characters[end].isNumber)
    }
  }

  private mutating func readNumber(_ start: Int, _ sentence: Int) -> Int {
    if let end = dateEnd(start) {
      tokens.append(.init(kind: .date, text: String(characters[start..<end]), sentence: sentence))
      return end
    }
    var end = start
    var points = 0
    var commas = 0
    while end < characters.count {
      if Self.isDigit(characters[end]) {
        end += 1
      } else if characters[end] == "." || characters[end] == ",", end + 1 < characters.count,
        Self.isDigit(characters[end + 1])
      {
        if characters[end] == "." { points += 1 } else { commas += 1 }
        end += 1
      } else {
        break
      }
    }
    var text = String(characters[start..<end])
    if isNegative(start) { text = "-" + text }
    var token = TextToken(kind: .ambiguous, text: text, sentence: sentence)
    if points <= 1, commas == 0, let value = ExactDecimal(text) {
      token = TextToken(kind: .number(value), text: text, sentence: sentence)
    }
    if let found = unit(after: end) {
      token.unit = found.unit
      end = found.end
    }
    tokens.append(token)
    return end
  }

  private func isNegative(_ start: Int) -> Bool {
    guard start > 0, characters[start - 1] == "-" || characters[start - 1] == "−" else { return false }
    return start == 1 || characters[start - 2].isWhitespace || characters[start - 2] == "("
  }

  /// The end of `2026-10-02`, `2026-10` or a dateTime at `start`; nil when there is none.
  private func dateEnd(_ start: Int) -> Int? {
    func digits(_ from: Int, _ count: Int) -> Bool {
      from + count <= characters.count && characters[from..<(from + count)].allSatisfy(Self.isDigit)
    }
    guard digits(start, 4), start + 4 < characters.count, characters[start + 4] == "-", digits(start + 5, 2) else {
      return nil
    }
    var end = start + 7
    if end < characters.count, characters[end] == "-", digits(end + 1, 2) { end += 3 }
    if end + 1 < characters.count, characters[end] == "t", Self.isDigit(characters[end + 1]) {
      while end < characters.count, Self.isDigit(characters[end]) || "t:.+-z".contains(characters[end]) { end += 1 }
      while characters[end - 1] == "." || characters[end - 1] == "-" { end -= 1 }
    }
    return end
  }

  /// The unit after a number, and where it ends.
  private func unit(after end: Int) -> (unit: String, end: Int)? {
    var at = end
    if at < characters.count, characters[at] == " " { at += 1 }
    if at < characters.count, characters[at] == "-" { at += 1 }
    for unit in units where at + unit.count <= characters.count {
      let stop = at + unit.count
      guard characters[at..<stop].elementsEqual(unit) else { continue }
      if stop < characters.count, let last = unit.last, last.isLetter || last.isNumber,
        characters[stop].isLetter || characters[stop].isNumber || "/·^".contains(characters[stop])
      {
        continue
      }
      return (String(unit), stop)
    }
    return nil
  }

  private mutating func readWord(_ start: Int, _ sentence: Int) -> Int {
    var end = start
    while end < characters.count,
      characters[end].isLetter || characters[end].isNumber
        || ((characters[end] == "'" || characters[end] == "’") && end + 1 < characters.count
          && characters[end + 1].isLetter)
    {
      end += 1
    }
    let word = characters[start..<end].filter { $0 != "’" && $0 != "'" }
    // `m²` is a unit's end, not a name.
    let isMixed = word.contains { $0.isNumber && $0 != "²" && $0 != "³" }
    tokens.append(.init(kind: isMixed ? .mixed : .word, text: String(word), sentence: sentence))
    return end
  }

  private static func isDigit(_ character: Character) -> Bool { "0"..."9" ~= character && character.isASCII }
}
