/// One lexical unit: its kind and the UTF-8 range it stands in.
struct Token {
  enum Kind: UInt8 {
    case end
    case identifier, delimitedIdentifier, string, integer, decimal
    case date, dateTime, time
    case this, index, total
    case percent
    case dot, comma, leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
    case plus, minus, star, slash, ampersand, bar
    case equal, notEqual, equivalent, notEquivalent, less, lessOrEqual, greater, greaterOrEqual
  }

  var kind: Kind
  var start: Int
  var end: Int
}
