/// Conditions of `where`, `such that`, `if` and `when`, of which only matters whether they are true.
extension Evaluation {
  /// Whether a condition is true. An operand of `and` that is null decides it, and the other one is not evaluated, unless
  /// somebody wants to know what every part gave.
  func isTrue(_ node: CQLExpression) throws(CQLError) -> Bool {
    guard !explains, let (name, operands) = Self.junction(node) else { return try value(of: node).truth == true }
    return try isTrue(name, operands, node)
  }

  private func isTrue(
    _ name: CQLOperator, _ operands: [CQLExpression], _ node: CQLExpression
  ) throws(CQLError) -> Bool {
    try enter()
    defer { leave() }
    try spend(1)
    for operand in operands {
      let isTrue: Bool
      if let (inner, parts) = Self.junction(operand) {
        isTrue = try self.isTrue(inner, parts, operand)
      } else {
        let value = try value(of: operand)
        do throws(CQLError) { isTrue = try truth(name, value) == true } catch { throw located(error, node) }
      }
      if isTrue == (name == .or) { return isTrue }
    }
    return name == .and
  }

  private static func junction(_ node: CQLExpression) -> (name: CQLOperator, operands: [CQLExpression])? {
    guard case .operation(let name, let operands, _) = node.kind, name == .and || name == .or, operands.count == 2
    else { return nil }
    return (name, operands)
  }
}
