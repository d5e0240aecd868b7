/// A stretch of a library's text, in UTF-8 offsets.
public struct TextRange: Sendable, Hashable {
  /// Offset of the first byte.
  public let start: Int
  /// Offset after the last byte.
  public let end: Int

  /// Makes a range; an end before the start is moved to the start.
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = max(start, end)
  }

  /// The range from the start of this one to the end of another.
  func joined(to other: TextRange) -> TextRange { TextRange(start, max(end, other.end)) }
}
