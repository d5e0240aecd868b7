/// The results of an evaluation: one for each define, in the order of the library.
public struct CQLResults: Sendable, Sequence {
  /// The result of one define.
  public struct Entry: Sendable {
    /// The define.
    public let name: String
    /// Its value, or what stopped it.
    public let result: Result<CQLValue, CQLError>
  }

  /// The entries in order.
  public let entries: [Entry]

  /// The result of a define; nil if it was not asked for.
  public subscript(name: String) -> Result<CQLValue, CQLError>? {
    entries.first { $0.name == name }?.result
  }

  /// The entries in order.
  public func makeIterator() -> IndexingIterator<[Entry]> { entries.makeIterator() }
}
