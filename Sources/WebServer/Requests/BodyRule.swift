/// What body a route takes.
public struct BodyRule: Sendable {
  /// The media types that are read; empty when the route reads no body at all.
  public let mediaTypes: [MediaType]
  /// The most bytes after decompression; nil for the server's own limit. It can lower that limit, never raise it.
  public let maximumBytes: Int?

  /// The route reads no body; one that is sent is discarded.
  public static let none = BodyRule(mediaTypes: [], maximumBytes: nil)
  /// JSON, `application/json` or `application/fhir+json`.
  public static let json = BodyRule(mediaTypes: [.json, .fhirJSON], maximumBytes: nil)
  /// A form of at most 64 KiB, as an OAuth token request sends it.
  public static let form = BodyRule(mediaTypes: [.form], maximumBytes: 64 << 10)

  /// A rule for other media types.
  public init(mediaTypes: [MediaType], maximumBytes: Int?) {
    self.mediaTypes = mediaTypes
    self.maximumBytes = maximumBytes
  }
}
