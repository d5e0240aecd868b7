/// Bounds of a library's text, so that hostile text can exhaust neither memory nor the stack.
public struct SyntaxLimits: Sendable, Hashable {
  /// Longest text in UTF-8 bytes.
  public var textLength = 4 << 20
  /// Deepest nesting of parentheses, arguments, clauses and right operands; a pair of parentheses or an `else if` counts
  /// two.
  public var nesting = 160
  /// Longest way from an expression's root to a leaf, which a long chain (`a or b or c`) reaches without nesting.
  public var treeDepth = 400
  /// Diagnostics kept; after that many the rest of the text is not read.
  public var diagnostics = 200

  /// The bounds that content is read with.
  public static let `default` = SyntaxLimits()

  /// Makes the default bounds.
  public init() {}
}
