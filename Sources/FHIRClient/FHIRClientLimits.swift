public import JSON

/// How much a FHIR server may be asked for, and believed.
public struct FHIRClientLimits: Sendable, Hashable {
  /// Pages of one search.
  public var pages: Int
  /// Entries of one search.
  public var entries: Int
  /// Bytes of one search's pages together, or of one resource.
  public var bytes: Int
  /// Limits of one answer's JSON.
  public var json: JSONLimits
  /// The longest URL sent as GET: longer searches are sent as `POST [type]/_search`.
  public var urlLength: Int

  /// Limits that a whole chart of decades fits in.
  public init(
    pages: Int = 20, entries: Int = 10_000, bytes: Int = 64 << 20, json: JSONLimits = .default, urlLength: Int = 2_000
  ) {
    self.pages = pages
    self.entries = entries
    self.bytes = bytes
    self.json = json
    self.urlLength = urlLength
  }
}
