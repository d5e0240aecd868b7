public import FHIR

/// A FHIR read or search that a prefetch template stands for, relative to a FHIR base. Ids are checked and values
/// percent-encoded: nothing in it can leave the base.
public enum ResourceQuery: Sendable, Hashable {
  /// One instance.
  case read(type: String, id: String)
  /// A search of a type; the text is the whole relative URL (`Observation?patient=1&…`), percent-encoded.
  case search(type: String, text: String)

  /// The type that is asked for.
  public var type: String {
    switch self {
    case .read(let type, _), .search(let type, _): type
    }
  }

  /// The query as a relative URL.
  public var relativeURL: String {
    switch self {
    case .read(let type, let id): "\(type)/\(id)"
    case .search(_, let text): text
    }
  }

  /// A search taken apart; nil for a read. Made anew at each use: most calls never need it.
  public var searchQuery: SearchQuery? {
    guard case .search(_, let text) = self else { return nil }
    return try? SearchQuery(parsing: text)
  }
}
