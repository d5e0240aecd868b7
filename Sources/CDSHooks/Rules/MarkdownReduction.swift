/// Markdown as plain text, for clients that do not render it.
extension MarkdownText {
  /// The words of `markdown` without its marks: emphasis, headings and code marks go, links become `text (address)`,
  /// entities and escapes become the characters that they stand for.
  public static func plain(_ markdown: String) -> String {
    let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let indent = line.prefix { $0 == " " }
      var body = line.dropFirst(indent.count)
      if body.hasPrefix("#") {
        let text = body.drop { $0 == "#" }
        if text.isEmpty || text.first == " " { body = text.dropFirst() }
      }
      if body.hasPrefix("* ") { return indent + "- " + inline(body.dropFirst(2)) }
      return indent + inline(body)
    }
    return PlainText.lines(lines.joined(separator: "\n"))
  }

  private static func inline(_ line: Substring) -> String {
    var out = ""
    var rest = line
    while let character = rest.first {
      if character == "\\", let escaped = rest.dropFirst().first, escaped.isPunctuation || escaped.isSymbol {
        out.append(escaped)
        rest = rest.dropFirst(2)
      } else if character == "[", let link = link(rest) {
        out += inline(link.label) + (link.label == link.address ? "" : " (\(link.address))")
        rest = link.rest
      } else if character == "&", let entity = entity(rest) {
        out += entity.text
        rest = rest.dropFirst(entity.length)
      } else if character == "*" || character == "`" || rest.hasPrefix("__") || rest.hasPrefix("~~") {
        rest = rest.dropFirst(character == "_" || character == "~" ? 2 : 1)
      } else {
        out.append(character)
        rest = rest.dropFirst()
      }
    }
    return out
  }

  private static func link(_ text: Substring) -> (label: Substring, address: Substring, rest: Substring)? {
    // No label is this long: an unclosed bracket must not be searched for again and again.
    guard let close = text.prefix(300).firstIndex(of: "]"), text.index(after: close) < text.endIndex,
      text[text.index(after: close)] == "("
    else { return nil }
    let target = text[text.index(close, offsetBy: 2)...]
    guard let end = target.prefix(2_000).firstIndex(of: ")") else { return nil }
    return (text[text.index(after: text.startIndex)..<close], target[..<end], target[target.index(after: end)...])
  }

  private static func entity(_ text: Substring) -> (text: String, length: Int)? {
    for (name, character) in [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", " ")]
    where text.hasPrefix(name) {
      return (character, name.count)
    }
    return nil
  }
}
