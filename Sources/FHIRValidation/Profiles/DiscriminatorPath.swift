/// The small part of FHIRPath that discriminators use.
struct DiscriminatorPath: Sendable {
  enum Step: Sendable, Equatable {
    case child(String)
    case `extension`(url: String)
    case ofType(String)
    case resolve
  }

  /// The steps, or nil for a path that is beyond this part.
  let steps: [Step]?

  init(_ text: String) {
    var steps: [Step]? = []
    for part in Self.split(text) where part != "$this" {
      if let url = Self.argument(of: "extension", part) {
        steps?.append(.extension(url: url))
      } else if let type = Self.argument(of: "ofType", part) {
        steps?.append(.ofType(type))
      } else if part == "resolve()" {
        steps?.append(.resolve)
      } else if part.allSatisfy({ $0.isLetter || $0.isNumber }) {
        steps?.append(.child(part))
      } else {
        steps = nil
      }
    }
    self.steps = steps
  }

  /// Splits at dots outside parentheses.
  private static func split(_ text: String) -> [String] {
    var (parts, depth) = ([""], 0)
    for character in text {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character == ".", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
    }
    return parts
  }

  private static func argument(of function: String, _ part: String) -> String? {
    guard part.hasPrefix(function + "("), part.hasSuffix(")") else { return nil }
    return String(part.dropFirst(function.count + 1).dropLast().filter { $0 != "'" && $0 != "\"" })
  }
}
