/// Cuts the UTF-8 text of a library into tokens, all at once: the parser looks a few words ahead to tell a timing phrase
/// from an alias. Faulty text becomes an `.invalid` token and a diagnostic; the lexer never fails.
/// Grammar: CQL 1.5, appendix "Formal Specifications".
struct Lexer {
  let bytes: [UInt8]
  private(set) var tokens: [Token] = []
  private(set) var diagnostics: [CQLDiagnostic] = []
  /// Comments in order, for the tags (`@name: value`) before a definition.
  private(set) var comments: [TextRange] = []
  private var position = 0
  private var startsLine = true
  private let limit: Int

  init(_ bytes: [UInt8], limits: SyntaxLimits) {
    self.bytes = bytes
    limit = limits.diagnostics
    tokens.reserveCapacity(bytes.count / 5 + 8)
    // A byte order mark is no part of the text.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    while diagnostics.count < limit, scan() {}
    tokens.append(
      Token(kind: .endOfText, keyword: .none, startsLine: true, start: Int32(position), end: Int32(position)))
  }

  private func peek(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  private mutating func emit(_ kind: Token.Kind, _ start: Int, _ end: Int, keyword: Keyword = .none) {
    tokens.append(
      Token(kind: kind, keyword: keyword, startsLine: startsLine, start: Int32(start), end: Int32(end)))
    startsLine = false
    position = end
  }

  private mutating func fail(_ message: String, expected: String?, found: String? = nil, _ start: Int, _ end: Int) {
    diagnostics.append(
      CQLDiagnostic(.error, .syntax, message, expected: expected, found: found, at: TextRange(start, end)))
    emit(.invalid, start, end)
  }

  /// Reads one token; false at the end of the text.
  private mutating func scan() -> Bool {
    guard skipBlanks() else { return false }
    let start = position
    let byte = bytes[start]
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): number(from: start)
    case UInt8(ascii: "'"): quoted(from: start, .string, "string")
    case UInt8(ascii: "\""): quoted(from: start, .quotedIdentifier, "quoted identifier")
    case UInt8(ascii: "`"): quoted(from: start, .delimitedIdentifier, "delimited identifier")
    case UInt8(ascii: "@"): temporal(from: start)
    case UInt8(ascii: "$"): variable(from: start)
    default:
      if Self.isWordStart(byte) { word(from: start) } else { mark(byte, from: start) }
    }
    return true
  }

  /// Skips blanks and comments; false at the end of the text.
  private mutating func skipBlanks() -> Bool {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0D: position += 1
      case 0x0A:
        position += 1
        startsLine = true
      case UInt8(ascii: "/") where peek(position + 1) == UInt8(ascii: "/"):
        let start = position
        while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
        comments.append(TextRange(start + 2, position))
      case UInt8(ascii: "/") where peek(position + 1) == UInt8(ascii: "*"):
        blockComment()
      case 0xC2 where peek(position + 1) == 0xA0: position += 2  // no-break space, common in pasted text
      default: return true
      }
    }
    return false
  }

  private mutating func blockComment() {
    let start = position
    position += 2
    while position + 1 < bytes.count, bytes[position] != UInt8(ascii: "*") || bytes[position + 1] != UInt8(ascii: "/") {
      if bytes[position] == 0x0A { startsLine = true }
      position += 1
    }
    guard position + 1 < bytes.count else {
      fail("Unfinished comment", expected: "'*/'", found: "the end of the text", start, start + 2)
      position = bytes.count
      return
    }
    comments.append(TextRange(start + 2, position))
    position += 2
  }

  private mutating func word(from start: Int) {
    var end = start + 1
    while end < bytes.count, Self.isWordPart(bytes[end]) { end += 1 }
    emit(.word, start, end, keyword: Keyword.spelled(by: bytes[start..<end]))
  }

  private mutating func quoted(from start: Int, _ kind: Token.Kind, _ what: String) {
    let quote = bytes[start]
    var end = start + 1
    while end < bytes.count, bytes[end] != quote { end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1 }
    guard end < bytes.count else {
      // Take the rest of the line only, so that the definitions that follow are still read.
      end = start + 1
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      let mark = String(UnicodeScalar(quote))
      fail("Unfinished \(what)", expected: "a closing \(mark)", found: "the end of the text", start, end)
      return
    }
    emit(kind, start, end + 1)
  }

  private mutating func number(from start: Int) {
    var end = start
    while Self.isDigit(peek(end)) { end += 1 }
    if peek(end) == UInt8(ascii: "L") { return emit(.long, start, end + 1) }
    guard peek(end) == UInt8(ascii: "."), Self.isDigit(peek(end + 1)) else { return emit(.integer, start, end) }
    end += 1
    while Self.isDigit(peek(end)) { end += 1 }
    emit(.decimal, start, end)
  }

  private mutating func variable(from start: Int) {
    var end = start + 1
    while Self.isWordPart(peek(end)) { end += 1 }
    switch text(start..<end) {
    case "$this", "$index", "$total": emit(.variable, start, end)
    default:
      fail("Unknown variable", expected: "$this, $index or $total", found: "'\(text(start..<end))'", start, end)
    }
  }

  /// `@2015`, `@2015-02-04`, `@2015T`, `@2015-02-04T14:34:28.123+10:00`, `@T14:34`.
  private mutating func temporal(from start: Int) {
    var end = start + 1
    if peek(end) == UInt8(ascii: "T") {
      let time = timeFormat(from: end + 1)
      guard time > end + 1 else { return failTemporal(start) }
      return emit(.time, start, time)
    }
    guard digits(4, at: end) else { return failTemporal(start) }
    end += 4
    var parts = 0
    while parts < 2, peek(end) == UInt8(ascii: "-"), digits(2, at: end + 1) {
      end += 3
      parts += 1
    }
    guard peek(end) == UInt8(ascii: "T") else { return emit(.date, start, end) }
    end = timeFormat(from: end + 1)
    if peek(end) == UInt8(ascii: "Z") {
      end += 1
    } else if peek(end) == UInt8(ascii: "+") || peek(end) == UInt8(ascii: "-"), digits(2, at: end + 1),
      peek(end + 3) == UInt8(ascii: ":"), digits(2, at: end + 4)
    {
      end += 6
    }
    emit(.dateTime, start, end)
  }

  private mutating func failTemporal(_ start: Int) {
    var end = start + 1
    while Self.isWordPart(peek(end)) || peek(end) == UInt8(ascii: "-") || peek(end) == UInt8(ascii: ":") { end += 1 }
    fail(
      "Not a date, dateTime or time",
      expected: "@YYYY-MM-DD, @YYYY-MM-DDThh:mm:ss.fff±hh:mm or @Thh:mm:ss.fff", found: "'\(text(start..<end))'", start,
      end)
  }

  /// The end of `hh(:mm(:ss(.f+)?)?)?`, or `start` when no hour stands there.
  private func timeFormat(from start: Int) -> Int {
    guard digits(2, at: start) else { return start }
    var end = start + 2
    guard peek(end) == UInt8(ascii: ":"), digits(2, at: end + 1) else { return end }
    end += 3
    guard peek(end) == UInt8(ascii: ":"), digits(2, at: end + 1) else { return end }
    end += 3
    guard peek(end) == UInt8(ascii: "."), Self.isDigit(peek(end + 1)) else { return end }
    end += 1
    while Self.isDigit(peek(end)) { end += 1 }
    return end
  }

  private func digits(_ count: Int, at index: Int) -> Bool {
    for i in index..<index + count where !Self.isDigit(peek(i)) { return false }
    return true
  }

  private mutating func mark(_ byte: UInt8, from start: Int) {
    let following = peek(start + 1)
    let equals = following == UInt8(ascii: "=")
    switch byte {
    case UInt8(ascii: "."): emit(.dot, start, start + 1)
    case UInt8(ascii: ","): emit(.comma, start, start + 1)
    case UInt8(ascii: ":"): emit(.colon, start, start + 1)
    case UInt8(ascii: "("): emit(.leftParenthesis, start, start + 1)
    case UInt8(ascii: ")"): emit(.rightParenthesis, start, start + 1)
    case UInt8(ascii: "["): emit(.leftBracket, start, start + 1)
    case UInt8(ascii: "]"): emit(.rightBracket, start, start + 1)
    case UInt8(ascii: "{"): emit(.leftBrace, start, start + 1)
    case UInt8(ascii: "}"): emit(.rightBrace, start, start + 1)
    case UInt8(ascii: "+"): emit(.plus, start, start + 1)
    case UInt8(ascii: "-") where following == UInt8(ascii: ">"): emit(.arrow, start, start + 2)
    case UInt8(ascii: "-"): emit(.minus, start, start + 1)
    case UInt8(ascii: "*"): emit(.star, start, start + 1)
    case UInt8(ascii: "/"): emit(.slash, start, start + 1)
    case UInt8(ascii: "^"): emit(.caret, start, start + 1)
    case UInt8(ascii: "&"): emit(.ampersand, start, start + 1)
    case UInt8(ascii: "|"): emit(.bar, start, start + 1)
    case UInt8(ascii: "%"): emit(.percent, start, start + 1)
    case UInt8(ascii: "="): emit(.equal, start, start + 1)
    case UInt8(ascii: "~"): emit(.equivalent, start, start + 1)
    case UInt8(ascii: "!") where equals: emit(.notEqual, start, start + 2)
    case UInt8(ascii: "!") where following == UInt8(ascii: "~"): emit(.notEquivalent, start, start + 2)
    case UInt8(ascii: "<"): emit(equals ? .lessOrEqual : .lessThan, start, start + (equals ? 2 : 1))
    case UInt8(ascii: ">"): emit(equals ? .greaterOrEqual : .greaterThan, start, start + (equals ? 2 : 1))
    default:
      var end = start + 1
      while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
      fail("Unexpected character", expected: nil, found: "'\(text(start..<end))'", start, end)
    }
  }

  /// The characters of a range as written.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  static func isWordStart(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
  }

  static func isWordPart(_ byte: UInt8) -> Bool { isWordStart(byte) || isDigit(byte) }
}
