/// Text as the detectors compare it: lower case, without diacritics, one folded letter for each letter.
enum TextFolding {
  /// What a letter is folded to: `a`…`z`; 0 for a combining mark, which is skipped; `foreign` for a letter of another
  /// script; the scalar itself, lowered, for anything else.
  static func fold(_ scalar: Unicode.Scalar) -> UInt32 {
    let value = scalar.value
    if value < 0x80 { return value &- 0x41 < 26 ? value + 32 : value }
    if 0x300...0x36F ~= value || value == 0x200B || value == 0x200C || value == 0x200D || value == 0xAD
      || value == 0xFEFF || 0xFE00...0xFE0F ~= value
    {
      return 0
    }
    if 0xC0...0x17F ~= value { return UInt32(latin[Int(value - 0xC0)]) }
    // Full-width forms stand for the ASCII characters in the same order.
    if 0xFF01...0xFF5E ~= value { return fold(Unicode.Scalar(UInt8(value - 0xFF01 + 0x21))) }
    if value == 0x2019 || value == 0x2018 { return 0x27 }
    if 0x2010...0x2015 ~= value || value == 0x2212 { return 0x2D }
    if value == 0xA0 || value == 0x202F || 0x2000...0x200A ~= value { return 0x20 }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil ? foreign : value
  }

  /// What letters and digits of other scripts are folded to.
  static let foreign: UInt32 = 0x10_FFFF

  // U+00C0…U+017F: Latin-1 Supplement and Latin Extended-A. × and ÷ become blanks.
  private static let latin: [UInt8] = Array(
    ("aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
      + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
      + "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8)

  /// The words of a text, folded; letters only, digits and signs part them.
  static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let folded = fold(scalar)
      if folded == 0 { continue }
      if folded &- 0x61 < 26 || folded == foreign {
        word.append(folded == foreign ? scalar : Unicode.Scalar(UInt8(folded)))
      } else if !word.isEmpty {
        words.append(String(word))
        word = .init()
      }
    }
    if !word.isEmpty { words.append(String(word)) }
    return words
  }

  /// The letters and digits of a text alone, folded: "(559) 555-0142" and "559.555.0142" become equal.
  static func alphanumerics(_ text: String) -> [UInt8] {
    text.unicodeScalars.compactMap { scalar in
      let folded = fold(scalar)
      return folded < 0x80 && UInt8(folded).isAlphanumeric ? UInt8(folded) : nil
    }
  }
}
