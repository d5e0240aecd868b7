/// What a profile does with an element. What no rule names is ``drop``ped.
enum ElementRule: Sendable, Hashable {
  /// The element does not leave.
  case drop
  /// A boolean leaves as it is.
  case keep
  /// The element leaves with those of its own members that have a rule.
  case open
  /// A number leaves unless it has more digits than the profile allows.
  case number
  /// A code leaves when the element is bound to a closed list of codes that holds it.
  case code
  /// A Coding leaves when its system is on the profile's list and its code has that system's shape.
  case coding
  /// A Quantity leaves with a checked unit.
  case quantity
  /// An Age leaves in years, in months below two years, and as 90 or more above 89.
  case age
  /// A date leaves in the form that the profile asks for.
  case date
  /// A date of birth becomes an age, or what the profile's form of dates makes of it.
  case birthDate
  /// A reference leaves as a pseudonym.
  case reference
  /// A resource's id leaves as a pseudonym.
  case id
  /// Of a Bundle's links only that there are more entries leaves: a list that was cut short must not seem whole.
  case nextLink
  /// An extension leaves when its URL is on the profile's list.
  case `extension`
  /// Text leaves when every word of it is in the lexicon, whole or not at all.
  case terms
  /// Text leaves with what identifies masked; it is dropped whole when doubt remains.
  case text
  /// Text leaves when it is one of these.
  case oneOf(Set<String>)

  /// The rule called `name` in a profile, but for `oneOf`, which has a list.
  init?(name: String) {
    guard let rule = Self.named[name] else { return nil }
    self = rule
  }

  private static let named: [String: ElementRule] = [
    "drop": .drop, "keep": .keep, "open": .open, "number": .number, "code": .code, "coding": .coding,
    "quantity": .quantity, "age": .age, "date": .date, "birthDate": .birthDate, "reference": .reference, "id": .id,
    "extension": .extension, "nextLink": .nextLink, "terms": .terms, "text": .text,
  ]

  /// All names that a profile may write.
  static var names: [String] { named.keys.sorted() + ["oneOf"] }
}
