/// Where a node stands in its source: lines and columns from 1, the last column included (ELM `locator`).
public struct SourceRange: Sendable, Hashable, CustomStringConvertible {
  /// First line.
  public var startLine: Int32
  /// First column.
  public var startColumn: Int32
  /// Last line.
  public var endLine: Int32
  /// Last column.
  public var endColumn: Int32

  /// A range.
  public init(startLine: Int, startColumn: Int, endLine: Int, endColumn: Int) {
    self.startLine = Int32(clamping: startLine)
    self.startColumn = Int32(clamping: startColumn)
    self.endLine = Int32(clamping: endLine)
    self.endColumn = Int32(clamping: endColumn)
  }

  /// Reads ELM's form `8:3-9:20` or `8:3`; nil if it is neither.
  public init?(_ text: String) {
    let ends = text.split(separator: "-", maxSplits: 1).map { end in end.split(separator: ":").compactMap { Int($0) } }
    guard let start = ends.first, let end = ends.last, start.count == 2, end.count == 2 else { return nil }
    self.init(startLine: start[0], startColumn: start[1], endLine: end[0], endColumn: end[1])
  }

  /// ELM's form: `8:3-9:20`, or `8:3` for a single place.
  public var description: String {
    let start = "\(startLine):\(startColumn)"
    return startLine == endLine && startColumn == endColumn ? start : "\(start)-\(endLine):\(endColumn)"
  }
}
