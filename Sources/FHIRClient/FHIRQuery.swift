public import FHIR

/// One thing to ask a FHIR server for.
public enum FHIRQuery: Sendable, Hashable {
  /// `GET [base]/[type]/[id]`
  case read(type: String, id: String)
  /// `GET [base]/[type]?…` or `POST [base]/[type]/_search`
  case search(SearchQuery)

  /// Reads `Patient/1` or `Observation?patient=1`, as a resolved prefetch template says it.
  /// - Throws: ``FHIR/SearchQueryError`` when it is neither.
  public init(parsing text: String) throws(SearchQueryError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if !text.contains("?"), parts.count == 2 {
      self = .read(type: String(parts[0]), id: String(parts[1]))
    } else {
      self = .search(try SearchQuery(parsing: text))
    }
  }
}

/// What a query brought.
public enum FHIRAnswer: Sendable {
  /// The resource that was read.
  case resource(Resource)
  /// What a search found.
  case searchset(SearchResult)
}
