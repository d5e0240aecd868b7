import JSON

/// Walks an array of companions beside the array of values, so that many nulls cost no more than one pass.
struct CompanionCursor {
  private var index: Int
  private let end: Int
  private var position = 0

  /// A cursor at the first companion; nil stands for none at all.
  init(_ companions: JSONValue?) {
    index = (companions?.index ?? 0) + 1
    end = companions.map { Int($0.node.next) } ?? 0
  }

  /// Where the companion at `wanted` is, if it is an object. Positions must not go back.
  mutating func object(at wanted: Int, _ tape: some RandomAccessCollection<JSONNode>) -> Int? {
    while position < wanted, index < end {
      index = Int(tape[tape.index(tape.startIndex, offsetBy: index)].next)
      position += 1
    }
    guard position == wanted, index < end else { return nil }
    return tape[tape.index(tape.startIndex, offsetBy: index)].kind == .object ? index : nil
  }
}
