/// A word or mark of CQL and its place in the text.
struct Token: Sendable {
  enum Kind: UInt8, Sendable {
    case word, quotedIdentifier, delimitedIdentifier, string
    case integer, long, decimal, date, dateTime, time
    case variable  // $this, $index, $total
    case dot, comma, colon, leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
    case plus, minus, star, slash, caret, ampersand, bar, percent, arrow
    case lessThan, lessOrEqual, greaterThan, greaterOrEqual, equal, notEqual, equivalent, notEquivalent
    case invalid, endOfText
  }

  let kind: Kind
  /// The keyword that a `.word` spells, or `.none`.
  let keyword: Keyword
  /// Whether no other token stands before it on its line; where parsing takes up again after an error.
  let startsLine: Bool
  let start: Int32
  let end: Int32

  var range: TextRange { TextRange(Int(start), Int(end)) }
}
