extension CQLValue {
  /// Deepest nesting of lists and tuples that folds and repetitions may build: comparing and freeing them is recursive.
  static let maximumNesting = 200

  /// Whether lists and tuples are nested deeper than allowed; counts the values visited.
  func isTooNested(_ visited: inout Int) -> Bool {
    var open: [(value: CQLValue, depth: Int)] = [(self, 0)]
    while let (value, depth) = open.popLast() {
      visited += 1
      switch value {
      case .list(let items):
        if depth >= Self.maximumNesting { return true }
        for item in items { open.append((item, depth + 1)) }
      case .tuple(let tuple):
        if depth >= Self.maximumNesting { return true }
        for element in tuple.elements { open.append((element.value, depth + 1)) }
      default: break
      }
    }
    return false
  }
}
