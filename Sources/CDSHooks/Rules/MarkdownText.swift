/// GitHub-flavoured Markdown that cannot become HTML, and that links only where it may.
public enum MarkdownText {
  /// Escapes text that is no Markdown (a name, a value, a code's display) for use inside a line of Markdown.
  public static func escape(_ text: String) -> String {
    if PlainText.isOrdinary(text, refusing: "&<>\\`*_[]|~#") { return text }
    var out = ""
    for scalar in PlainText.line(text, breakingTags: false).unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "#": out += "\\" + String(scalar)
      default: out.unicodeScalars.append(scalar)
      }
    }
    // Bare addresses become links by themselves; ours are written as links.
    return out.replacing("://", with: ":\\/\\/").replacing("www.", with: "www\\.")
  }

  /// `markdown` with every `<`, `>` and `&` as an entity (those that are entities stay), without control characters, and
  /// with images and links to addresses that `isAllowed` refuses turned into text.
  public static func sanitize(_ markdown: String, linksAllowed isAllowed: (String) -> Bool) -> String {
    if PlainText.isOrdinary(markdown, refusing: "&<>]!", lines: true) { return markdown }
    return defuseLinks(escapeHTML(markdown), linksAllowed: isAllowed)
  }

  private static func escapeHTML(_ markdown: String) -> String {
    if PlainText.isShown(markdown, refusing: "&<>") { return markdown.trimmed }
    var out = ""
    out.reserveCapacity(markdown.utf8.count + 16)
    let scalars = markdown.unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let scalar = scalars[index]
      switch scalar {
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "&": out += isEntity(scalars[index...]) ? "&" : "&amp;"
      case "\n": out += "\n"
      case "\r", "\u{85}", "\u{2028}", "\u{2029}":
        // One line break, also for CR LF.
        let next = scalars.index(after: index)
        if !(scalar == "\r" && next < scalars.endIndex && scalars[next] == "\n") { out += "\n" }
      case "\t": out += "  "
      default: if !PlainText.isForbidden(scalar) { out.unicodeScalars.append(scalar) }
      }
      index = scalars.index(after: index)
    }
    return out.trimmed
  }

  /// Whether an `&` begins one of the entities that we write ourselves.
  private static func isEntity(_ rest: Substring.UnicodeScalarView) -> Bool {
    let head = String(String.UnicodeScalarView(rest.prefix(6)))
    return ["&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;"].contains { head.hasPrefix($0) }
  }

  /// Works on bytes: what Markdown marks links with is ASCII, whatever combining characters stand behind it.
  private static func defuseLinks(_ text: String, linksAllowed isAllowed: (String) -> Bool) -> String {
    let bytes = Array(text.utf8)
    guard holdsLink(bytes) else { return text }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 64)
    var at = 0
    while at < bytes.count {
      let next = at + 1 < bytes.count ? bytes[at + 1] : 0
      switch (bytes[at], next) {
      case (UInt8(ascii: "\\"), 1...):
        // An escaped character is text already.
        out += [bytes[at], next]
        at += 1
      case (UInt8(ascii: "!"), UInt8(ascii: "[")):
        // An image is fetched by the reader's machine: a tracker at best.
        out += [UInt8(ascii: "\\"), bytes[at]]
      case (UInt8(ascii: "]"), UInt8(ascii: ":")): out += [bytes[at], UInt8(ascii: "\\")]
      case (UInt8(ascii: "]"), UInt8(ascii: "(")):
        out.append(bytes[at])
        if !isAllowed(target(in: bytes[(at + 2)...])) { out.append(UInt8(ascii: "\\")) }
      default: out.append(bytes[at])
      }
      at += 1
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func holdsLink(_ bytes: [UInt8]) -> Bool {
    var before: UInt8 = 0
    for byte in bytes {
      switch (before, byte) {
      case (UInt8(ascii: "]"), UInt8(ascii: "(")), (UInt8(ascii: "]"), UInt8(ascii: ":")),
        (UInt8(ascii: "!"), UInt8(ascii: "[")):
        return true
      default: before = byte
      }
    }
    return false
  }

  /// The address behind `](`.
  private static func target(in rest: ArraySlice<UInt8>) -> String {
    let address = rest.drop { $0 == UInt8(ascii: " ") }.prefix(2_000)
      .prefix { $0 > 0x20 && $0 != UInt8(ascii: ")") }
    return String(decoding: address, as: UTF8.self)
  }
}
