/// Questions about a collection (FHIRPath N1, 5.1).
enum ExistenceFunctions {
  private static let test = Signature(result: .boolean)
  private static let truths = Signature(input: .boolean, result: .boolean)
  private static let sets = Signature(parameters: [.anything], result: .boolean)

  static let table: [FunctionDefinition] = [
    .init("empty", 0...0, test, empty),
    .init("exists", 0...1, Signature(parameters: [.criterion], result: .boolean), exists),
    .init("all", 1...1, Signature(parameters: [.criterion], result: .boolean), all),
    .init("allTrue", 0...0, truths, allTrue),
    .init("anyTrue", 0...0, truths, anyTrue),
    .init("allFalse", 0...0, truths, allFalse),
    .init("anyFalse", 0...0, truths, anyFalse),
    .init("subsetOf", 1...1, sets, subsetOf),
    .init("supersetOf", 1...1, sets, supersetOf),
    .init("count", 0...0, Signature(result: .integer), count),
    .init("distinct", 0...0, Signature(result: .input, losesOrder: true), distinct),
    .init("isDistinct", 0...0, test, isDistinct),
    .init("not", 0...0, Signature(result: .boolean), not),
  ]

  static func empty(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] { [.boolean(call.input.isEmpty)] }

  static func exists(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard call.has(0) else { return [.boolean(!call.input.isEmpty)] }
    for (position, item) in call.input.enumerated() where try call.criterion(0, for: item, at: position) == true {
      return [.boolean(true)]
    }
    return [.boolean(false)]
  }

  static func all(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    for (position, item) in call.input.enumerated() where try call.criterion(0, for: item, at: position) != true {
      return [.boolean(false)]
    }
    return [.boolean(true)]
  }

  private static func truths(_ call: Invocation) throws(FHIRPathError) -> [Bool] {
    var result: [Bool] = []
    for item in call.input {
      guard case .boolean(let value) = item.system else { throw Singleton.mismatch("Booleans", item) }
      result.append(value)
    }
    return result
  }

  static func allTrue(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    [.boolean(try truths(call).allSatisfy { $0 })]
  }

  static func anyTrue(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    [.boolean(try truths(call).contains(true))]
  }

  static func allFalse(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    [.boolean(try truths(call).allSatisfy { !$0 })]
  }

  static func anyFalse(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    [.boolean(try truths(call).contains(false))]
  }

  static func subsetOf(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    [.boolean(try isSubset(call.input, of: try call.argument(0), call.state))]
  }

  static func supersetOf(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    [.boolean(try isSubset(try call.argument(0), of: call.input, call.state))]
  }

  private static func isSubset(
    _ items: [FHIRPathValue], of others: [FHIRPathValue], _ state: EvaluationState
  ) throws(FHIRPathError) -> Bool {
    var known = Distinct(state)
    for other in others { _ = try known.insert(other) }
    for item in items where try !known.contains(item) { return false }
    return true
  }

  static func count(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] { [.integer(call.input.count)] }

  static func distinct(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    try Distinct.items(call.input, call.state)
  }

  static func isDistinct(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    [.boolean(try Distinct.items(call.input, call.state).count == call.input.count)]
  }

  static func not(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    try Singleton.boolean(call.input).map { [.boolean(!$0)] } ?? []
  }
}
