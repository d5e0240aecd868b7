/// The rules for XHTML in narratives (FHIR R4, "Narrative", txt-1 and txt-2): balanced tags of basic formatting, no active
/// content, and something to read.
enum NarrativeRules {
  private static let elements: Set<Substring> = [
    "a", "abbr", "acronym", "address", "area", "b", "bdo", "big", "blockquote", "br", "caption", "cite", "code", "col",
    "colgroup", "dd", "dfn", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "kbd", "li",
    "map", "ol", "p", "pre", "q", "samp", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot",
    "th",
    "thead", "tr", "tt", "u", "ul", "var",
  ]
  private static let attributes: Set<Substring> = [
    "abbr", "accesskey", "align", "alt", "axis", "background", "bgcolor", "border", "cellhalign", "cellpadding",
    "cellspacing", "cellvalign", "char", "charoff", "charset", "cite", "class", "colspan", "compact", "coords", "dir",
    "frame", "headers", "height", "href", "hreflang", "hspace", "id", "lang", "longdesc", "name", "nowrap", "rel",
    "rev",
    "rowspan", "rules", "scope", "shape", "span", "src", "start", "style", "summary", "tabindex", "title", "type",
    "usemap", "valign", "value", "vspace", "width", "xml:lang", "xmlns",
  ]

  /// Whether the text is a `div` that keeps the rules, or with `isPart` text that could stand in one.
  static func allow(_ text: String, isPart: Bool = false) -> Bool {
    let text = isPart ? "<div>\(text)</div>" : text
    var open: [Substring] = []
    var rest = text[...]
    var isFirst = true
    var hasContent = false
    while let start = rest.firstIndex(of: "<") {
      if rest[..<start].contains(where: { !$0.isWhitespace }) {
        guard !open.isEmpty else { return false }
        hasContent = true
      }
      rest = rest[start...]
      if rest.hasPrefix("<!--") {
        guard let end = commentEnd(rest) else { return false }
        rest = rest[end...]
        continue
      }
      guard let end = tagEnd(rest) else { return false }
      var tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        guard let name = open.popLast(), tag.dropFirst().trimmingSuffix(while: \.isWhitespace) == name else {
          return false
        }
        continue
      }
      let isClosed = tag.hasSuffix("/")
      if isClosed { tag = tag.dropLast() }
      let name = tag.prefix { !$0.isWhitespace }
      guard elements.contains(name), allowAttributes(tag.dropFirst(name.count)) else { return false }
      if isFirst, name != "div" { return false }
      if !isFirst, open.isEmpty { return false }
      if name == "img" { hasContent = true }
      isFirst = false
      if !isClosed { open.append(name) }
    }
    return open.isEmpty && !isFirst && hasContent && !rest.contains { !$0.isWhitespace }
  }

  /// The `>` that ends the tag at the start of `text`, those inside quotes not counted.
  private static func tagEnd(_ text: Substring) -> Substring.Index? {
    var quote: Character?
    for index in text.indices {
      let character = text[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == ">" {
        return index
      }
    }
    return nil
  }

  /// The place after the `-->` that ends the comment at the start of `text`.
  private static func commentEnd(_ text: Substring) -> Substring.Index? {
    var at = text.startIndex
    while at < text.endIndex {
      if text[at...].hasPrefix("-->") { return text.index(at, offsetBy: 3) }
      text.formIndex(after: &at)
    }
    return nil
  }

  private static func allowAttributes(_ text: Substring) -> Bool {
    var rest = text
    while true {
      rest = rest.drop(while: \.isWhitespace)
      if rest.isEmpty { return true }
      let name = rest.prefix { !$0.isWhitespace && $0 != "=" }
      rest = rest.dropFirst(name.count).drop(while: \.isWhitespace)
      guard attributes.contains(name) || name.hasPrefix("xmlns:"), rest.first == "=" else { return false }
      rest = rest.dropFirst().drop(while: \.isWhitespace)
      guard let quote = rest.first, quote == "\"" || quote == "'" else { return false }
      let value = rest.dropFirst().prefix { $0 != quote }
      if name == "href" || name == "src", value.lowercased().hasPrefix("javascript:") { return false }
      rest = rest.dropFirst(value.count + 2)
    }
  }
}

extension Substring {
  /// The text without the characters at its end for which `isTrimmed` holds.
  fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> Substring {
    var end = endIndex
    while end > startIndex, isTrimmed(self[index(before: end)]) { formIndex(before: &end) }
    return self[..<end]
  }
}
