/// Joining collections (FHIRPath N1, 5.4).
enum CombiningFunctions {
  static let table: [FunctionDefinition] = [
    .init("union", 1...1, Signature(parameters: [.anything], result: .unionWith(0), losesOrder: true), union),
    .init("combine", 1...2, Signature(parameters: [.anything, .boolean], result: .unionWith(0)), combine),
  ]

  static func union(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    try Distinct.items(try call.state.admit(call.input + (try call.argument(0))), call.state)
  }

  static func combine(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    call.input + (try call.argument(0))
  }
}
