/// One value of a search parameter, in the syntax of FHIR search: `\,`, `\|`, `\$` and `\\` are escapes.
public struct SearchValue: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The value with its escapes, as it stands between two commas.
  public let raw: String

  /// A value written in search syntax: "http://loinc.org|4548-4", "ge2026-01-01".
  public init(raw: String) { self.raw = raw }

  /// A value written in search syntax.
  public init(stringLiteral value: String) { raw = value }

  /// Text taken literally: its commas, bars and dollars are escaped.
  public init(literal text: String) { raw = Self.escape(text) }

  /// A code of a system, or of any system (nil), or of none ("").
  public init(system: String?, code: String) {
    raw = (system.map { Self.escape($0) + "|" } ?? "") + Self.escape(code)
  }

  /// The value without its escapes.
  public var text: String { Self.unescape(raw[...]) }

  /// The value as a token; `system` is nil where no bar is, empty where the bar comes first.
  public var token: (system: String?, code: String) {
    var isEscaped = false
    for index in raw.indices {
      if isEscaped {
        isEscaped = false
      } else if raw[index] == "\\" {
        isEscaped = true
      } else if raw[index] == "|" {
        return (Self.unescape(raw[..<index]), Self.unescape(raw[raw.index(after: index)...]))
      }
    }
    return (nil, text)
  }

  /// Splits at commas that are not escaped.
  static func list(parsing text: String) -> [SearchValue] {
    var values: [SearchValue] = []
    var value = ""
    var isEscaped = false
    for character in text {
      if character == ",", !isEscaped {
        values.append(SearchValue(raw: value))
        value = ""
      } else {
        value.append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    values.append(SearchValue(raw: value))
    return values
  }

  private static func escape(_ text: String) -> String {
    var escaped = ""
    for character in text {
      if "\\,|$".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }

  private static func unescape(_ text: Substring) -> String {
    guard text.contains("\\") else { return String(text) }
    var plain = ""
    var isEscaped = false
    for character in text {
      if character == "\\", !isEscaped {
        isEscaped = true
      } else {
        plain.append(character)
        isEscaped = false
      }
    }
    return plain
  }
}
