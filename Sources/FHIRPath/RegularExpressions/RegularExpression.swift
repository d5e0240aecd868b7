/// A regular expression, matched in time linear in its size and the text's: what CQL's text operators use too.
package struct RegularExpression: Sendable {
  private let program: PatternProgram
  /// The same as a class of characters, where it is no more.
  private let separator: PlainSeparator?

  /// Compiles a pattern. `(?i)`, `(?m)` and `(?s)` at its start count for the whole of it; `.` matches line breaks always.
  /// - Throws: ``FHIRPathError`` if it is none, or too large.
  package init(_ pattern: String) throws(FHIRPathError) {
    separator = PlainSeparator(pattern)
    guard pattern.hasPrefix("(?"), let end = pattern.firstIndex(of: ")"),
      case let letters = pattern[..<end].dropFirst(2),
      !letters.isEmpty, letters.allSatisfy({ "ims".contains($0) })
    else {
      program = try PatternProgram(pattern)
      return
    }
    let options = try PatternProgram.Options(letters.filter { $0 != "s" })
    program = try PatternProgram(String(pattern[pattern.index(after: end)...]), options: options)
  }

  /// Whether the pattern matches somewhere in the text, or with `whole` all of it.
  package func matches(_ text: String, whole: Bool) throws(FHIRPathError) -> Bool {
    var matcher = PatternMatcher(program, over: text)
    return try matcher.matches(whole: whole)
  }

  /// The text with each match replaced; `$1` and `${name}` stand for groups, `\$` for `$`.
  package func replacing(in text: String, with replacement: String, limit: Int) throws(FHIRPathError) -> String {
    var matcher = PatternMatcher(program, over: text)
    return try matcher.replacing(with: replacement, limit: limit)
  }

  /// The parts of the text between the matches.
  package func split(_ text: String) throws(FHIRPathError) -> [String] {
    if let separator { return separator.split(text) }
    // A character that no text of a FHIR document may hold marks the places.
    let mark: Character = "\u{0}"
    let marked = try replacing(in: text, with: String(mark), limit: text.utf8.count * 2 + 16)
    return marked.split(separator: mark, omittingEmptySubsequences: false).map(String.init)
  }
}
