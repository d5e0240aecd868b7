/// `%finding.NAME` in FHIRPath: an element of the tuple that a card is made of.
///
/// FHIRPath knows no tuples. Each element is a variable of its own, called `finding.NAME`, so that its type is checked and
/// resources stay where they are in the record.
enum FindingVariable {
  private static let head = "%finding."

  /// The variable that stands for an element.
  static func name(of element: String) -> String { "finding.\(element)" }

  /// The element that a variable stands for; nil for any other variable.
  static func element(of variable: String) -> String? {
    variable.hasPrefix("finding.") ? String(variable.dropFirst(8)) : nil
  }

  /// The expression with every `%finding.NAME` as one variable. Texts, quoted names and comments are left alone.
  static func rewriting(_ expression: String) -> String {
    guard expression.contains(head) else { return expression }
    var written = ""
    var rest = Substring(expression)
    while let next = rest.first {
      if next == "'" || next == "\"" || next == "`" {
        written += quoted(&rest, by: next)
      } else if rest.hasPrefix("//") {
        written += taking(rest.prefix { !$0.isNewline }, from: &rest)
      } else if rest.hasPrefix("/*") {
        let end = rest.firstRange(of: "*/")?.upperBound ?? rest.endIndex
        written += taking(rest[..<end], from: &rest)
      } else if rest.hasPrefix(head) {
        rest = rest.dropFirst(head.count)
        let name = rest.prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
        written += "%`\(Self.name(of: String(name)))`"
        rest = rest.dropFirst(name.count)
      } else {
        written.append(next)
        rest = rest.dropFirst()
      }
    }
    return written
  }

  private static func taking(_ part: Substring, from rest: inout Substring) -> Substring {
    rest = rest[part.endIndex...]
    return part
  }

  private static func quoted(_ rest: inout Substring, by quote: Character) -> String {
    var text = String(quote)
    rest = rest.dropFirst()
    while let next = rest.popFirst() {
      text.append(next)
      if next == "\\", let escaped = rest.popFirst() {
        text.append(escaped)
      } else if next == quote {
        break
      }
    }
    return text
  }
}
