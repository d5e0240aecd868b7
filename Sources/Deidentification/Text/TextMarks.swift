/// The parts of a text that must not leave, by kind.
struct TextMarks {
  /// What a masked part was; its name stands in the text instead.
  enum Kind: UInt8 {
    case name = 1, place, date, age, contact, network, number
    var tag: String {
      switch self {
      case .name: "[NAME]"
      case .place: "[PLACE]"
      case .date: "[DATE]"
      case .age: "[AGE 90+]"
      case .contact: "[CONTACT]"
      case .network: "[ADDRESS]"
      case .number: "[NUMBER]"
      }
    }
  }

  let scalars: [Unicode.Scalar]
  let tokens: [TextToken]
  private var marks: [UInt8]

  init(_ text: TextTokens) {
    scalars = text.scalars
    tokens = text.tokens
    marks = [UInt8](repeating: 0, count: text.scalars.count)
  }

  func isMarked(_ token: Int) -> Bool { marks[tokens[token].range].contains { $0 != 0 } }

  mutating func mark(_ range: ClosedRange<Int>, _ kind: Kind) {
    let last = tokens[range.upperBound].range.upperBound - 1
    mark(scalars: tokens[range.lowerBound].range.lowerBound...last, kind)
  }

  /// Marks scalars; what is marked already keeps its kind.
  mutating func mark(scalars range: ClosedRange<Int>, _ kind: Kind) {
    for index in range where marks[index] == 0 { marks[index] = kind.rawValue }
  }

  /// How many parts are marked.
  var count: Int {
    marks.indices.count { marks[$0] != 0 && ($0 == 0 || marks[$0 - 1] != marks[$0]) }
  }

  /// The text with its marked parts replaced. A word of which a part is marked goes whole.
  func rendered() -> String {
    var out = String.UnicodeScalarView()
    var marks = marks
    for token in tokens where token.kind != .sign {
      if let kind = marks[token.range].first(where: { $0 != 0 }) {
        for index in token.range { marks[index] = kind }
      }
    }
    var index = 0
    while index < scalars.count {
      guard let kind = Kind(rawValue: marks[index]) else {
        out.append(scalars[index])
        index += 1
        continue
      }
      out.append(contentsOf: kind.tag.unicodeScalars)
      while index < scalars.count, marks[index] == kind.rawValue { index += 1 }
    }
    return String(out)
  }
}
