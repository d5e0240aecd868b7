/// A place in the text of an expression.
public struct SourcePosition: Sendable, Hashable {
  /// UTF-8 offset from the start of the expression, from 0.
  public let offset: Int
  /// Line, from 1.
  public let line: Int
  /// Column in Unicode scalars, from 1.
  public let column: Int

  /// Finds the line and column of a UTF-8 offset.
  public init(offset: Int, in text: String) {
    var line = 1
    var column = 1
    var seen = 0
    for byte in text.utf8 {
      if seen >= offset { break }
      seen += 1
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    self.offset = offset
    self.line = line
    self.column = column
  }
}
