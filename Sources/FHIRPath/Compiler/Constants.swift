import ClinicalTypes

/// Collections of constants (`'active' | 'completed'`), evaluated while compiling.
enum Constants {
  /// The items of a tree of literals and unions; nil for any other tree.
  static func items(_ node: SyntaxNode) -> [FHIRPathValue]? {
    guard isConstant(node) else { return nil }
    let state = EvaluationState(context: EvaluationContext(now: .minimum), input: [])
    var scope = Scope(focus: [])
    return try? Interpreter(state: state).evaluate(node, &scope)
  }

  private static func isConstant(_ node: SyntaxNode) -> Bool {
    switch node.form {
    case .literal, .empty: true
    case .binary(.union, let left, let right): isConstant(left) && isConstant(right)
    default: false
    }
  }
}
