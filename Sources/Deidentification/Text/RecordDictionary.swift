/// The names and numbers that the record itself holds, in every spelling that folding makes equal.
struct RecordDictionary: Sendable {
  /// Words of names and places that are no words of the lexicon.
  private(set) var names: Set<String> = []
  /// Words of people's names that are words of the lexicon too (White, Young): names where they begin with a capital.
  private(set) var ambiguousNames: Set<String> = []
  private var runs: [Int: Set<[UInt8]>] = [:]
  let lexicon: Lexicon

  init(lexicon: Lexicon) { self.lexicon = lexicon }

  /// Adds the words of a person's name.
  mutating func add(personName text: String) {
    for word in TextFolding.words(text) where word.unicodeScalars.count > 2 {
      if lexicon.knows(word) { ambiguousNames.insert(word) } else { add(unknown: word) }
    }
  }

  /// Names of six letters and more are looked for across blanks and signs too ("Fern dale", "F.e.r.n.d.a.l.e").
  private mutating func add(unknown word: String) {
    names.insert(word)
    let letters = Array(word.utf8)
    if 6...64 ~= letters.count, letters.allSatisfy(\.isLetter) { runs[letters.count, default: []].insert(letters) }
  }

  /// Adds the words of a place, an organisation or a display, which often are ordinary words as well.
  mutating func add(otherName text: String) {
    for word in TextFolding.words(text) where word.unicodeScalars.count > 2 && !lexicon.knows(word) {
      add(unknown: word)
    }
    add(number: text)
  }

  /// Adds a line of an address: its unknown words, and the line as a whole even if its words are ordinary ones.
  mutating func add(addressLine text: String) {
    add(otherName: text)
    let folded = TextFolding.alphanumerics(text)
    if 8...64 ~= folded.count, folded.contains(where: \.isDigit) { runs[folded.count, default: []].insert(folded) }
  }

  /// Adds an identifier, a telephone number or another text that identifies by its digits.
  mutating func add(number text: String) {
    guard text.utf8.count <= 128 else { return }
    let folded = TextFolding.alphanumerics(text)
    let digits = folded.count(where: \.isDigit)
    guard 4...64 ~= folded.count, digits >= 4 || (digits == 3 && folded.count > 4) else { return }
    runs[folded.count, default: []].insert(folded)
  }

  /// Whether a short text holds anything of the dictionary.
  func touches(_ text: String, ignoringAmbiguous: Bool) -> Bool {
    for word in TextFolding.words(text) {
      if names.contains(word) || (!ignoringAmbiguous && ambiguousNames.contains(word)) { return true }
    }
    return !ranges(in: TextFolding.alphanumerics(text)).isEmpty
  }

  /// Where numbers and long names of the dictionary stand in a run of letters and digits, whatever parted them.
  func ranges(in text: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for (length, known) in runs where length <= text.count {
      for start in 0...(text.count - length) where known.contains(Array(text[start..<(start + length)])) {
        // A number of four digits is only itself when no digit stands beside it.
        let isInside =
          (start > 0 && text[start - 1].isDigit) || (start + length < text.count && text[start + length].isDigit)
        if length > 4 || !isInside { found.append(start..<(start + length)) }
      }
    }
    return found
  }
}
