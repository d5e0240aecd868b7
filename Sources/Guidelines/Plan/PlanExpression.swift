import FHIRPath

/// A FHIRPath expression of a plan, compiled, and where it stands in the content for messages.
struct PlanExpression: Sendable {
  let compiled: FHIRPathExpression
  /// The file and the element, as in `action[0].condition[0].expression`.
  let file: String
  let path: String
  /// The environment variables it refers to, in order of appearance.
  let variables: [String]

  /// - Throws: ``ContentError`` that names the place and what is wrong with the expression.
  init(_ text: String, file: String, path: String) throws(ContentError) {
    do {
      compiled = try FHIRPathExpression(parsing: text, checking: .standard, focusType: "Patient")
    } catch {
      throw ContentError(file: file, path: path, message: "the FHIRPath expression is wrong: \(error)")
    }
    self.file = file
    self.path = path
    var collector = VariableCollector()
    collector.visit(compiled.syntax)
    variables = collector.names
  }
}

/// Collects the `%name`s of an expression. Recursion is bounded by the parser's limit on nesting.
private struct VariableCollector {
  private(set) var names: [String] = []

  mutating func visit(_ node: SyntaxNode) {
    switch node.form {
    case .literal, .empty, .this, .index, .total: break
    case .variable(let name): if !names.contains(name) { names.append(name) }
    case .member(let base, _), .typeCall(let base, _, _): if let base { visit(base) }
    case .call(let base, _, let arguments):
      if let base { visit(base) }
      for argument in arguments { visit(argument) }
    case .indexer(let base, let index):
      visit(base)
      visit(index)
    case .signed(_, let operand), .typeOperator(_, let operand, _): visit(operand)
    case .binary(_, let left, let right):
      visit(left)
      visit(right)
    }
  }
}
