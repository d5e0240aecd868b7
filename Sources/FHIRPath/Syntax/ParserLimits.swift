/// Bounds of the text of an expression.
public struct ParserLimits: Sendable, Hashable {
  /// Longest text in UTF-8 bytes.
  public var textLength = 64 << 10
  /// Deepest nesting of parentheses, arguments, indexers and right operands.
  public var nesting = 64
  /// Longest way from the tree's root to a leaf, which a long chain (`a.b.c`, `a or b or c`) reaches without nesting.
  public var treeDepth = 400

  /// The bounds that content and requests are read with.
  public static let `default` = ParserLimits()

  /// Makes the default bounds.
  public init() {}
}
