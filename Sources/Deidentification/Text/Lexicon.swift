/// The words that are known to name nobody: clinical terms, common English, and names that are diseases or methods.
///
/// Its text is words parted by white space; a line that begins with `#` is a comment, and after the line `[eponyms]`
/// come the names (Parkinson, Foley) that may stand in capitals in the middle of a sentence.
struct Lexicon: Sendable {
  private let words: Set<String>
  private let eponyms: Set<String>

  init(_ text: [UInt8]) {
    var words: Set<String> = []
    var eponyms: Set<String> = []
    var isEponyms = false
    for line in String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
      if line == "[eponyms]" {
        isEponyms = true
        continue
      }
      for word in TextFolding.words(String(line)) {
        if isEponyms { eponyms.insert(word) } else { words.insert(word) }
      }
    }
    self.words = words
    self.eponyms = eponyms
  }

  var isEmpty: Bool { words.isEmpty }

  /// Whether a folded word is known, as it is or as a plural or inflected form.
  func knows(_ word: String) -> Bool {
    if words.contains(word) || eponyms.contains(word) { return true }
    for (ending, stem) in Self.endings where word.count > ending.count + 2 && word.hasSuffix(ending) {
      if words.contains(word.dropLast(ending.count) + stem) { return true }
    }
    return false
  }

  private static let endings: [(String, String)] = [
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""), ("al", ""),
  ]

  /// Whether every word of a text is known and its numbers are too short to identify: what the rule `terms` lets out.
  func coversWhole(_ text: String) -> Bool {
    guard !isEmpty, text.utf8.count <= 1_000, !NumberShapes.looksIdentifying(text) else { return false }
    let words = TextFolding.words(text)
    return !words.isEmpty && words.allSatisfy { $0.utf8.count == 1 || knows($0) }
      && words.count(where: { $0.utf8.count == 1 }) <= max(2, words.count / 2)
  }
}
