import ClinicalTypes

/// Folding and ordering (FHIRPath N1, 7; `sort`, `sum`, `min`, `max`, `avg` are of the current draft).
enum AggregateFunctions {
  static let table: [FunctionDefinition] = [
    .init("aggregate", 1...2, Signature(parameters: [.lambda, .anything], result: .unknown), aggregate),
    .init("sort", 0...Int.max, Signature(parameters: [.projection], result: .input), sort),
    .init("sum", 0...1, Signature(parameters: [.projection], result: .unknown), sum),
    .init("min", 0...1, Signature(parameters: [.projection], result: .inputItem), min),
    .init("max", 0...1, Signature(parameters: [.projection], result: .inputItem), max),
    .init("avg", 0...1, Signature(parameters: [.projection], result: .unknown), avg),
  ]

  static func aggregate(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    var scope = call.scope
    scope.total = call.has(1) ? try call.argument(1) : []
    for (position, item) in call.input.enumerated() {
      scope.focus = [item]
      scope.index = position
      scope.total = try call.state.admit(try call.interpreter.evaluate(inner: call.arguments[0], scope))
    }
    return scope.total ?? []
  }

  /// A key in front of which stands `-` sorts downwards, whatever its type; nothing counts as greater than anything.
  static func sort(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    var keys: [(node: SyntaxNode?, isDescending: Bool)] = []
    for argument in call.arguments {
      if case .signed(.minus, let key) = argument.form {
        keys.append((key, true))
      } else {
        keys.append((argument, false))
      }
    }
    if keys.isEmpty { keys = [(nil, false)] }
    var rows: [(item: FHIRPathValue, keys: [FHIRPathValue?])] = []
    for (position, item) in call.input.enumerated() {
      let scope = call.scope.entering(item, at: position)
      var values: [FHIRPathValue?] = []
      for key in keys {
        let found = try key.node.map { (node) throws(FHIRPathError) in
          try call.interpreter.evaluate(inner: node, scope)
        }
        values.append(try Singleton.item(found ?? [item])?.system)
      }
      rows.append((item, values))
    }
    let directions = keys.map(\.isDescending)
    try call.state.spend(rows.count)
    return try MergeSort.sorted(rows) { (a, b) throws(FHIRPathError) in
      try call.state.spend(1)
      for (index, isDescending) in directions.enumerated() {
        let order = try self.order(a.keys[index], b.keys[index])
        if order != .equal { return isDescending ? order == .greater : order == .less }
      }
      return false
    }.map(\.item)
  }

  private static func order(_ a: FHIRPathValue?, _ b: FHIRPathValue?) throws(FHIRPathError) -> Ordering {
    switch (a, b) {
    case (nil, nil): .equal
    case (nil, _): .greater
    case (_, nil): .less
    case (let a?, let b?): try Comparison.order(a, b) ?? .equal
    }
  }

  private static func values(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard call.has(0) else { return call.input.map(\.system) }
    var result: [FHIRPathValue] = []
    for (position, item) in call.input.enumerated() {
      result += try call.argument(0, for: item, at: position).map(\.system)
    }
    return result
  }

  static func sum(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    let values = try values(call)
    guard var total = values.first.map({ [$0] }) else { return [] }
    for value in values.dropFirst() { total = try Arithmetic.apply(.add, total, [value], call.state) }
    return total
  }

  static func avg(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    let count = try values(call).count
    return count == 0 ? [] : try Arithmetic.apply(.divide, try sum(call), [.integer(count)], call.state)
  }

  static func min(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] { try extreme(call, .less) }

  static func max(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] { try extreme(call, .greater) }

  private static func extreme(_ call: Invocation, _ wanted: Ordering) throws(FHIRPathError) -> [FHIRPathValue] {
    var best: FHIRPathValue?
    for value in try values(call) {
      guard let current = best else {
        best = value
        continue
      }
      if try Comparison.order(value, current) == wanted { best = value }
    }
    return best.map { [$0] } ?? []
  }
}
