/// Finds the known name that a misspelt one probably meant.
enum SpellingSuggestion {
  /// The closest of `names` within two edits (one for short names), or nil.
  static func closest(to word: String, among names: some Sequence<String>) -> String? {
    let limit = word.count <= 4 ? 1 : 2
    return names.map { ($0, distance(Array(word), Array($0))) }.filter { $0.1 <= limit }.min { $0.1 < $1.1 }?.0
  }

  /// Edits between two words: insertion, deletion, replacement, exchange of neighbours.
  static func distance(_ one: [Character], _ other: [Character]) -> Int {
    guard !one.isEmpty, !other.isEmpty else { return max(one.count, other.count) }
    var before: [Int] = []
    var previous = Array(0...other.count)
    for row in 1...one.count {
      var current = [row]
      for column in 1...other.count {
        let isSame = one[row - 1] == other[column - 1]
        var best = min(previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (isSame ? 0 : 1))
        if row > 1, column > 1, one[row - 1] == other[column - 2], one[row - 2] == other[column - 1] {
          best = min(best, before[column - 2] + 1)
        }
        current.append(best)
      }
      before = previous
      previous = current
    }
    return previous[other.count]
  }
}
