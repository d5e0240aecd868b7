/// Text that is shown as it stands: summaries, labels, descriptions.
public enum PlainText {
  /// `text` on one line, without control characters and bidirectional overrides, and with every `<` that could open an
  /// HTML tag kept from doing so by a space (`eGFR <30` stays; `<b>` becomes `< b>`).
  public static func line(_ text: String) -> String { line(text, breakingTags: true) }

  static func line(_ text: String, breakingTags: Bool) -> String {
    if isOrdinary(text, refusing: "<") { return text }
    var out = String.UnicodeScalarView()
    var pendingSpace = false
    for scalar in text.unicodeScalars {
      if isSpace(scalar) {
        pendingSpace = !out.isEmpty
        continue
      }
      guard !isForbidden(scalar) else { continue }
      if pendingSpace {
        out.append(" ")
        pendingSpace = false
      }
      if breakingTags, opensTag(scalar), out.last == "<" { out.append(" ") }
      out.append(scalar)
    }
    return String(out)
  }

  /// `text` over several lines, otherwise as ``line(_:)``.
  public static func lines(_ text: String) -> String {
    text.split(omittingEmptySubsequences: false) { $0.isNewline }
      .map { line in
        // Leading spaces show structure in plain text.
        let indent = line.prefix { $0 == " " }
        return indent + self.line(String(line))
      }
      .joined(separator: "\n")
      .trimmed
  }

  /// Shortens `text` to at most `limit` Unicode scalars, at a word where there is one, ending in `…`.
  public static func shorten(_ text: String, to limit: Int) -> String {
    guard text.unicodeScalars.count > limit else { return text }
    guard limit > 1 else { return limit == 1 ? "…" : "" }
    var end = text.startIndex
    var count = 0
    var lastBreak: String.Index?
    while end < text.endIndex {
      let next = text.index(after: end)  // whole characters only
      let scalars = text.unicodeScalars.distance(from: end, to: next)
      guard count + scalars <= limit - 1 else { break }
      if text[end] == " " { lastBreak = end }
      count += scalars
      end = next
    }
    // The cut is at a word already when a space follows it.
    let cut: String.Index
    if end < text.endIndex, text[end] == " " {
      cut = end
    } else if let lastBreak, text.distance(from: text.startIndex, to: lastBreak) >= limit / 2 {
      cut = lastBreak
    } else {
      cut = end
    }
    return text[..<cut].trimmed + "…"
  }

  /// Whether `text` is one line of visible ASCII and single spaces between words, with none of the bytes of `special`:
  /// by far the commonest case, in which there is nothing to do.
  static func isOrdinary(_ text: String, refusing special: StaticString, lines: Bool = false) -> Bool {
    var before = UInt8(ascii: " ")
    for byte in text.utf8 {
      if byte == UInt8(ascii: " ") {
        guard lines || before != byte else { return false }
      } else if byte == UInt8(ascii: "\n") {
        guard lines else { return false }
      } else {
        guard byte > 0x20, byte < 0x7F else { return false }
        let isSpecial = special.withUTF8Buffer { $0.contains(byte) }
        guard !isSpecial else { return false }
        // What Markdown makes a link of by itself: `://` and `www`.
        guard !(byte == UInt8(ascii: "/") && before == UInt8(ascii: ":")) || lines,
          !(byte == UInt8(ascii: "w") && before == byte) || lines
        else { return false }
      }
      before = byte
    }
    guard let first = text.utf8.first else { return true }
    return first > 0x20 && before > 0x20
  }

  /// Whether no byte of `text` is one of `special`, and no character needs a closer look: a control, a separator of lines, an
  /// override of direction, or one beyond the Basic Multilingual Plane. Texts with `≥` and `µ` are such.
  static func isShown(_ text: String, refusing special: StaticString) -> Bool {
    // The bytes before: 0xE2 0x80 and 0xE2 0x81 begin what steers lines and directions.
    var (first, second): (UInt8, UInt8) = (0, 0)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\n"): break
      case ..<0x20, 0x7F, 0xEF...: return false
      case ..<0x7F: if special.withUTF8Buffer({ $0.contains(byte) }) { return false }
      case 0x80...0x9F where second == 0xC2: return false
      case 0xA8...0xAE where first == 0xE2 && second == 0x80: return false
      case 0xA6...0xA9 where first == 0xE2 && second == 0x81: return false
      default: break
      }
      (first, second) = (second, byte)
    }
    return true
  }

  static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }

  /// Whether a `<` before `scalar` would begin a tag, a comment or a declaration in HTML.
  static func opensTag(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "/", "!", "?": true
    default: false
    }
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x2028, 0x2029: true
    default: false
    }
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  var trimmed: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
