/// A word, a run of digits or a sign of a text.
struct TextToken {
  enum Kind { case word, digits, sign }
  var kind: Kind
  /// Where the token lies among the text's scalars.
  var range: Range<Int>
  /// Folded: lower case, without diacritics.
  var text: String
  /// White space or the text's beginning lies before the token.
  var isAfterSpace: Bool
  var beginsUpper: Bool
  var isAllUpper: Bool
  /// Letters of a script that cannot be folded.
  var isForeign: Bool
}

/// A text cut into tokens, with its scalars.
struct TextTokens {
  let scalars: [Unicode.Scalar]
  private(set) var tokens: [TextToken] = []

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    var index = 0
    var isAfterSpace = true
    while index < scalars.count {
      let folded = TextFolding.fold(scalars[index])
      if scalars[index].properties.isWhitespace || folded == 0x20 {
        isAfterSpace = true
        index += 1
        continue
      }
      let kind = Self.kind(folded)
      var end = index + 1
      if kind != .sign {
        while end < scalars.count {
          let next = TextFolding.fold(scalars[end])
          guard next == 0 || Self.kind(next) == kind else { break }
          end += 1
        }
      }
      append(kind, index..<end, isAfterSpace)
      isAfterSpace = false
      index = end
    }
  }

  private static func kind(_ folded: UInt32) -> TextToken.Kind {
    if folded &- 0x61 < 26 || folded == TextFolding.foreign { return .word }
    return folded &- 0x30 < 10 ? .digits : .sign
  }

  private mutating func append(_ kind: TextToken.Kind, _ range: Range<Int>, _ isAfterSpace: Bool) {
    var text = String.UnicodeScalarView()
    var upper = 0
    var isForeign = false
    for scalar in scalars[range] {
      let folded = TextFolding.fold(scalar)
      guard folded != 0 else { continue }
      if folded == TextFolding.foreign { isForeign = true }
      text.append(folded == TextFolding.foreign ? scalar : Unicode.Scalar(folded) ?? scalar)
      if scalar.properties.isUppercase || 0xFF21...0xFF3A ~= scalar.value { upper += 1 }
    }
    let first = scalars[range.lowerBound]
    tokens.append(
      TextToken(
        kind: kind, range: range, text: String(text), isAfterSpace: isAfterSpace,
        beginsUpper: first.properties.isUppercase || 0xFF21...0xFF3A ~= first.value,
        isAllUpper: kind == .word && upper == text.count, isForeign: isForeign))
  }
}
