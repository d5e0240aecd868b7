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

  private static func defuseLinks(_ text: String, linksAllowed isAllowed: (String) -> Bool) -> String {
    guard text.contains("](") || text.contains("![") || text.contains("]:") else { return text }
    var out = ""
    var rest = text[...]
    while let bracket = rest.firstIndex(where: { $0 == "]" || $0 == "!" || $0 == "\\" }) {
      out += rest[..<bracket]
      let after = rest.index(after: bracket)
      let tail = rest[after...]
      if rest[bracket] == "\\" {
        // An escaped character is text already.
        out += rest[bracket...].prefix(2)
        rest = tail.dropFirst()
        continue
      }
      if rest[bracket] == "!" {
        // An image is fetched by the reader's machine: a tracker at best.
        out += tail.hasPrefix("[") ? "\\!" : "!"
      } else if tail.hasPrefix(":") {
        out += "]\\"
      } else if tail.hasPrefix("(") {
        let target = tail.dropFirst().drop { $0 == " " }.prefix(2_000)
          .prefix { !$0.isWhitespace && $0 != ")" }
        out += isAllowed(String(target)) ? "]" : "]\\"
      } else {
        out += "]"
      }
      rest = tail
    }
    return out + rest
  }
}
