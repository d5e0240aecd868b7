/// The tokens of one call, as its server counted them.
public struct TokenUsage: Sendable, Hashable {
  /// Of the prompt.
  public var input: Int
  /// Of the answer, reasoning included.
  public var output: Int

  /// A usage; negative counts are taken as none.
  public init(input: Int, output: Int) {
    self.input = min(max(input, 0), 1 << 40)
    self.output = min(max(output, 0), 1 << 40)
  }

  /// All tokens.
  public var total: Int { input + output }
}
