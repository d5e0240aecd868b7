/// The strings of the table, one a line, numbered in order of first use after the sorted vocabulary.
struct StringPool {
  private(set) var strings: [String]
  private var ids: [String: Int] = [:]

  /// - Parameter vocabulary: the names that get the ids 0..<count, in this order.
  init(vocabulary: [String]) {
    strings = vocabulary
    for (id, name) in vocabulary.enumerated() { ids[name] = id }
  }

  /// The id of `string`, which a line break would cut in two, so white space is folded to single blanks.
  mutating func id(_ string: String) -> Int {
    let line = string.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if let known = ids[line] { return known }
    strings.append(line)
    ids[line] = strings.count - 1
    return strings.count - 1
  }

  /// One more than the id, or 0 for nil.
  mutating func optionalID(_ string: String?) -> Int {
    guard let string else { return 0 }
    return id(string) + 1
  }
}
