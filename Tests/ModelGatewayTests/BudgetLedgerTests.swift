import ClinicalTypes
import ModelGateway
import Testing

/// Calls at once, tokens a minute, money a day.
struct BudgetLedgerTests {
  private let start = ContinuousClock.now
  private let thousand = TokenUsage(input: 800, output: 200)

  private func refusal(_ result: Result<BudgetLedger.Reservation, AdmissionRefusal>) -> AdmissionRefusal? {
    if case .failure(let refusal) = result { refusal } else { nil }
  }

  @Test func callsAtOnceAreLimited() throws {
    var ledger = BudgetLedger(budget: ModelBudget(concurrency: 2))
    let first = try ledger.reserve(thousand, at: start, day: 1).get()
    _ = try ledger.reserve(thousand, at: start, day: 1).get()
    #expect(refusal(ledger.reserve(thousand, at: start, day: 1)) == .concurrency)
    ledger.settle(first, usage: nil)
    #expect(refusal(ledger.reserve(thousand, at: start, day: 1)) == nil)
    #expect(ledger.running == 2)
  }

  @Test(arguments: [(0, AdmissionRefusal?.some(.tokens)), (59, .tokens), (60, nil)])
  func tokensAreLimitedOverSixtySeconds(_ second: Int, _ expected: AdmissionRefusal?) throws {
    var ledger = BudgetLedger(budget: ModelBudget(concurrency: 9, tokensPerMinute: 1_500))
    _ = try ledger.reserve(thousand, at: start, day: 1).get()
    #expect(refusal(ledger.reserve(thousand, at: start + .seconds(second), day: 1)) == expected)
  }

  @Test func anEstimateIsCorrectedByTheUsage() throws {
    var ledger = BudgetLedger(budget: ModelBudget(tokensPerMinute: 1_500))
    let first = try ledger.reserve(thousand, at: start, day: 1).get()
    ledger.settle(first, usage: TokenUsage(input: 300, output: 100))
    #expect(refusal(ledger.reserve(thousand, at: start, day: 1)) == nil)
  }

  @Test func aFailedCallCountsAsEstimated() throws {
    var ledger = BudgetLedger(budget: ModelBudget(tokensPerMinute: 1_500))
    ledger.settle(try ledger.reserve(thousand, at: start, day: 1).get(), usage: nil)
    #expect(refusal(ledger.reserve(thousand, at: start, day: 1)) == .tokens)
  }

  @Test func moneyIsLimitedByTheDay() throws {
    // 800 tokens at 10 and 200 at 30 a million: 0.014 a call.
    let budget = ModelBudget(costPerDay: ExactDecimal("0.03"), inputPrice: 10, outputPrice: 30)
    #expect(budget.cost(of: thousand) == ExactDecimal("0.014"))
    var ledger = BudgetLedger(budget: budget)
    let first = try ledger.reserve(thousand, at: start, day: 7).get()
    let second = try ledger.reserve(thousand, at: start, day: 7).get()
    #expect(refusal(ledger.reserve(thousand, at: start, day: 7)) == .cost)
    ledger.settle(first, usage: TokenUsage(input: 80, output: 20))
    #expect(ledger.spent == ExactDecimal("0.0154"))
    #expect(refusal(ledger.reserve(thousand, at: start, day: 7)) == nil)
    // The next day begins at nothing, and yesterday's call is not taken from it.
    #expect(refusal(ledger.reserve(thousand, at: start, day: 8)) == nil)
    ledger.settle(second, usage: TokenUsage(input: 0, output: 0))
    #expect(ledger.spent == ExactDecimal("0.014"))
  }

  @Test func aServiceThatStartsAnewHasNoNewMoney() throws {
    let budget = ModelBudget(costPerDay: ExactDecimal("0.02"), inputPrice: 10, outputPrice: 30)
    let gate = ModelGate(budget: budget, clock: HandClock().clock)
    let day = HandClock().clock.day()
    // What was used of another day is no matter.
    gate.resume(thousand, day: day - 1)
    gate.finish(try gate.admit(TokenUsage(input: 100, output: 0)).get(), .answered(nil))
    #expect(gate.spentToday == ExactDecimal("0.001"))
    gate.resume(thousand, day: day)
    #expect(throws: AdmissionRefusal.cost) { try gate.admit(self.thousand).get() }
    #expect(throws: Never.self) { try gate.admit(TokenUsage(input: 100, output: 0)).get() }
  }

  @Test func aClockThatIsSetBackGivesNoNewMoney() throws {
    var ledger = BudgetLedger(budget: ModelBudget(costPerDay: ExactDecimal("0.02"), inputPrice: 10, outputPrice: 30))
    _ = try ledger.reserve(thousand, at: start, day: 7).get()
    #expect(refusal(ledger.reserve(thousand, at: start, day: 6)) == .cost)
  }

  @Test func aGateLetsOneProbeOutAndClosesForGood() throws {
    let hand = HandClock()
    let gate = ModelGate(
      budget: ModelBudget(concurrency: 9), breaker: .init(failures: 1, coolDown: .seconds(30)), clock: hand.clock)
    let first = try gate.admit(thousand).get()
    // Its own content is no fault of the deployment.
    gate.finish(first, .failed(.contentFiltered(.prompt)))
    let second = try gate.admit(thousand).get()
    #expect(gate.finish(second, .failed(.unavailable(status: 500, wait: nil))) != .none)
    #expect(throws: AdmissionRefusal.circuitOpen) { try gate.admit(self.thousand).get() }
    hand.advance(.seconds(30))
    let probe = try gate.admit(thousand).get()
    #expect(throws: AdmissionRefusal.circuitOpen) { try gate.admit(self.thousand).get() }
    #expect(gate.finish(probe, .answered(nil)) == .announceClosed)
    gate.close()
    #expect(throws: AdmissionRefusal.closed) { try gate.admit(self.thousand).get() }
  }
}
