import ClinicalTypes

/// The reference evaluator: walks the tree, every result a collection. Written to be read beside the specification;
/// the compiler's results are tested against it.
struct Interpreter {
  let state: EvaluationState

  /// Evaluates a node. The scope is `inout` because a variable defined in a chain is seen by the rest of the chain.
  func evaluate(_ node: SyntaxNode, _ scope: inout Scope) throws(FHIRPathError) -> [FHIRPathValue] {
    do throws(FHIRPathError) {
      try state.spend(1)
      return try result(of: node, &scope)
    } catch {
      throw error.at(node.offset)
    }
  }

  /// Evaluates a node whose definitions are seen by nobody else.
  func evaluate(inner node: SyntaxNode, _ scope: Scope) throws(FHIRPathError) -> [FHIRPathValue] {
    var inner = scope
    return try evaluate(node, &inner)
  }

  private func result(of node: SyntaxNode, _ scope: inout Scope) throws(FHIRPathError) -> [FHIRPathValue] {
    switch node.form {
    case .literal(let literal): return [FHIRPathValue(literal)]
    case .empty: return []
    case .this: return scope.focus
    case .index: return scope.index.map { [.integer($0)] } ?? []
    case .total: return scope.total ?? []
    case .variable(let name): return try Environment.value(of: name, state, scope)
    case .member(let base, let name):
      guard let base else { return try member(name, ofFocus: scope.focus) }
      return try member(name, of: try evaluate(base, &scope))
    case .call(let base, let function, let arguments):
      let input = try base.map { (node) throws(FHIRPathError) in try evaluate(node, &scope) } ?? scope.focus
      if function.isDefineVariable {
        try defineVariable(arguments, input: input, &scope)
        return input
      }
      return try state.admit(
        try function.definition.implementation(
          Invocation(interpreter: self, input: input, arguments: arguments, scope: scope, hasBase: base != nil)))
    case .typeCall(let base, let function, let type):
      let input = try base.map { (node) throws(FHIRPathError) in try evaluate(node, &scope) } ?? scope.focus
      switch function {
      case .is: return try TypeMatching.is(input, type)
      case .as: return try TypeMatching.as(input, type, state)
      case .ofType: return try TypeMatching.ofType(input, type)
      }
    case .indexer(let base, let index):
      let outer = scope
      let items = try evaluate(base, &scope)
      guard let position = try Singleton.integer(try evaluate(inner: index, outer)) else { return [] }
      return items.indices.contains(position) ? [items[position]] : []
    case .signed(let sign, let operand):
      return try Arithmetic.signed(sign, try evaluate(inner: operand, scope))
    case .binary(let binary, let left, let right):
      return try self.binary(binary, left, right, scope)
    case .typeOperator(let operation, let operand, let type):
      let input = try evaluate(inner: operand, scope)
      return operation == .is ? try TypeMatching.is(input, type) : try TypeMatching.as(input, type, state)
    }
  }

  // MARK: Steps

  /// A name at the start of a path: a type that filters the focus (`Patient.name`), or an element.
  func member(_ name: String, ofFocus focus: [FHIRPathValue]) throws(FHIRPathError) -> [FHIRPathValue] {
    if let first = name.utf8.first, first &- UInt8(ascii: "A") < 26, let type = TypeModel.shared.id(named: name) {
      return focus.filter { if case .node(let node) = $0 { node.type.isSubtype(of: type) } else { false } }
    }
    let named = focus.filter { if case .node(let node) = $0 { node.isNamed(name) } else { false } }
    return named.isEmpty ? try member(name, of: focus) : named
  }

  func member(_ name: String, of items: [FHIRPathValue]) throws(FHIRPathError) -> [FHIRPathValue] {
    if items.isEmpty { return [] }
    let name = ElementName(name)
    var result: [FHIRPathValue] = []
    for item in items {
      switch item {
      case .node(let node): Navigation.children(of: node, named: name, into: &result)
      case .type(let type): if let text = type.member(name.text) { result.append(.string(text)) }
      case .quantity(let quantity):
        if name.text == "value" { result.append(.decimal(quantity.value)) }
        if name.text == "unit" { result.append(.string(quantity.unit)) }
      default: break
      }
    }
    return try state.admit(result)
  }

  private func defineVariable(
    _ arguments: [SyntaxNode], input: [FHIRPathValue], _ scope: inout Scope
  ) throws(FHIRPathError) {
    guard let name = try Singleton.string(try evaluate(inner: arguments[0], scope)) else {
      throw .execution("defineVariable() needs a name", expected: "a string", found: "nothing")
    }
    guard !Environment.isReserved(name), scope.binding(name) == nil else {
      throw .execution("The variable %\(name) is defined already")
    }
    var value = input
    if arguments.count > 1 {
      var inner = scope
      inner.focus = input
      value = try evaluate(arguments[1], &inner)
    }
    scope.bindings = Scope.Binding(name: name, value: value, outer: scope.bindings)
  }

  // MARK: Operators

  private func binary(
    _ binary: BinaryOperator, _ left: SyntaxNode, _ right: SyntaxNode, _ scope: Scope
  ) throws(FHIRPathError) -> [FHIRPathValue] {
    switch binary {
    case .and, .or, .implies, .xor:
      let first = try Singleton.boolean(try evaluate(inner: left, scope))
      if let decided = Logic.decided(binary, first) { return [.boolean(decided)] }
      let second = try Singleton.boolean(try evaluate(inner: right, scope))
      return Logic.combine(binary, first, second).map { [.boolean($0)] } ?? []
    default:
      let first = try evaluate(inner: left, scope)
      let second = try evaluate(inner: right, scope)
      return try Operators.apply(binary, first, second, state)
    }
  }
}
