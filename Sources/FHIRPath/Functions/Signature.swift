/// What the checker knows of a function.
struct Signature: Sendable {
  /// What a value must be.
  enum Operand: Sendable {
    case anything, boolean, string, number, integer, quantity, temporal, lambda, criterion, projection
  }

  /// What the function gives.
  indirect enum Result: Sendable {
    case unknown
    case input, inputItem
    case boolean, string, strings, integer, decimal, date, dateTime, time, quantity
    /// What the argument at this position gives, evaluated for each item of the input.
    case projection(Int)
    /// The input and the argument together.
    case unionWith(Int)
    /// Either the second argument or the third.
    case branches
    /// A Quantity for a Quantity, else this.
    case rounded(Result)
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
