import FHIRPath

/// Regular expressions by their text: each is compiled once.
struct Patterns {
  private var known: [String: RegularExpression] = [:]
  /// More are forgotten all at once: a library has few, data may hold any number.
  private static let bound = 256

  /// The expression of a text.
  mutating func expression(_ text: String) throws(CQLError) -> RegularExpression {
    if let known = known[text] { return known }
    let expression: RegularExpression
    do throws(FHIRPathError) { expression = try RegularExpression(text) } catch { throw Self.failure(text, error) }
    if known.count >= Self.bound { known = [:] }
    known[text] = expression
    return expression
  }

  static func failure(_ text: String, _ error: FHIRPathError) -> CQLError {
    CQLError(.value, "The pattern '\(text)' cannot be used: \(error)")
  }
}

/// What a text must hold to match a pattern like `.*(warfarin|coumadin).*`: one of some plain texts, anywhere or at an end.
/// Most patterns of decision support are such, and are answered without the machine for regular expressions.
struct PlainPattern: Sendable {
  private let alternatives: [[UInt8]]
  private let isOpenBefore: Bool
  private let isOpenAfter: Bool
  private let ignoresCase: Bool

  /// Nil for a pattern that is more than that.
  init?(_ pattern: String) {
    var rest = pattern[...]
    ignoresCase = rest.hasPrefix("(?i)")
    if ignoresCase { rest = rest.dropFirst(4) }
    isOpenBefore = rest.hasPrefix(".*")
    if isOpenBefore { rest = rest.dropFirst(2) }
    isOpenAfter = rest.hasSuffix(".*")
    if isOpenAfter { rest = rest.dropLast(2) }
    if rest.hasPrefix("("), rest.hasSuffix(")") {
      rest = rest.dropFirst().dropLast()
      if rest.hasPrefix("?:") { rest = rest.dropFirst(2) }
    } else if rest.contains("|") {
      return nil
    }
    var alternatives: [[UInt8]] = []
    for part in rest.split(separator: "|", omittingEmptySubsequences: false) {
      // Letters, digits and blanks stand for themselves in every dialect.
      guard !part.isEmpty, part.utf8.allSatisfy({ Self.isPlain($0) }) else { return nil }
      alternatives.append(Array((ignoresCase ? part.lowercased() : String(part)).utf8))
    }
    guard !alternatives.isEmpty, alternatives.count <= 64 else { return nil }
    self.alternatives = alternatives
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20, 0x2D, 0x5F: true
    default: false
    }
  }

  /// Whether the text as a whole matches; nil where that is not for this to say: a text with line breaks, which `.` may
  /// not match, or letters beyond ASCII where case does not count.
  func matches(_ text: String) -> Bool? {
    var text = text
    return text.withUTF8 { bytes -> Bool? in
      for byte in bytes where byte == 0x0A || byte == 0x0D || byte >= 0x80 { return nil }
      for alternative in alternatives where isMatch(alternative, bytes) { return true }
      return false
    }
  }

  private func isMatch(_ wanted: [UInt8], _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count >= wanted.count else { return false }
    let last = text.count - wanted.count
    let starts = isOpenBefore ? (isOpenAfter ? 0...last : last...last) : 0...0
    guard isOpenBefore || isOpenAfter || last == 0 else { return false }
    for start in starts {
      var index = 0
      while index < wanted.count, folded(text[start + index]) == wanted[index] { index += 1 }
      if index == wanted.count { return true }
    }
    return false
  }

  private func folded(_ byte: UInt8) -> UInt8 {
    ignoresCase && byte &- 0x41 < 26 ? byte | 0x20 : byte
  }
}
