/// Regular expressions (FHIRPath N1, 5.6.9 to 5.6.11), matched in linear time.
enum PatternFunctions {
  private static let test = Signature(input: .string, parameters: [.string], result: .boolean, isSingular: true)

  static let table: [FunctionDefinition] = [
    .init("matches", 1...2, test, matches),
    .init("matchesFull", 1...2, test, matchesFull),
    .init(
      "replaceMatches", 2...3, Signature(input: .string, parameters: [.string], result: .string, isSingular: true),
      replaceMatches),
  ]

  static func matches(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] { try test(call, whole: false) }

  static func matchesFull(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] { try test(call, whole: true) }

  private static func test(_ call: Invocation, whole: Bool) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let text = try call.string(), let pattern = try call.string(0) else { return [] }
    let options = call.has(1) ? try PatternProgram.Options(try call.string(1) ?? "") : .init()
    let compiled = try call.state.pattern(pattern, options: options)
    return [.boolean(try compiled.matches(text, whole: whole, call.state))]
  }

  /// An empty pattern replaces nothing.
  static func replaceMatches(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let text = try call.string(), let pattern = try call.string(0), let replacement = try call.string(1) else {
      return []
    }
    guard !pattern.isEmpty else { return [.string(text)] }
    let options = call.has(2) ? try PatternProgram.Options(try call.string(2) ?? "") : .init()
    var matcher = PatternMatcher(try call.state.pattern(pattern, options: options).program, over: text)
    let result = try matcher.replacing(with: replacement, limit: EvaluationContext.maximumText)
    try call.state.spend(matcher.work >> 4)
    return try call.text(result)
  }
}
