/// The words that the grammar of CQL gives a meaning to (CQL 1.5, appendix "Formal Specifications").
enum Keyword: String, CaseIterable, Sendable {
  case none = ""
  case after, aggregate, all, and, `as`, asc, ascending, before, between, by, called, `case`, cast, code, codesystem
  case codesystems, collapse, concept, contains, context, convert, date, day, days, `default`, define, desc, descending
  case difference, display, distinct, div, duration, during, `else`, end, ends, except, exists, expand, external
  case `false`, flatten, fluent, from, function, hour, hours, `if`, implies, `in`, include, includes, intersect, `is`
  case `let`, library, maximum, meets, millisecond, milliseconds, minimum, minute, minutes, mod, month, months, not
  case null, occurs, of, or, overlaps, parameter, per, point, predecessor, `private`, properly, `public`, `return`
  case returns, same, second, seconds, singleton, sort, start, starting, starts, successor, then, time, timezone
  case timezoneoffset, to, `true`, union, using, valueset, version, week, weeks, when, `where`, width, with, within
  case without, xor, year, years
  // Capitalised words of selectors and type specifiers.
  case codeSelector = "Code"
  case conceptSelector = "Concept"
  case choiceType = "Choice"
  case intervalType = "Interval"
  case listType = "List"
  case tupleType = "Tuple"
  // Words with a meaning only before a partner: `included in`, `such that`, `less than`, `more than`, `on or`.
  case included, such, that, less, more, than, on

  /// Whether the word may stand for a name wherever a name is expected; the others begin or join clauses.
  var mayBeName: Bool {
    switch self {
    case .after, .aggregate, .all, .and, .as, .before, .between, .case, .cast, .collapse, .convert, .define,
      .difference,
      .distinct, .div, .during, .else, .except, .exists, .expand, .false, .flatten, .from, .if, .implies, .in,
      .intersect, .is, .let, .mod, .not, .null, .occurs, .of, .or, .overlaps, .meets, .return, .same, .singleton, .sort,
      .then, .true, .union, .when, .where, .with, .within, .without, .xor, .duration, .function, .per:
      false
    default: true
    }
  }

  /// Whether the word keeps its meaning as an ordinary identifier unless its partner follows.
  var isSoft: Bool {
    switch self {
    case .included, .such, .that, .less, .more, .than, .on, .returns: true
    default: false
    }
  }

  /// Whether the word begins a definition or statement of a library.
  var beginsDefinition: Bool {
    switch self {
    case .library, .using, .include, .codesystem, .valueset, .code, .concept, .parameter, .context, .define, .public,
      .private:
      true
    default: false
    }
  }

  private static let table: [(Keyword, [UInt8])?] = {
    var table = [(Keyword, [UInt8])?](repeating: nil, count: 1024)
    for keyword in allCases where keyword != .none {
      let bytes = Array(keyword.rawValue.utf8)
      var slot = hash(bytes[...])
      while table[slot] != nil { slot = (slot + 1) & 1023 }
      table[slot] = (keyword, bytes)
    }
    return table
  }()

  private static func hash(_ bytes: ArraySlice<UInt8>) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return Int((hash ^ (hash >> 15)) & 1023)
  }

  /// The keyword that these bytes spell, or `.none`; no allocation.
  static func spelled(by bytes: ArraySlice<UInt8>) -> Keyword {
    guard bytes.count <= 14 else { return .none }
    var slot = hash(bytes)
    while let (keyword, spelling) = table[slot] {
      if spelling.count == bytes.count, spelling.elementsEqual(bytes) { return keyword }
      slot = (slot + 1) & 1023
    }
    return .none
  }
}
