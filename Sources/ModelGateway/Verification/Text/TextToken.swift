import ClinicalTypes

/// A piece of a text, lower case.
struct TextToken: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    /// Letters.
    case word
    /// A decimal that can be read in one way only.
    case number(ExactDecimal)
    /// Digits that can be read in two ways (`1,200`, `1.2.3`), or digits of other scripts.
    case ambiguous
    /// Letters and digits in one (`g3a`, `o7`).
    case mixed
    /// An ISO date.
    case date
    /// The name of a fact, or the beginning of one; the facts' labels, lower case.
    case label(Set<String>)
    /// A name from the menu.
    case menu
    /// A sentence of the named guideline in its own words, to its end or to its last number.
    case guideline
    /// Anything else.
    case symbol
  }

  let kind: Kind
  let text: String
  /// Which sentence, from 0.
  let sentence: Int
  /// The unit that stands right after a number, if any.
  var unit: String?
}
