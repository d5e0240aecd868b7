/// How many nodes a tree has when every shared node is counted each time it is used.
///
/// `x between a and b`, a choice's conversion and others use an operand more than once. One inside the other they double
/// the tree with every level, which no walk over it would survive; the count itself visits each node once.
struct ExpandedSize {
  /// The most nodes of a definition.
  static let limit = 2_000_000

  private var sizes: [ObjectIdentifier: Int] = [:]

  /// The size of a tree, at most ``limit`` + 1.
  mutating func of(_ node: CQLExpression) -> Int {
    let id = ObjectIdentifier(node)
    if let known = sizes[id] { return known }
    var size = 1
    node.forEachChild { child in size = min(size + of(child), Self.limit + 1) }
    sizes[id] = size
    return size
  }
}
