/// Member names that are known before any document is read, such as FHIR's element names.
///
/// A name of the vocabulary has the same id in every document parsed with it, so that a compiled expression can compare
/// integers instead of strings. Immutable; build it once.
public final class JSONVocabulary: Sendable {
  let table: NameTable

  /// Gives each of `names` its position as id. A repeated name keeps its first id.
  public init(_ names: [String]) {
    var table = NameTable(capacity: names.count)
    for name in names { _ = table.intern(Array(name.utf8)) }
    self.table = table
  }

  /// No names: every document numbers its own.
  public static let empty = JSONVocabulary([])

  /// How many names there are; ids below this number are the vocabulary's.
  public var count: Int { table.count }

  /// The id of `name`, or nil if it is not in the vocabulary. O(length).
  public func id(of name: String) -> Int? {
    var name = name
    return name.withUTF8 { table.find($0) }
  }

  /// The name with this id.
  /// - Precondition: `id` is below ``count``.
  public func name(_ id: Int) -> String { table.name(id) }
}
