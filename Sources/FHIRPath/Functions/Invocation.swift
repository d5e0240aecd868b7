import ClinicalTypes

/// A function being called: its input, its arguments (not yet evaluated) and the scope around it.
struct Invocation {
  let interpreter: Interpreter
  let input: [FHIRPathValue]
  let arguments: [SyntaxNode]
  let scope: Scope
  /// Whether the call stands after a dot, rather than at the start of a path.
  let hasBase: Bool

  var state: EvaluationState { interpreter.state }

  /// An argument's value in the scope outside the function.
  func argument(_ index: Int) throws(FHIRPathError) -> [FHIRPathValue] {
    try interpreter.evaluate(inner: arguments[index], scope)
  }

  /// An argument evaluated for one item of the input, which `$this` then is.
  func argument(_ index: Int, for item: FHIRPathValue, at position: Int) throws(FHIRPathError) -> [FHIRPathValue] {
    try interpreter.evaluate(inner: arguments[index], scope.entering(item, at: position))
  }

  /// A criterion for one item of the input.
  func criterion(_ index: Int, for item: FHIRPathValue, at position: Int) throws(FHIRPathError) -> Bool? {
    try Singleton.boolean(try argument(index, for: item, at: position))
  }

  func item() throws(FHIRPathError) -> FHIRPathValue? { try Singleton.item(input) }

  func string() throws(FHIRPathError) -> String? { try Singleton.string(input) }

  func string(_ index: Int) throws(FHIRPathError) -> String? { try Singleton.string(try argument(index)) }

  func integer(_ index: Int) throws(FHIRPathError) -> Int? { try Singleton.integer(try argument(index)) }

  func decimal(_ index: Int) throws(FHIRPathError) -> ExactDecimal? { try Singleton.decimal(try argument(index)) }

  func has(_ index: Int) -> Bool { index < arguments.count }

  func text(_ value: String) throws(FHIRPathError) -> [FHIRPathValue] { [.string(try state.admit(value))] }
}
