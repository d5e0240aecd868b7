/// Variables written with `%`: defined ones, the context's, and those that FHIR gives a meaning.
enum Environment {
  private static let constants: [String: String] = [
    "sct": "http://snomed.info/sct", "loinc": "http://loinc.org", "ucum": "http://unitsofmeasure.org",
  ]

  static func isReserved(_ name: String) -> Bool {
    constants[name] != nil || ["context", "resource", "rootResource"].contains(name) || name.hasPrefix("vs-")
      || name.hasPrefix("ext-")
  }

  /// The variables that a tree asks of its context.
  static func names(in node: SyntaxNode) -> Set<String> {
    var used: Set<String> = []
    var defined: Set<String> = []
    var open = [node]
    while let next = open.popLast() {
      switch next.form {
      case .literal, .empty, .this, .index, .total: break
      case .variable(let name): used.insert(name)
      case .member(let base, _), .typeCall(let base, _, _): if let base { open.append(base) }
      case .call(let base, let function, let arguments):
        if function.isDefineVariable, case .literal(.string(let name))? = arguments.first?.form { defined.insert(name) }
        if let base { open.append(base) }
        open += arguments
      case .indexer(let base, let index): open += [base, index]
      case .signed(_, let operand), .typeOperator(_, let operand, _): open.append(operand)
      case .binary(_, let left, let right): open += [left, right]
      }
    }
    return used.subtracting(defined).filter { !isReserved($0) }
  }

  static func value(
    of name: String, _ state: EvaluationState, _ scope: Scope
  ) throws(FHIRPathError) -> [FHIRPathValue] {
    if let value = scope.binding(name) { return value }
    if let value = state.context.variables[name] { return value }
    switch name {
    case "context": return state.input
    case "resource": return state.context.resource.map { [$0] } ?? state.input
    case "rootResource":
      return (state.context.rootResource ?? state.context.resource).map { [$0] } ?? state.input
    default: break
    }
    if let constant = constants[name] { return [.string(constant)] }
    if name.hasPrefix("vs-") { return [.string("http://hl7.org/fhir/ValueSet/" + name.dropFirst(3))] }
    if name.hasPrefix("ext-") { return [.string("http://hl7.org/fhir/StructureDefinition/" + name.dropFirst(4))] }
    throw FHIRPathError(
      .execution, "There is no variable %\(name)",
      suggestion: Suggestion.closest(
        to: name, among: Array(state.context.variables.keys) + ["context", "resource", "rootResource"]))
  }
}
