/// Takes out of free text what identifies, without a language model: the record's own names and numbers, the shapes of
/// numbers and addresses, and names by the words that announce them. What is still doubtful then is dropped whole.
struct FreeTextScrubber {
  /// What became of a text.
  enum Outcome: Equatable {
    /// It leaves, with `masked` parts replaced by their kind in brackets.
    case text(String, masked: Int)
    /// It does not leave.
    case dropped
  }

  let dictionary: RecordDictionary
  /// Longer texts are dropped unread.
  static let maximumLength = 20_000

  func scrub(_ original: String) -> Outcome {
    guard !dictionary.lexicon.isEmpty, original.utf8.count <= Self.maximumLength else { return .dropped }
    let text = EntityDecoding.decode(original)
    var marks = TextMarks(TextTokens(text))
    markDictionary(&marks)
    AddressDetector.mark(&marks)
    DateDetector.mark(&marks)
    NumberDetector.mark(&marks)
    NameDetector(dictionary: dictionary).mark(&marks)
    guard !DoubtDetector(lexicon: dictionary.lexicon).finds(in: marks) else { return .dropped }
    return .text(marks.rendered(), masked: marks.count)
  }

  private func markDictionary(_ marks: inout TextMarks) {
    for (index, token) in marks.tokens.enumerated() where token.kind == .word {
      if dictionary.names.contains(token.text)
        || (token.beginsUpper && dictionary.ambiguousNames.contains(token.text))
      {
        marks.mark(index...index, .name)
      }
    }
    var folded: [UInt8] = []
    var places: [Int] = []
    for (place, scalar) in marks.scalars.enumerated() {
      let value = TextFolding.fold(scalar)
      guard value < 0x80, UInt8(value).isAlphanumeric else { continue }
      folded.append(UInt8(value))
      places.append(place)
    }
    for range in dictionary.ranges(in: folded) {
      marks.mark(scalars: places[range.lowerBound]...places[range.upperBound - 1], .number)
    }
  }
}
