public import ClinicalTypes

/// What a model may use: calls at once, tokens a minute, money a day.
public struct ModelBudget: Sendable, Hashable {
  /// The most calls at once.
  public var concurrency: Int
  /// The most tokens in any 60 seconds, answers included; nil for no limit.
  public var tokensPerMinute: Int?
  /// The most money a day; nil for no limit. It only holds where prices are given.
  public var costPerDay: ExactDecimal?
  /// The price of a million tokens of prompt.
  public var inputPrice: ExactDecimal
  /// The price of a million tokens of answer.
  public var outputPrice: ExactDecimal
  /// The currency of all three (ISO 4217), for people.
  public var currency: String

  /// A budget.
  public init(
    concurrency: Int = 4, tokensPerMinute: Int? = nil, costPerDay: ExactDecimal? = nil, inputPrice: ExactDecimal = 0,
    outputPrice: ExactDecimal = 0, currency: String = "USD"
  ) {
    self.concurrency = max(concurrency, 1)
    self.tokensPerMinute = tokensPerMinute
    self.costPerDay = costPerDay
    self.inputPrice = inputPrice
    self.outputPrice = outputPrice
    self.currency = currency
  }

  /// What a call costs. Nil only where numbers leave every bound.
  public func cost(of usage: TokenUsage) -> ExactDecimal? {
    guard let input = ExactDecimal(usage.input).multiplied(by: inputPrice),
      let output = ExactDecimal(usage.output).multiplied(by: outputPrice), let sum = input.adding(output)
    else { return nil }
    return sum.divided(by: 1_000_000, scale: 8)
  }
}
