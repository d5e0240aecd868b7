/// One function of the language: its name, how many arguments it takes, what it wants and gives, and what it does.
struct FunctionDefinition: Sendable {
  typealias Implementation = @Sendable (Invocation) throws(FHIRPathError) -> [FHIRPathValue]

  let name: String
  let arity: ClosedRange<Int>
  let signature: Signature
  let implementation: Implementation

  init(
    _ name: String, _ arity: ClosedRange<Int> = 0...0, _ signature: Signature,
    _ implementation: @escaping Implementation
  ) {
    self.name = name
    self.arity = arity
    self.signature = signature
    self.implementation = implementation
  }

  var arityDescription: String {
    arity.upperBound == Int.max
      ? "at least \(arity.lowerBound)"
      : arity.count == 1 ? "\(arity.lowerBound)" : "\(arity.lowerBound) to \(arity.upperBound)"
  }
}
