import ClinicalTypes

/// What the texts of one finding may speak of: the facts it quotes, the guideline it names, what it proposes.
struct TextScope: Sendable {
  /// The quoted facts.
  let cited: [ChartFact]
  /// The same and what the rules computed.
  let known: [ChartFact]
  /// Everything that was sent, and what the rules computed.
  let sent: [ChartFact]
  /// Labels of all of these, lower case.
  let labels: Set<String>
  /// Labels of facts that have a number, lower case.
  let measured: Set<String>
  /// Words of labels, each with the labels it stands in.
  let labelWords: [String: Set<String>]
  /// Words of the quoted facts and of the proposed actions.
  let words: Set<String>
  /// Further plain words, by registration.
  let furtherWords: Set<String>
  /// Names by their first character, the longest first.
  let phrases: [Character: [TextReading.Phrase]]
  /// Units of facts.
  let units: [String]
  /// The guideline, in pieces.
  let guideline: TextReading?

  init(
    cited: [SentFact], computed: [ChartFact], sheet: FactSheet, guideline: ModelGuideline?, menu: ActionMenu,
    proposed: [MenuItem], furtherWords: Set<String> = []
  ) {
    self.cited = cited.map(\.sent)
    known = cited.map(\.sent) + computed
    sent = sheet.facts.map(\.sent) + computed
    labels = Set(sent.map { $0.label.lowercased() })
    measured = Set(sent.filter { NumberCheck.number(of: $0) != nil }.map { $0.label.lowercased() })
    units = Array(Set(sent.flatMap { [$0.unit, $0.unitCode].compactMap(\.self) }))
    var labelWords: [String: Set<String>] = [:]
    for label in labels {
      for word in Self.words(of: label) where word.count >= 3 && !WordList.generic.contains(word) {
        labelWords[word, default: []].insert(label)
      }
    }
    self.labelWords = labelWords
    var words: Set<String> = []
    for text in known.flatMap({ [$0.label, $0.value ?? "", $0.status ?? ""] }) + proposed.map(\.title) {
      words.formUnion(Self.words(of: text))
    }
    self.words = words
    self.furtherWords = furtherWords
    phrases = Self.phrases(labels: labels, menu: menu, guideline: guideline)
    self.guideline = guideline.map { [units] in TextReading($0.text, units: units) }
  }

  func read(_ text: String) -> TextReading { TextReading(text, phrases: phrases, units: units) }

  static func words(of text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }

  /// The newest of the sent facts of a label, or nil when their dates cannot be ordered.
  func newest(of label: String) -> ChartFact? {
    FactTrend.newest(sent.filter { $0.label.lowercased() == label && NumberCheck.number(of: $0) != nil })
  }

  /// Whole labels, titles and guideline sentences, and beginnings of labels of at least two words: people shorten long
  /// names. A beginning that ends in a number is none: what the number counts would be cut off.
  private static func phrases(
    labels: Set<String>, menu: ActionMenu, guideline: ModelGuideline?
  ) -> [Character: [TextReading.Phrase]] {
    var byText: [String: Set<String>] = [:]
    for label in labels {
      byText[label, default: []].insert(label)
      let words = label.split(separator: " ")
      guard words.count > 2 else { continue }
      for count in 2..<min(words.count, 12) {
        guard let last = words[count - 1].last, last.isLetter, words[count - 1].count > 2 else { continue }
        byText[words[..<count].joined(separator: " "), default: []].insert(label)
      }
    }
    var phrases = byText.map { TextReading.Phrase(characters: Array($0.key), kind: .label($0.value)) }
    phrases += menu.items.map { .init(characters: Array($0.title.lowercased()), kind: .menu) }
    for sentence in sentences(of: guideline?.text.lowercased() ?? "") {
      phrases.append(.init(characters: Array(sentence), kind: .guideline))
      let words = sentence.split(separator: " ")
      if let last = words.lastIndex(where: { word in word.allSatisfy { $0.isNumber || $0 == "." } }), last > 2 {
        phrases.append(.init(characters: Array(words[...last].joined(separator: " ")), kind: .guideline))
      }
    }
    let named = phrases.filter { !$0.characters.isEmpty }.sorted { $0.characters.count > $1.characters.count }
    return Dictionary(grouping: named) { $0.characters.first ?? " " }
  }

  /// Sentences without their full stop.
  private static func sentences(of text: String) -> [String] {
    var sentences: [String] = []
    var rest = text[...]
    while let stop = rest.firstRange(of: ". ") {
      sentences.append(String(rest[..<stop.lowerBound]))
      rest = rest[stop.upperBound...]
    }
    return (sentences + [String(rest)]).map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
  }
}
