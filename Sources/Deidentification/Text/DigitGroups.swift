/// Runs of digits with single signs or blanks between them: the skeleton of dates, telephone and insurance numbers.
struct DigitGroups {
  /// The lengths of the runs.
  private(set) var lengths: [Int] = []
  /// What stands between them; "" for a blank.
  private(set) var signs: [String] = []
  /// The last token that belongs.
  private(set) var last: Int

  init(at index: Int, in tokens: [TextToken], separators: Set<String>, allowsBlank: Bool) {
    last = index
    lengths = [tokens[index].text.count]
    var next = index + 1
    while lengths.count < 6, next < tokens.count {
      if tokens[next].kind == .digits {
        guard allowsBlank, tokens[next].isAfterSpace else { break }
        signs.append("")
      } else {
        // One sign or two: "559) 555-0142".
        var sign = ""
        while next < tokens.count, tokens[next].kind == .sign, separators.contains(tokens[next].text), sign.count < 2,
          allowsBlank || !tokens[next].isAfterSpace
        {
          sign += tokens[next].text
          next += 1
        }
        guard !sign.isEmpty, next < tokens.count, tokens[next].kind == .digits,
          allowsBlank || !tokens[next].isAfterSpace
        else { break }
        signs.append(sign)
      }
      lengths.append(tokens[next].text.count)
      last = next
      next += 1
    }
  }

  /// The groups cut down to the first `count`.
  func prefix(_ count: Int, in tokens: [TextToken], from index: Int) -> Int {
    var seen = 0
    for place in index...last where tokens[place].kind == .digits {
      seen += 1
      if seen == count { return place }
    }
    return last
  }
}
