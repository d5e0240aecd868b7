/// Whether an expression looks at its input, or at the resource that this is in: who prepares the input can know whether any
/// is needed.
enum InputUse {
  /// Functions that, written without a base, say nothing of the input.
  private static let independent: Set<String> = ["now", "today", "timeOfDay", "iif"]

  /// `isInput`: whether names without a base mean the input, rather than an item of something else.
  static func reads(_ node: SyntaxNode, isInput: Bool = true) -> Bool {
    switch node.form {
    case .literal, .empty, .index, .total: return false
    case .this: return isInput
    case .variable(let name): return name == "resource" || name == "rootResource" || name == "context"
    case .member(let base, _), .typeCall(let base, _, _): return base.map { reads($0, isInput: isInput) } ?? isInput
    case .call(let base, let function, let arguments):
      let own = base.map { reads($0, isInput: isInput) } ?? (isInput && !independent.contains(function.name))
      return own
        || arguments.enumerated().contains { index, argument in
          // Evaluated for each item of the base.
          let isInner = base != nil && isLambda(function.definition.signature.parameter(index))
          return reads(argument, isInput: isInput && !isInner)
        }
    case .indexer(let base, let index): return reads(base, isInput: isInput) || reads(index, isInput: isInput)
    case .signed(_, let operand), .typeOperator(_, let operand, _): return reads(operand, isInput: isInput)
    case .binary(_, let left, let right): return reads(left, isInput: isInput) || reads(right, isInput: isInput)
    }
  }

  private static func isLambda(_ parameter: Signature.Operand) -> Bool {
    switch parameter {
    case .lambda, .criterion, .projection: true
    default: false
    }
  }
}
