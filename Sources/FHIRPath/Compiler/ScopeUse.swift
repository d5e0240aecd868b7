/// Which parts of an expression need more of the scope than `$this`, and so stay with the interpreter.
enum ScopeUse {
  /// Whether `$index` or `$total` stands anywhere in the tree.
  static func usesCounters(_ node: SyntaxNode) -> Bool {
    contains(node) { form in
      switch form {
      case .index, .total: true
      default: false
      }
    }
  }

  /// Whether a variable is defined anywhere in the tree.
  static func definesVariables(_ node: SyntaxNode) -> Bool {
    contains(node) { if case .call(_, let function, _) = $0 { function.isDefineVariable } else { false } }
  }

  private static func contains(_ node: SyntaxNode, _ matches: (SyntaxNode.Form) -> Bool) -> Bool {
    if matches(node.form) { return true }
    switch node.form {
    case .literal, .empty, .this, .index, .total, .variable: return false
    case .member(let base, _), .typeCall(let base, _, _): return base.map { contains($0, matches) } ?? false
    case .call(let base, _, let arguments):
      return base.map { contains($0, matches) } ?? false || arguments.contains { contains($0, matches) }
    case .indexer(let base, let index): return contains(base, matches) || contains(index, matches)
    case .signed(_, let operand), .typeOperator(_, let operand, _): return contains(operand, matches)
    case .binary(_, let left, let right): return contains(left, matches) || contains(right, matches)
    }
  }
}
