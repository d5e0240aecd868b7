/// Parts of a collection (FHIRPath N1, 5.3).
enum SubsettingFunctions {
  private static let one = Signature(result: .inputItem, needsOrder: true)
  private static let many = Signature(parameters: [.integer], result: .input, needsOrder: true)

  static let table: [FunctionDefinition] = [
    .init("single", 0...0, Signature(result: .inputItem), single),
    .init("first", 0...0, one, first),
    .init("last", 0...0, one, last),
    .init("tail", 0...0, Signature(result: .input, needsOrder: true), tail),
    .init("skip", 1...1, many, skip),
    .init("take", 1...1, many, take),
    .init("intersect", 1...1, Signature(parameters: [.anything], result: .input, losesOrder: true), intersect),
    .init("exclude", 1...1, Signature(parameters: [.anything], result: .input), exclude),
  ]

  static func single(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    try Singleton.item(call.input).map { [$0] } ?? []
  }

  static func first(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] { Array(call.input.prefix(1)) }

  static func last(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] { Array(call.input.suffix(1)) }

  static func tail(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] { Array(call.input.dropFirst()) }

  static func skip(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    try call.integer(0).map { Array(call.input.dropFirst(max($0, 0))) } ?? []
  }

  static func take(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    try call.integer(0).map { Array(call.input.prefix(max($0, 0))) } ?? []
  }

  static func intersect(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    var others = Distinct(call.state)
    for other in try call.argument(0) { _ = try others.insert(other) }
    var result: [FHIRPathValue] = []
    for item in try Distinct.items(call.input, call.state) where try others.contains(item) { result.append(item) }
    return result
  }

  static func exclude(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    var others = Distinct(call.state)
    for other in try call.argument(0) { _ = try others.insert(other) }
    var result: [FHIRPathValue] = []
    for item in call.input where try !others.contains(item) { result.append(item) }
    return result
  }
}
