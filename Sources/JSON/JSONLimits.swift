/// How much a document may cost before it is refused. Every limit is checked while parsing, so memory stays bounded by
/// the input's size (about a third of it for pretty-printed FHIR) whatever the input holds.
public struct JSONLimits: Sendable, Hashable {
  /// The longest text that is parsed, in bytes. At most 4 GiB − 1, the reach of a node's offsets.
  public var bytes: Int
  /// How many arrays and objects may be open at once. A top-level object is at depth 1.
  public var depth: Int
  /// How many values (scalars, arrays and objects) a document may hold.
  public var nodes: Int

  /// Creates limits; the defaults are those of ``default``.
  public init(bytes: Int = 64 << 20, depth: Int = 64, nodes: Int = 8_000_000) {
    self.bytes = min(bytes, Int(UInt32.max) - 1)
    self.depth = depth
    self.nodes = min(nodes, Int(UInt32.max) - 1)
  }

  /// 64 MiB, 64 levels, 8 million values: far above any chart seen, far below what hurts a server.
  public static let `default` = JSONLimits()
}
