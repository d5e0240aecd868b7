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
    guard let target = try target(reference.library) else {
      return try FHIRHelpers.call(reference.name, values, in: self)
    }
    let index = try overload(reference, target.library, values, arguments, signature, node)
    return try interpret(index, of: target, values, reference)
  }

  /// The value of a function, by the interpreter.
  func interpret(
    _ index: Int, of target: LibraryState, _ values: [CQLValue], _ reference: DefinitionReference
  ) throws(CQLError) -> CQLValue {
    let function = target.library.tree.functions[index]
    guard let body = function.body else { return try external(reference, target.library, values) }
    return try within(target, define: nil) { () throws(CQLError) -> CQLValue in
      for (operand, value) in zip(function.operands, values) {
        bindings.append(Binding(name: operand.name, value: value))
      }
      return try self.value(of: body)
    }
  }

  /// The overload that fits: by the signature, else by the types of the arguments, else by the values.
  func overload(
    _ reference: DefinitionReference, _ target: LinkedLibrary, _ values: [CQLValue], _ arguments: [CQLExpression],
    _ signature: [CQLType], _ node: CQLExpression
  ) throws(CQLError) -> Int {
    var key = OverloadKey(call: ObjectIdentifier(node))
    if let known = overloads[key] { return known }
    if let chosen = Self.overload(reference, target, arguments, signature) {
      overloads[key] = chosen
      return chosen
    }
    let candidates = Self.candidates(reference, target, values.count)
    guard !candidates.isEmpty else {
      throw CQLError(.unresolved, "There is no function \(reference) with \(values.count) operands")
    }
    key.values = values.map(OverloadKey.Kind.init)
    if let known = overloads[key] { return known }
    let chosen = try byValues(candidates, target, values, reference)
    // The items of a list may be of different types from call to call.
    if !key.values.contains(.list), !key.values.contains(.system(nil)) { overloads[key] = chosen }
    return chosen
  }

  private static func candidates(_ reference: DefinitionReference, _ target: LinkedLibrary, _ count: Int) -> [Int] {
    (target.functions[reference.name] ?? []).filter { target.tree.functions[$0].operands.count == count }
  }

  /// The overload that fits whatever the values are; nil where there are several or none.
  static func overload(
    _ reference: DefinitionReference, _ target: LinkedLibrary, _ arguments: [CQLExpression], _ signature: [CQLType]
  ) -> Int? {
    let candidates = candidates(reference, target, arguments.count)
    if candidates.count == 1 { return candidates[0] }
    func fitting(_ types: [CQLType?]) -> Int? {
      candidates.first { index in zip(target.tree.functions[index].operands, types).allSatisfy { $0.type == $1 } }
    }
    if signature.count == arguments.count, let exact = fitting(signature) { return exact }
    return fitting(arguments.map(\.type))
  }

  private func byValues(
    _ candidates: [Int], _ target: LinkedLibrary, _ values: [CQLValue], _ reference: DefinitionReference
  ) throws(CQLError) -> Int {
    let fitting = candidates.filter { candidate in
      zip(target.tree.functions[candidate].operands, values).allSatisfy { $1.isNull || TypeTest.matches($1, $0.type) }
    }
    let exact = fitting.first { candidate in
      zip(target.tree.functions[candidate].operands, values).allSatisfy { $1.isNull || TypeTest.isExactly($1, $0.type) }
    }
    guard let chosen = exact ?? fitting.first else {
      let found = values.map(\.typeName).joined(separator: ", ")
      throw CQLError(.unresolved, "No overload of the function \(reference) takes (\(found))")
    }
    return chosen
  }
}
