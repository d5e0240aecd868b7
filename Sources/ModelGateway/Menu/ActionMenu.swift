/// The closed list of what a model may propose.
public struct ActionMenu: Sendable {
  /// The items, in the clinic's order.
  public let items: [MenuItem]

  /// A menu; of two items with one id, the first counts.
  public init(_ items: [MenuItem] = []) {
    var seen: Set<String> = []
    self.items = items.filter { seen.insert($0.id).inserted }
  }

  /// The item called `id`.
  public subscript(_ id: String) -> MenuItem? { items.first { $0.id == id } }
}
