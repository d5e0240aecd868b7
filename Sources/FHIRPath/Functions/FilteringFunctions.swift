/// Filtering and projection (FHIRPath N1, 5.2); `coalesce` is of the current draft.
enum FilteringFunctions {
  static let table: [FunctionDefinition] = [
    .init("where", 1...1, Signature(parameters: [.criterion], result: .input), `where`),
    .init("select", 1...1, Signature(parameters: [.projection], result: .projection(0)), select),
    .init("repeat", 1...1, Signature(parameters: [.projection], result: .unknown, losesOrder: true), `repeat`),
    .init("repeatAll", 1...1, Signature(parameters: [.projection], result: .unknown, losesOrder: true), repeatAll),
    .init("iif", 2...3, Signature(parameters: [.criterion, .projection], result: .branches, isSingular: true), iif),
    .init("coalesce", 1...Int.max, Signature(parameters: [.anything], result: .unknown), coalesce),
  ]

  static func `where`(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    var result: [FHIRPathValue] = []
    for (position, item) in call.input.enumerated() where try call.criterion(0, for: item, at: position) == true {
      result.append(item)
    }
    return result
  }

  static func select(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    var result: [FHIRPathValue] = []
    for (position, item) in call.input.enumerated() {
      result += try call.argument(0, for: item, at: position)
      guard result.count <= EvaluationContext.maximumItems else { return try call.state.admit(result) }
    }
    return result
  }

  /// Each item that was not there before is asked in its turn, so that cycles end.
  static func `repeat`(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    var seen = Distinct(call.state)
    var result: [FHIRPathValue] = []
    var open = call.input
    while !open.isEmpty {
      var next: [FHIRPathValue] = []
      for (position, item) in open.enumerated() {
        for found in try call.argument(0, for: item, at: position) where try seen.insert(found) { next.append(found) }
      }
      result = try call.state.admit(result + next)
      open = next
    }
    return result
  }

  /// As `repeat`, duplicates kept; ends by the step budget if the projection never does.
  static func repeatAll(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    var result: [FHIRPathValue] = []
    var open = call.input
    while !open.isEmpty {
      var next: [FHIRPathValue] = []
      for (position, item) in open.enumerated() { next += try call.argument(0, for: item, at: position) }
      result = try call.state.admit(result + next)
      open = next
    }
    return result
  }

  static func iif(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    var scope = call.scope
    if call.hasBase {
      _ = try call.item()
      scope.focus = call.input
    }
    let criterion = try Singleton.boolean(try call.interpreter.evaluate(inner: call.arguments[0], scope))
    if criterion == true { return try call.interpreter.evaluate(inner: call.arguments[1], scope) }
    return call.has(2) ? try call.interpreter.evaluate(inner: call.arguments[2], scope) : []
  }

  static func coalesce(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    for index in call.arguments.indices {
      let value = try call.argument(index)
      if !value.isEmpty { return value }
    }
    return []
  }
}
