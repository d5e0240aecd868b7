/// Writes the table as Swift source: two string literals, which compile in no time where array literals take minutes.
enum TableFile {
  /// Raised when the layout changes; `TypeTable` refuses any other.
  static let formatVersion = 1

  static func source(
    strings: [String], vocabularyCount: Int, sections: [Section]
  ) throws(DefinitionError) -> String {
    var words = [formatVersion, vocabularyCount, strings.count, sections.count]
    for section in sections { words += [section.count, section.width] }
    for section in sections { words += section.words }
    for string in strings where string.contains("\"\"\"#") || string.contains("\\#") {
      throw DefinitionError(place: string, message: "this string would end the literal that holds it")
    }
    return """
      // Written by GenerateTypeTable from the HL7 FHIR R4 (4.0.1) definitions. Do not edit; run the generator again.
      // FHIR (R) is the registered trademark of HL7; the specification is published under CC0.
      // swift-format-ignore-file

      /// The R4 type table as text. ``TypeTable`` decodes it; "TypeTableFormat" in the documentation describes it.
      enum GeneratedTypeTable {
        /// How many words `words` holds.
        static let wordCount = \(words.count)
        /// How many strings `text` holds.
        static let stringCount = \(strings.count)

        /// Unsigned numbers, five bits a character, the lowest first; the sixth bit says that more follow.
        static let words: StaticString = #\"\"\"
      \(encoded(words))
      \"\"\"#

        /// The strings, one a line, numbered from 0. The first ones are the JSON member names.
        static let text: StaticString = #\"\"\"
      \(strings.joined(separator: "\n"))
      \"\"\"#
      }

      """
  }

  /// The numbers in the alphabet "0"..."o", in lines of at most 120 characters.
  private static func encoded(_ words: [Int]) -> String {
    var text: [UInt8] = []
    var column = 0
    for word in words {
      var rest = word
      repeat {
        let digit = UInt8(rest & 0x1F)
        rest >>= 5
        if column == 120 {
          text.append(UInt8(ascii: "\n"))
          column = 0
        }
        text.append(UInt8(ascii: "0") + digit + (rest > 0 ? 0x20 : 0))
        column += 1
      } while rest > 0
    }
    return String(decoding: text, as: UTF8.self)
  }
}
