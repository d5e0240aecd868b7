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

/// What the checker knows of a function.
struct Signature: Sendable {
  /// What a value must be.
  enum Operand: Sendable {
    case anything, boolean, string, number, integer, quantity, temporal, lambda, criterion, projection
  }

  /// What the function gives.
  enum Result: Sendable {
    case unknown
    case input, inputItem
    case boolean, string, strings, integer, integers, decimal, date, dateTime, time, quantity
    /// What the argument at this position gives, evaluated for each item of the input.
    case projection(Int)
    /// What this argument gives, in the scope outside.
    case argument(Int)
    /// The input and the argument together.
    case unionWith(Int)
    /// Either the second argument or the third.
    case branches
    /// The type of numbers that went in.
    case number
    case children, descendants, reference, extensions
  }

  var input: Operand = .anything
  var parameters: [Operand] = []
  var result: Result
  /// The input must be a single item.
  var isSingular = false
  /// The result depends on the order of the input.
  var needsOrder = false
  /// The result has no defined order.
  var losesOrder = false

  func parameter(_ index: Int) -> Operand {
    index < parameters.count ? parameters[index] : parameters.last ?? .anything
  }
}
