/// Cuts the UTF-8 text of an expression into tokens, one at a time and without allocating.
/// Grammar: FHIRPath N1, appendix "Formal Specifications".
struct Lexer {
  let bytes: [UInt8]
  private var position = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The next token; `.end` for ever after the last.
  mutating func next() throws(FHIRPathError) -> Token {
    try skipBlanks()
    let start = position
    guard start < bytes.count else { return Token(kind: .end, start: start, end: start) }
    let byte = bytes[start]
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return number(from: start)
    case UInt8(ascii: "'"): return try quoted(from: start, kind: .string)
    case UInt8(ascii: "`"): return try quoted(from: start, kind: .delimitedIdentifier)
    case UInt8(ascii: "\""):
      throw FHIRPathError(
        .syntax, "Double quotes mean nothing in FHIRPath", expected: "'text' or `name`", found: "\"", at: start)
    case UInt8(ascii: "@"): return try temporal(from: start)
    case UInt8(ascii: "$"): return try special(from: start)
    default: break
    }
    if Self.isIdentifierStart(byte) {
      var end = start + 1
      while end < bytes.count, Self.isIdentifierPart(bytes[end]) { end += 1 }
      return token(.identifier, start, end)
    }
    return try punctuation(byte, from: start)
  }

  private mutating func token(_ kind: Token.Kind, _ start: Int, _ end: Int) -> Token {
    position = end
    return Token(kind: kind, start: start, end: end)
  }

  private func peek(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  private mutating func skipBlanks() throws(FHIRPathError) {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      case UInt8(ascii: "/") where peek(position + 1) == UInt8(ascii: "/"):
        while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
      case UInt8(ascii: "/") where peek(position + 1) == UInt8(ascii: "*"):
        let start = position
        position += 2
        while position + 1 < bytes.count,
          !(bytes[position] == UInt8(ascii: "*") && bytes[position + 1] == UInt8(ascii: "/"))
        { position += 1 }
        guard position + 1 < bytes.count else {
          throw FHIRPathError(.syntax, "Unfinished comment", expected: "'*/'", found: "the end of the text", at: start)
        }
        position += 2
      default: return
      }
    }
  }

  private mutating func number(from start: Int) -> Token {
    var end = start
    while Self.isDigit(peek(end)) { end += 1 }
    guard peek(end) == UInt8(ascii: "."), Self.isDigit(peek(end + 1)) else { return token(.integer, start, end) }
    end += 1
    while Self.isDigit(peek(end)) { end += 1 }
    return token(.decimal, start, end)
  }

  private mutating func quoted(from start: Int, kind: Token.Kind) throws(FHIRPathError) -> Token {
    let quote = bytes[start]
    var end = start + 1
    while end < bytes.count, bytes[end] != quote {
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard end < bytes.count else {
      let what = kind == .string ? "string" : "delimited identifier"
      let mark = String(UnicodeScalar(quote))
      throw FHIRPathError(
        .syntax, "Unfinished \(what)", expected: "a closing \(mark)", found: "the end of the text", at: start)
    }
    return token(kind, start, end + 1)
  }

  private mutating func special(from start: Int) throws(FHIRPathError) -> Token {
    var end = start + 1
    while Self.isIdentifierPart(peek(end)) { end += 1 }
    switch text(start..<end) {
    case "$this": return token(.this, start, end)
    case "$index": return token(.index, start, end)
    case "$total": return token(.total, start, end)
    default:
      throw FHIRPathError(
        .syntax, "Unknown variable", expected: "$this, $index or $total", found: "'\(text(start..<end))'", at: start)
    }
  }

  /// `@2015`, `@2015-02-04`, `@2015T`, `@2015-02-04T14:34:28.123+10:00`, `@T14:34`.
  private mutating func temporal(from start: Int) throws(FHIRPathError) -> Token {
    var end = start + 1
    if peek(end) == UInt8(ascii: "T") {
      end = timeFormat(from: end + 1)
      guard end > start + 2 else { throw temporalError(start) }
      return token(.time, start, end)
    }
    guard digits(4, at: end) else { throw temporalError(start) }
    end += 4
    var parts = 0
    while parts < 2, peek(end) == UInt8(ascii: "-"), digits(2, at: end + 1) {
      end += 3
      parts += 1
    }
    guard peek(end) == UInt8(ascii: "T") else { return token(.date, start, end) }
    end += 1
    let time = timeFormat(from: end)
    guard time > end else { return token(.dateTime, start, end) }
    end = time
    if peek(end) == UInt8(ascii: "Z") {
      end += 1
    } else if peek(end) == UInt8(ascii: "+") || peek(end) == UInt8(ascii: "-"), digits(2, at: end + 1),
      peek(end + 3) == UInt8(ascii: ":"), digits(2, at: end + 4)
    {
      end += 6
    }
    return token(.dateTime, start, end)
  }

  private func temporalError(_ start: Int) -> FHIRPathError {
    FHIRPathError(
      .syntax, "Not a date, dateTime or time",
      expected: "@YYYY-MM-DD, @YYYY-MM-DDThh:mm:ss.fff±hh:mm or @Thh:mm:ss.fff",
      at: start)
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

  private mutating func punctuation(_ byte: UInt8, from start: Int) throws(FHIRPathError) -> Token {
    let following = peek(start + 1)
    switch byte {
    case UInt8(ascii: "."): return token(.dot, start, start + 1)
    case UInt8(ascii: ","): return token(.comma, start, start + 1)
    case UInt8(ascii: "("): return token(.leftParenthesis, start, start + 1)
    case UInt8(ascii: ")"): return token(.rightParenthesis, start, start + 1)
    case UInt8(ascii: "["): return token(.leftBracket, start, start + 1)
    case UInt8(ascii: "]"): return token(.rightBracket, start, start + 1)
    case UInt8(ascii: "{"): return token(.leftBrace, start, start + 1)
    case UInt8(ascii: "}"): return token(.rightBrace, start, start + 1)
    case UInt8(ascii: "+"): return token(.plus, start, start + 1)
    case UInt8(ascii: "-"): return token(.minus, start, start + 1)
    case UInt8(ascii: "*"): return token(.star, start, start + 1)
    case UInt8(ascii: "/"): return token(.slash, start, start + 1)
    case UInt8(ascii: "&"): return token(.ampersand, start, start + 1)
    case UInt8(ascii: "|"): return token(.bar, start, start + 1)
    case UInt8(ascii: "%"): return token(.percent, start, start + 1)
    case UInt8(ascii: "="): return token(.equal, start, start + 1)
    case UInt8(ascii: "~"): return token(.equivalent, start, start + 1)
    case UInt8(ascii: "!") where following == UInt8(ascii: "="): return token(.notEqual, start, start + 2)
    case UInt8(ascii: "!") where following == UInt8(ascii: "~"): return token(.notEquivalent, start, start + 2)
    case UInt8(ascii: "<"):
      return following == UInt8(ascii: "=")
        ? token(.lessOrEqual, start, start + 2) : token(.less, start, start + 1)
    case UInt8(ascii: ">"):
      return following == UInt8(ascii: "=")
        ? token(.greaterOrEqual, start, start + 2) : token(.greater, start, start + 1)
    default:
      var end = start + 1
      while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
      throw FHIRPathError(
        .syntax, "Unexpected character", expected: "a term or an operator", found: "'\(text(start..<end))'", at: start)
    }
  }

  /// The characters of a range as written.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  static func isIdentifierStart(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
  }

  static func isIdentifierPart(_ byte: UInt8) -> Bool { isIdentifierStart(byte) || isDigit(byte) }
}
