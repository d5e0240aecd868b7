/// How a date or number of a search is compared (FHIR R4, "Search", 3.1.1.4.4).
enum SearchPrefix: String {
  case equal = "eq"
  case notEqual = "ne"
  case greater = "gt"
  case less = "lt"
  case atLeast = "ge"
  case atMost = "le"
  case startsAfter = "sa"
  case endsBefore = "eb"
  case approximately = "ap"

  /// The prefix, `eq` when there is none, and the rest.
  static func split(_ text: String) -> (prefix: SearchPrefix, rest: String) {
    guard let prefix = SearchPrefix(rawValue: String(text.prefix(2))) else { return (.equal, text) }
    return (prefix, String(text.dropFirst(2)))
  }
}
