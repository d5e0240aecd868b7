/// Numbers that identify: telephone and social security numbers, postal codes, serial and record numbers, street
/// addresses.
enum NumberDetector {
  static func mark(_ marks: inout TextMarks) {
    for index in marks.tokens.indices {
      if marks.tokens[index].kind == .digits { markGroups(at: index, &marks) }
      if marks.tokens[index].kind == .word, triggers.contains(where: marks.tokens[index].text.hasSuffix) {
        markAnnounced(after: index, &marks)
      }
    }
    markMixed(&marks)
    for index in marks.tokens.indices where marks.tokens[index].kind == .digits && !marks.isMarked(index) {
      markLone(at: index, &marks)
    }
  }

  private static func markGroups(at index: Int, _ marks: inout TextMarks) {
    guard !marks.isMarked(index) else { return }
    let tokens = marks.tokens
    let groups = DigitGroups(at: index, in: tokens, separators: ["-", ".", "/", "(", ")"], allowsBlank: true)
    let shapes: [([Int], TextMarks.Kind)] = [
      ([1, 3, 3, 4], .contact), ([3, 3, 4], .contact), ([3, 2, 4], .number), ([2, 4, 4], .contact),
      ([3, 3, 3], .number),
      ([4, 4, 4, 4], .number), ([5, 4], .place), ([2, 2, 2, 2, 2], .contact), ([3, 4], .contact),
      ([3, 3, 3, 3], .contact),
    ]
    for (shape, kind) in shapes where groups.lengths.starts(with: shape) {
      var first = index
      while first > 0, ["(", "+"].contains(tokens[first - 1].text) { first -= 1 }
      let last = groups.prefix(shape.count, in: tokens, from: index)
      // Two groups parted by a blank may be two measurements.
      if shape.count == 2, groups.signs.first != "-" && groups.signs.first != "." { continue }
      marks.mark(first...last, kind)
      return
    }
    if groups.lengths.count == 4, groups.signs.allSatisfy({ $0 == "." }) {
      marks.mark(index...groups.last, .network)
      return
    }
    // Many figures with nothing but signs between them, whatever they once were.
    if groups.lengths.count > 1, groups.lengths.reduce(0, +) > 8 {
      marks.mark(index...groups.last, .number)
      return
    }
    // An international number begins with a plus.
    if index > 0, tokens[index - 1].text == "+", groups.lengths.reduce(0, +) >= 7 {
      marks.mark((index - 1)...groups.last, .contact)
    }
  }

  /// After "MRN", "account", "plate" … the next token with a figure, within a few words.
  private static func markAnnounced(after index: Int, _ marks: inout TextMarks) {
    let tokens = marks.tokens
    var next = index + 1
    while next < tokens.count, next <= index + 7 {
      let run = wholeRun(around: next, tokens)
      if tokens[run].contains(where: { $0.kind == .digits }), !tokens[run].contains(where: { $0.text == "%" }) {
        marks.mark(run, .number)
        return
      }
      // "KLM 4821": letters and figures of one number, parted by a blank.
      if tokens[next].isAllUpper, tokens[next].text.utf8.count < 5, next + 1 < tokens.count,
        tokens[next + 1].kind == .digits, !fillers.contains(tokens[next].text)
      {
        marks.mark(next...(next + 1), .number)
        return
      }
      guard tokens[next].kind == .sign || fillers.contains(tokens[next].text) || triggers.contains(tokens[next].text)
      else {
        return
      }
      next += 1
    }
  }

  /// The run of letters, digits, hyphens and underscores around a token, without blanks.
  private static func wholeRun(around index: Int, _ tokens: [TextToken]) -> ClosedRange<Int> {
    func belongs(_ token: TextToken) -> Bool { token.kind != .sign || ["-", "_", "/", "."].contains(token.text) }
    var first = index
    while first > 0, !tokens[first].isAfterSpace, belongs(tokens[first - 1]) { first -= 1 }
    var last = index
    while last + 1 < tokens.count, !tokens[last + 1].isAfterSpace, belongs(tokens[last + 1]) { last += 1 }
    while last > first, tokens[last].kind == .sign { last -= 1 }
    return first...last
  }

  /// Letters and at least three digits in one run, such as VP-559A; a dose with its unit is none.
  private static func markMixed(_ marks: inout TextMarks) {
    let tokens = marks.tokens
    var index = 0
    while index < tokens.count {
      let run = wholeRun(around: index, tokens)
      index = max(index, run.upperBound) + 1
      let letters = tokens[run].filter { $0.kind == .word }
      let digits = tokens[run].reduce(0) { $1.kind == .digits ? $0 + $1.text.count : $0 }
      guard !letters.isEmpty, digits >= 3, !letters.allSatisfy({ units.contains($0.text) }) else { continue }
      if tokens[run].contains(where: { $0.kind == .digits && $0.text.count >= 2 }) { marks.mark(run, .number) }
    }
  }

  private static func markLone(at index: Int, _ marks: inout TextMarks) {
    let tokens = marks.tokens
    let token = tokens[index]
    if token.text.count >= 7 { marks.mark(index...index, .number) }
    if token.text.count == 5, isPostal(index, tokens) {
      let hasState = index > 0 && tokens[index - 1].isAllUpper && tokens[index - 1].text.count == 2
      marks.mark((hasState ? index - 1 : index)...index, .place)
    }
    markStreet(at: index, &marks)
  }

  private static func isPostal(_ index: Int, _ tokens: [TextToken]) -> Bool {
    guard index > 0 else { return false }
    if tokens[index - 1].isAllUpper && tokens[index - 1].text.count == 2 { return true }
    return tokens[max(0, index - 8)..<index].contains { ["zip", "zipcode", "postal", "postcode"].contains($0.text) }
  }

  /// "4417 Old Kettle Rd": a number, words with capitals, and a kind of street; the town behind it too.
  private static func markStreet(at index: Int, _ marks: inout TextMarks) {
    let tokens = marks.tokens
    var next = index + 1
    while next < tokens.count, next <= index + 5, tokens[next].kind != .sign {
      if streets.contains(tokens[next].text), next > index + 1 {
        marks.mark(index...next, .place)
        return
      }
      guard tokens[next].beginsUpper || tokens[next].kind == .digits else { return }
      next += 1
    }
  }

  private static let triggers: Set<String> = [
    "mrn", "acct", "account", "member", "license", "licence", "lic", "plate", "vin", "serial", "accession", "ssn",
    "policy", "subscriber", "npi", "dea", "passport", "claim", "order", "invoice", "case", "badge", "enrollment",
    "study",
    "identifier", "record", "file", "chart", "udi", "lot", "imei", "mac", "pin", "extension", "ext", "pager", "fax",
    "tel",
    "phone", "prescription", "rx", "encounter", "visit", "barcode", "template", "room", "bed", "apt", "unit", "suite",
  ]
  private static let fillers: Set<String> = [
    "number", "no", "nr", "num", "is", "id", "under", "on", "for", "of", "the", "code", "as", "with", "was", "were",
    "which", "a", "written", "listed", "medical", "hospital", "patient", "billing",
  ]
  static let units: Set<String> = [
    "mg", "ml", "mcg", "g", "kg", "kcal", "iu", "units", "unit", "u", "l", "mmhg", "mm", "cm", "m", "bpm", "h", "hr",
    "hrs",
    "min", "s", "x", "k", "meq", "mmol", "mol", "umol", "dl", "pg", "ng", "ug", "lb", "lbs", "oz", "fl", "f", "c",
    "kpa",
    "q", "d", "w", "wk", "hz", "ms", "am", "pm", "z", "t",
  ]
  private static let streets: Set<String> = [
    "st", "street", "rd", "road", "ave", "avenue", "blvd", "boulevard", "dr", "drive", "ln", "lane", "ct", "court",
    "way",
    "pl", "place", "ter", "terrace", "pkwy", "parkway", "hwy", "highway", "cir", "circle", "sq", "square", "trail",
    "trl",
  ]
}
