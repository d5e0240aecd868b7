/// Dates in figures and words, years that stand alone, and ages above 89.
enum DateDetector {
  static func mark(_ marks: inout TextMarks) {
    for index in marks.tokens.indices {
      if let age = AgePhrase.range(at: index, in: marks.tokens) { marks.mark(age, .age) }
      guard !marks.isMarked(index) else { continue }
      if let range = figures(at: index, marks.tokens) ?? words(at: index, marks.tokens) { marks.mark(range, .date) }
    }
  }

  private static func figures(at index: Int, _ tokens: [TextToken]) -> ClosedRange<Int>? {
    guard tokens[index].kind == .digits else { return nil }
    let groups = DigitGroups(at: index, in: tokens, separators: ["/", "-", "."], allowsBlank: false)
    let lengths = groups.lengths
    if lengths.count == 3, let sum = lengths.first, sum <= 4 {
      let isYearFirst = lengths[0] == 4 && lengths[1] <= 2 && lengths[2] <= 2
      let isYearLast = lengths[0] <= 2 && lengths[1] <= 2 && [2, 4].contains(lengths[2])
      if isYearFirst || isYearLast { return index...groups.last }
    }
    if lengths == [2, 4] || lengths == [1, 4] || lengths == [4, 2], groups.signs == ["/"] || lengths == [4, 2] {
      return index...groups.last
    }
    // Month and day alone: 3/14.
    if lengths.count == 2, groups.signs == ["/"], lengths.allSatisfy({ $0 <= 2 }), let month = Int(tokens[index].text),
      let day = Int(tokens[groups.last].text), 1...12 ~= month, 1...31 ~= day, isPrecededByOn(index, tokens)
    {
      return index...groups.last
    }
    if lengths.count == 1, tokens[index].text.count == 8, let value = Int(tokens[index].text),
      19_000_101...20_991_231 ~= value
    {
      return index...index
    }
    if lengths.count == 1, tokens[index].text.count == 4, let year = Int(tokens[index].text), 1900...2099 ~= year {
      return isMeasured(index, tokens) ? nil : index...index
    }
    return nil
  }

  /// A number before a unit is a measurement, not a year.
  private static func isMeasured(_ index: Int, _ tokens: [TextToken]) -> Bool {
    guard index + 1 < tokens.count else { return false }
    return units.contains(tokens[index + 1].text)
  }

  private static func isPrecededByOn(_ index: Int, _ tokens: [TextToken]) -> Bool {
    index > 0 && ["on", "since", "from", "until", "dated", "by", "before", "after"].contains(tokens[index - 1].text)
  }

  private static func words(at index: Int, _ tokens: [TextToken]) -> ClosedRange<Int>? {
    let token = tokens[index]
    guard token.kind == .word else { return nil }
    if weekdays.contains(token.text) || holidays.contains(token.text) { return index...index }
    guard months.contains(token.text) else { return nil }
    var first = index
    var last = index
    // Backwards: "3rd of July", "14 March", "the third of July".
    var back = index - 1
    if back >= 0, tokens[back].text == "of" { back -= 1 }
    if back >= 0, ["st", "nd", "rd", "th"].contains(tokens[back].text), back > 0 { back -= 1 }
    if back >= 0, isDay(tokens[back]) {
      first = back
      if first > 0, tokens[first - 1].text == "-" || tokens[first - 1].text == "twenty" { first -= 1 }
      if first > 0, tokens[first - 1].text == "the" { first -= 1 }
    }
    // Forwards: "March 14th, 2024", "March 2024".
    var next = index + 1
    while next < tokens.count, next <= index + 6 {
      let text = tokens[next].text
      if tokens[next].kind == .digits, text.count <= 2 || text.count == 4 {
        last = next
      } else if ordinals.contains(text) {
        last = next
      } else if ["st", "nd", "rd", "th"].contains(text) {
        last = next
      } else if ![",", ".", "'", "of", "the"].contains(text) {
        break
      }
      next += 1
    }
    let isAlsoWord = ["may", "march", "mar", "sun", "sat", "dec", "jan"].contains(token.text)
    if first == index, last == index, isAlsoWord, !(token.beginsUpper && index > 0) { return nil }
    if first == index, last == index, isAlsoWord, token.text == "may" || token.text == "march" { return nil }
    return first...last
  }

  private static func isDay(_ token: TextToken) -> Bool {
    (token.kind == .digits && token.text.count <= 2) || ordinals.contains(token.text)
  }

  private static let months: Set<String> = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "januar",
    "februar",
    "marz", "mai", "juni", "juli", "oktober", "dezember",
  ]
  private static let weekdays: Set<String> = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]
  private static let holidays: Set<String> = [
    "christmas", "easter", "thanksgiving", "halloween", "ramadan", "hanukkah", "diwali",
  ]
  private static let ordinals: Set<String> = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "thirtieth",
  ]
  private static let units: Set<String> = [
    "mg", "ml", "mcg", "g", "kg", "kcal", "iu", "units", "unit", "cells", "u", "l", "steps", "pg", "ng", "calories",
  ]
}
