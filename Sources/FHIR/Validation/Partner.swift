import JSON

/// The array of companions beside an array of primitives (or the other way round), walked in step with it.
struct Partner {
  private var child: Int
  private let end: Int
  private var position = 0

  /// - Parameters:
  ///   - member: where the other array is, if there is one.
  ///   - nodes: the document's nodes.
  init(_ member: Int?, _ nodes: [JSONNode]) {
    guard let member, nodes[member].kind == .array else {
      (child, end) = (0, 0)
      return
    }
    child = member + 1
    end = Int(nodes[member].next)
  }

  /// Whether the other array has nothing at `position`. Positions must not go down.
  mutating func isNull(at position: Int, _ nodes: [JSONNode]) -> Bool {
    while child < end, self.position < position {
      child = Int(nodes[child].next)
      self.position += 1
    }
    return child >= end || nodes[child].kind == .null
  }
}
