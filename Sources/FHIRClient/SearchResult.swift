public import FHIR
public import JSON

/// What a search found, over all of its pages.
public struct SearchResult: Sendable {
  /// The pages as received: Bundles.
  public internal(set) var pages: [JSONDocument] = []
  /// The entries that match the query.
  public internal(set) var matches: [Resource] = []
  /// The entries that came along: `_include`, `_revinclude`.
  public internal(set) var included: [Resource] = []
  /// What the server says about the search: entries of `search.mode` `outcome`.
  public internal(set) var outcomes: [OperationOutcome] = []
  /// `Bundle.total` of the first page, when the server counts.
  public internal(set) var total: Int?
  /// Why there may be more than this; nil when everything is here.
  public internal(set) var gap: SearchGap?

  /// Whether everything that the server has for the query is here.
  public var isComplete: Bool { gap == nil }

  var entryCount: Int { matches.count + included.count + outcomes.count }
}

/// Why a search stopped before its last page.
public enum SearchGap: Error, Sendable, CustomStringConvertible {
  /// The page limit was reached.
  case pageLimit(Int)
  /// The entry limit was reached.
  case entryLimit(Int)
  /// The byte limit was reached.
  case byteLimit(Int)
  /// The link to the next page leaves the server's base, is no URL, or was visited before.
  case nextLinkRefused(String)
  /// A later page could not be had.
  case pageFailed(FHIRClientError)

  /// One sentence without clinical data.
  public var description: String {
    switch self {
    case .pageLimit(let limit): "the search has more than \(limit) pages"
    case .entryLimit(let limit): "the search has more than \(limit) entries"
    case .byteLimit(let limit): "the search's pages are larger than \(limit) bytes"
    case .nextLinkRefused(let reason): "the link to the next page was not followed: \(reason)"
    case .pageFailed(let error): "a later page could not be had: \(error)"
    }
  }
}
