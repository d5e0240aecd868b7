/// One node of a parsed expression. A value: two trees are equal when they mean the same, wherever they were written.
public struct SyntaxNode: Sendable, Hashable {
  /// What the node is.
  public indirect enum Form: Sendable, Hashable {
    /// A constant.
    case literal(Literal)
    /// `{}`.
    case empty
    /// `$this`.
    case this
    /// `$index`.
    case index
    /// `$total`.
    case total
    /// `%name`, `` %`vs-name` ``.
    case variable(String)
    /// `name` of the focus (nil base) or of what the base gives.
    case member(base: SyntaxNode?, name: String)
    /// A function on the focus (nil base) or on what the base gives.
    case call(base: SyntaxNode?, function: FunctionName, arguments: [SyntaxNode])
    /// `is(T)`, `as(T)`, `ofType(T)` on the focus or on what the base gives.
    case typeCall(base: SyntaxNode?, function: TypeFunction, type: TypeSpecifier)
    /// `base[index]`.
    case indexer(base: SyntaxNode, index: SyntaxNode)
    /// `+x`, `-x`.
    case signed(Sign, SyntaxNode)
    /// `left operator right`.
    case binary(BinaryOperator, SyntaxNode, SyntaxNode)
    /// `x is T`, `x as T`.
    case typeOperator(TypeOperator, SyntaxNode, TypeSpecifier)
  }

  /// `is` or `as` between an operand and a type.
  public enum TypeOperator: String, Sendable, Hashable { case `is`, `as` }

  /// A function whose argument is a type.
  public enum TypeFunction: String, Sendable, Hashable { case `is`, `as`, ofType }

  /// What the node is.
  public let form: Form
  /// UTF-8 offset of the node's own word (the name, the operator) in the text; not part of its meaning.
  public let offset: Int
  /// Length of the longest way down to a leaf, from 1; bounded by the parser so that walks may recurse.
  public let depth: Int

  init(_ form: Form, at offset: Int) {
    self.form = form
    self.offset = offset
    depth = 1 + Self.childDepth(form)
  }

  private static func childDepth(_ form: Form) -> Int {
    switch form {
    case .literal, .empty, .this, .index, .total, .variable: 0
    case .member(let base, _), .typeCall(let base, _, _): base?.depth ?? 0
    case .call(let base, _, let arguments):
      arguments.reduce(base?.depth ?? 0) { max($0, $1.depth) }
    case .indexer(let base, let index): max(base.depth, index.depth)
    case .signed(_, let operand), .typeOperator(_, let operand, _): operand.depth
    case .binary(_, let left, let right): max(left.depth, right.depth)
    }
  }

  /// Equal in meaning: places do not count.
  public static func == (a: SyntaxNode, b: SyntaxNode) -> Bool { a.form == b.form }

  /// Hashes the meaning.
  public func hash(into hasher: inout Hasher) { hasher.combine(form) }
}
