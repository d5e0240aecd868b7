import ClinicalTypes

/// What the texts of one finding may speak of: the facts it quotes, the guideline it names, the menu.
struct TextScope: Sendable {
  /// The quoted facts.
  let cited: [ChartFact]
  /// The same and what the rules computed.
  let known: [ChartFact]
  /// Labels of all facts that were sent, lower case.
  let labels: Set<String>
  /// Words of labels, each with the labels it stands in.
  let labelWords: [String: Set<String>]
  /// Every word of what was sent, of the menu and of the guidelines.
  let words: Set<String>
  /// Names, the longest first.
  let phrases: [TextReading.Phrase]
  /// Units of facts.
  let units: [String]
  /// The guideline, in pieces.
  let guideline: TextReading?
  /// The words of that guideline.
  let guidelineWords: Set<String>

  init(
    cited: [SentFact], computed: [ChartFact], sheet: FactSheet, guideline: ModelGuideline?,
    guidelines: [ModelGuideline], menu: ActionMenu
  ) {
    self.cited = cited.map(\.sent)
    known = cited.map(\.sent) + computed
    let sent = sheet.facts.map(\.sent) + computed
    labels = Set(sent.map { $0.label.lowercased() })
    units = Array(Set(sent.flatMap { [$0.unit, $0.unitCode].compactMap(\.self) }))
    var labelWords: [String: Set<String>] = [:]
    for label in labels {
      for word in Self.words(of: label) where word.count >= 3 && !WordList.generic.contains(word) {
        labelWords[word, default: []].insert(label)
      }
    }
    self.labelWords = labelWords
    var words: Set<String> = []
    for text in sent.flatMap({ [$0.label, $0.value ?? "", $0.status ?? ""] }) + menu.items.map(\.title)
      + guidelines.map(\.text)
    {
      words.formUnion(Self.words(of: text))
    }
    self.words = words
    phrases = Self.phrases(labels: labels, menu: menu)
    self.guideline = guideline.map { [units] in TextReading($0.text, units: units) }
    guidelineWords = Set(guideline.map { Self.words(of: $0.text) } ?? [])
  }

  func read(_ text: String) -> TextReading { TextReading(text, phrases: phrases, units: units) }

  static func words(of text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }

  /// Whole labels and titles, and their beginnings of at least two words: people shorten long names. A beginning that
  /// ends in a number is none: what the number counts would be cut off.
  private static func phrases(labels: Set<String>, menu: ActionMenu) -> [TextReading.Phrase] {
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
    return phrases.filter { !$0.characters.isEmpty }.sorted { $0.characters.count > $1.characters.count }
  }
}
