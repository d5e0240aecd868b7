/// What is left of a text after everything known was marked: is there still something that could identify?
struct DoubtDetector {
  let lexicon: Lexicon

  func finds(in marks: TextMarks) -> Bool {
    var digits = 0
    for (index, token) in marks.tokens.enumerated() where !marks.isMarked(index) {
      switch token.kind {
      case .word:
        if isDoubtful(token, at: index, marks) { return true }
        digits = 0
      case .digits:
        digits = token.isAfterSpace ? token.text.count : digits + token.text.count
        if digits > 6 { return true }
      case .sign:
        if ["@", "\\", "_", "~"].contains(token.text) { return true }
        if token.text == "%", isEncoded(index, marks) { return true }
        if token.text == "<" || token.text == "&", index + 1 < marks.tokens.count,
          !marks.tokens[index + 1].isAfterSpace,
          marks.tokens[index + 1].kind == .word || marks.tokens[index + 1].text == "#"
        {
          return true
        }
      }
    }
    return false
  }

  private func isDoubtful(_ token: TextToken, at index: Int, _ marks: TextMarks) -> Bool {
    if token.isForeign { return true }
    // No English word is that long; Base64 and other encodings are.
    if token.text.utf8.count > 24 { return true }
    if lexicon.knows(token.text) || token.text.utf8.count == 1 || NumberDetector.units.contains(token.text) {
      return false
    }
    if token.beginsUpper { return !(token.isAllUpper && token.text.utf8.count <= 3) || touchesDigits(index, marks) }
    // A capital within a word (iPhone is rare in notes, Base64 is not).
    let inner = marks.scalars[token.range].dropFirst()
    return inner.contains { $0.properties.isUppercase } && token.text.utf8.count > 5
  }

  /// Letters that run into figures: part of a number that was cut up.
  private func touchesDigits(_ index: Int, _ marks: TextMarks) -> Bool {
    let tokens = marks.tokens
    let isAfter = index > 0 && !tokens[index].isAfterSpace && tokens[index - 1].kind == .digits
    return isAfter
      || (index + 1 < tokens.count && !tokens[index + 1].isAfterSpace && tokens[index + 1].kind == .digits)
  }

  private func isEncoded(_ index: Int, _ marks: TextMarks) -> Bool {
    guard index + 1 < marks.tokens.count else { return false }
    let next = marks.tokens[index + 1]
    return !next.isAfterSpace && next.kind != .sign
  }
}
