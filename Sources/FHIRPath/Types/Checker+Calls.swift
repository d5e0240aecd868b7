/// Functions: their inputs, their arguments and what they give, from the table of signatures.
extension Checker {
  func call(
    _ function: FunctionName, _ input: StaticType, _ arguments: [SyntaxNode], hasBase: Bool, _ scope: inout CheckScope
  ) throws(FHIRPathError) -> StaticType {
    let signature = function.definition.signature
    try check(input, signature.input, of: function)
    if signature.needsOrder { try requireOrder(input, "\(function.name)()") }
    if function.isDefineVariable {
      var value = input
      if arguments.count > 1 { value = try check(inner: arguments[1], scope.entering(input)) }
      if case .literal(.string(let name)) = arguments[0].form { scope.variables[name] = value }
      return input
    }
    if function.name == "repeat" || function.name == "repeatAll" {
      return try closure(of: arguments[0], from: input, scope)
    }
    try checkPattern(function, arguments)
    var results: [StaticType] = []
    for (index, argument) in arguments.enumerated() {
      results.append(try self.argument(argument, signature.parameter(index), function, input, hasBase, scope))
    }
    return result(signature.result, input, results, losesOrder: signature.losesOrder)
  }

  /// A regular expression that is written out is read now, so that a wrong one is found before there are data.
  private func checkPattern(_ function: FunctionName, _ arguments: [SyntaxNode]) throws(FHIRPathError) {
    guard ["matches", "matchesFull", "replaceMatches"].contains(function.name),
      case .literal(.string(let pattern)) = arguments[0].form
    else { return }
    do throws(FHIRPathError) {
      _ = try PatternProgram(pattern)
    } catch {
      throw FHIRPathError(.semantic, error.message, at: arguments[0].offset)
    }
  }

  private func argument(
    _ node: SyntaxNode, _ operand: Signature.Operand, _ function: FunctionName, _ input: StaticType, _ hasBase: Bool,
    _ scope: CheckScope
  ) throws(FHIRPathError) -> StaticType {
    switch operand {
    case .criterion:
      // iif() at the start of a path keeps the focus; any other criterion is asked of each item.
      let type = try check(inner: node, hasBase || function.name != "iif" ? scope.entering(input.item) : scope)
      if isStrict { try require(type, .boolean, "a Boolean criterion", at: node) }
      return type
    case .projection:
      if function.name == "sort", case .signed(.minus, let key) = node.form {
        return try check(inner: key, scope.entering(input.item))
      }
      return try check(inner: node, hasBase || function.name != "iif" ? scope.entering(input.item) : scope)
    case .lambda: return try check(inner: node, scope.entering(input.item))
    case .string:
      let type = try check(inner: node, scope)
      try require(type, .string, "a string as argument of \(function.name)()", at: node)
      return type
    case .integer, .number:
      let type = try check(inner: node, scope)
      try require(type, .number, "a number as argument of \(function.name)()", at: node)
      return type
    default: return try check(inner: node, scope)
    }
  }

  /// Whether the input can be what the function wants.
  private func check(
    _ input: StaticType, _ operand: Signature.Operand, of function: FunctionName
  ) throws(FHIRPathError) {
    let accepted: Set<TypeCategory>
    let expected: String
    switch operand {
    case .string: (accepted, expected) = ([.string, .date, .time], "a string")
    case .boolean: (accepted, expected) = ([.boolean], "Booleans")
    case .number, .integer: (accepted, expected) = ([.number], "a number")
    case .quantity: (accepted, expected) = ([.number, .quantity], "a number or a quantity")
    case .temporal: (accepted, expected) = ([.date, .time], "a date or a time")
    default: return
    }
    guard input.mayBe({ accepted.contains(TypeCategory($0)) }) else {
      throw mismatch("\(function.name)() does not apply", expected, input)
    }
  }

  private func result(
    _ result: Signature.Result, _ input: StaticType, _ arguments: [StaticType], losesOrder: Bool
  ) -> StaticType {
    switch result {
    case .unknown, .descendants, .reference, .children:
      return StaticType(types: nil, isSingle: false, isOrdered: !losesOrder && input.isOrdered)
    case .input:
      return StaticType(types: input.types, isSingle: input.isSingle, isOrdered: input.isOrdered && !losesOrder)
    case .inputItem: return input.item
    case .boolean: return .single(.systemBoolean)
    case .string: return .single(.systemString)
    case .strings: return StaticType(types: [.systemString], isSingle: false)
    case .integer: return .single(.systemInteger)
    case .decimal: return .single(.systemDecimal)
    case .date: return .single(.systemDate)
    case .dateTime: return .single(.systemDateTime)
    case .time: return .single(.systemTime)
    case .quantity: return .single(.systemQuantity)
    case .extensions:
      return StaticType(types: [TypeModel.shared.extensionType], isSingle: false, isOrdered: input.isOrdered)
    case .projection(let index):
      guard index < arguments.count else { return .unknown }
      return StaticType(
        types: arguments[index].types, isSingle: input.isSingle && arguments[index].isSingle,
        isOrdered: input.isOrdered && arguments[index].isOrdered)
    case .unionWith(let index):
      return index < arguments.count ? input.joined(with: arguments[index]) : .unknown
    case .branches:
      guard arguments.count > 1 else { return .unknown }
      if arguments.count == 2 { return arguments[1] }
      var joined = arguments[1].joined(with: arguments[2])
      joined.isSingle = arguments[1].isSingle && arguments[2].isSingle
      joined.isOrdered = arguments[1].isOrdered && arguments[2].isOrdered
      return joined
    case .rounded(let plain):
      guard let known = systemTypes(of: input).known, !known.contains(.systemQuantity) else {
        return StaticType(types: nil, isSingle: true)
      }
      return self.result(plain, input, arguments, losesOrder: false)
    case .number: return systemTypes(of: input)
    }
  }

  /// What `repeat` reaches: the projection is checked on every type that it gives in its turn.
  private func closure(
    of projection: SyntaxNode, from input: StaticType, _ scope: CheckScope
  ) throws(FHIRPathError) -> StaticType {
    var result = StaticType(types: [], isSingle: false, isOrdered: false)
    var open = try check(inner: projection, scope.entering(input.item))
    for _ in 0..<16 {
      guard let found = open.types else { return StaticType(types: nil, isSingle: false, isOrdered: false) }
      let new = found.filter { result.types?.contains($0) == false }
      guard !new.isEmpty else { return result }
      result.types?.append(contentsOf: new)
      open = StaticType(types: new, isSingle: true)
      do throws(FHIRPathError) {
        open = try check(inner: projection, scope.entering(open))
      } catch  where error.kind != .limit {
        // A type that the projection cannot continue from ends that branch.
        open = StaticType(types: [], isSingle: true)
      }
    }
    return StaticType(types: nil, isSingle: false, isOrdered: false)
  }
}
