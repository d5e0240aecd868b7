import FHIR

/// A call, and what its values are where the types of its arguments do not pick the overload.
struct OverloadKey: Hashable {
  let call: ObjectIdentifier
  var values: [Kind] = []

  /// What a value is, as far as overloads go.
  enum Kind: Hashable {
    case system(SystemType?)
    case fhir(FHIRType?)
    case interval(SystemType?)
    case list
    case null

    init(_ value: CQLValue) {
      switch value {
      case .null: self = .null
      case .node(let node): self = .fhir(node.type)
      case .interval(let interval): self = .interval(interval.pointType)
      case .list: self = .list
      default: self = .system(value.systemType)
      }
    }
  }
}

/// Calls of functions.
extension Evaluation {
  func call(
    _ reference: DefinitionReference, _ arguments: [CQLExpression], signature: [CQLType], _ node: CQLExpression
  ) throws(CQLError) -> CQLValue {
    var values: [CQLValue] = []
    values.reserveCapacity(arguments.count)
    for argument in arguments { values.append(try value(of: argument)) }
    guard let (target, index) = try target(reference.library) else {
      return try FHIRHelpers.call(reference.name, values, in: self)
    }
    let function = try overload(reference, target, values, arguments, signature, node)
    guard let body = function.body else {
      throw CQLError(.unsupported, "The function \(reference) is external, and external functions are not run")
    }
    return try within(index, define: nil) { () throws(CQLError) -> CQLValue in
      for (operand, value) in zip(function.operands, values) {
        bindings.append(Binding(name: operand.name, value: value))
      }
      return try self.value(of: body)
    }
  }

  /// The overload that fits: by the signature, else by the types of the arguments, else by the values.
  private func overload(
    _ reference: DefinitionReference, _ target: LinkedLibrary, _ values: [CQLValue], _ arguments: [CQLExpression],
    _ signature: [CQLType], _ node: CQLExpression
  ) throws(CQLError) -> FunctionDefinition {
    var key = OverloadKey(call: ObjectIdentifier(node))
    if let known = overloads[key] { return known }
    let all = target.functions[reference.name] ?? []
    if all.count == 1, all[0].operands.count == values.count { return all[0] }
    let candidates = all.filter { $0.operands.count == values.count }
    guard let first = candidates.first else {
      throw CQLError(.unresolved, "There is no function \(reference) with \(values.count) operands")
    }
    if let chosen = candidates.count == 1 ? first : Self.byTypes(candidates, arguments, signature) {
      overloads[key] = chosen
      return chosen
    }
    key.values = values.map(OverloadKey.Kind.init)
    if let known = overloads[key] { return known }
    let chosen = try byValues(candidates, values, reference)
    // The items of a list may be of different types from call to call.
    if !key.values.contains(.list), !key.values.contains(.system(nil)) { overloads[key] = chosen }
    return chosen
  }

  private static func byTypes(
    _ candidates: [FunctionDefinition], _ arguments: [CQLExpression], _ signature: [CQLType]
  ) -> FunctionDefinition? {
    if signature.count == arguments.count,
      let exact = candidates.first(where: { zip($0.operands, signature).allSatisfy { $0.type == $1 } })
    {
      return exact
    }
    let types = arguments.map(\.type)
    return candidates.first { zip($0.operands, types).allSatisfy { $0.type == $1 } }
  }

  private func byValues(
    _ candidates: [FunctionDefinition], _ values: [CQLValue], _ reference: DefinitionReference
  ) throws(CQLError) -> FunctionDefinition {
    let fitting = candidates.filter { candidate in
      zip(candidate.operands, values).allSatisfy { $1.isNull || TypeTest.matches($1, $0.type) }
    }
    let exact = fitting.first { candidate in
      zip(candidate.operands, values).allSatisfy { $1.isNull || TypeTest.isExactly($1, $0.type) }
    }
    guard let chosen = exact ?? fitting.first else {
      let found = values.map(\.typeName).joined(separator: ", ")
      throw CQLError(.unresolved, "No overload of the function \(reference) takes (\(found))")
    }
    return chosen
  }
}
