public import ClinicalTypes

/// Keeps the accounts of a ``ModelBudget``: pure, and told the time. A call's whole estimate is taken at the start, since
/// hosts count the answer's limit at once too, and corrected when its usage is known.
public struct BudgetLedger: Sendable {
  /// A call that was let out, to be settled once.
  public struct Reservation: Sendable, Hashable {
    /// The estimate.
    public let estimate: TokenUsage
    let start: ContinuousClock.Instant
    let day: Int
  }

  /// The budget.
  public let budget: ModelBudget
  /// Calls that are out.
  public private(set) var running = 0
  /// The day whose money is counted, in days since 1970-01-01.
  public private(set) var day = Int.min
  /// The money of that day.
  public private(set) var spent: ExactDecimal = 0

  /// Tokens by the second in which their call began; at most 61 entries.
  private var minute: [(second: ContinuousClock.Instant, tokens: Int)] = []

  /// Accounts of a budget, all empty.
  public init(budget: ModelBudget) { self.budget = budget }

  /// Lets a call out, or says why not.
  public mutating func reserve(
    _ estimate: TokenUsage, at now: ContinuousClock.Instant, day today: Int
  ) -> Result<Reservation, AdmissionRefusal> {
    turn(to: today, now)
    guard running < budget.concurrency else { return .failure(.concurrency) }
    if let limit = budget.tokensPerMinute, minute.reduce(0, { $0 + $1.tokens }) + estimate.total > limit {
      return .failure(.tokens)
    }
    let cost = budget.cost(of: estimate)
    if let limit = budget.costPerDay {
      // What cannot be counted is too much.
      guard let cost, let sum = spent.adding(cost), sum <= limit else { return .failure(.cost) }
    }
    running += 1
    add(estimate.total, at: now)
    spend(cost)
    return .success(Reservation(estimate: estimate, start: now, day: today))
  }

  /// Corrects the accounts by what the call used; without a usage the estimate stands, since failed calls count as well.
  public mutating func settle(_ reservation: Reservation, usage: TokenUsage?) {
    running = max(running - 1, 0)
    guard let usage else { return }
    add(usage.total - reservation.estimate.total, at: reservation.start)
    // Yesterday's call has no part in today's money.
    guard reservation.day == day, let actual = budget.cost(of: usage),
      let estimated = budget.cost(of: reservation.estimate), let difference = actual.subtracting(estimated)
    else { return }
    spend(difference)
  }

  /// Takes over what was used of a day before these accounts began: a service that starts anew has no new money.
  public mutating func resume(_ usage: TokenUsage, day today: Int) {
    guard today >= day else { return }
    if today > day {
      day = today
      spent = 0
    }
    spend(budget.cost(of: usage))
  }

  private mutating func turn(to today: Int, _ now: ContinuousClock.Instant) {
    minute.removeAll { now - $0.second >= .seconds(60) }
    guard today > day else { return }
    day = today
    spent = 0
  }

  private mutating func add(_ tokens: Int, at start: ContinuousClock.Instant) {
    if let index = minute.lastIndex(where: { (start - $0.second) >= .zero && start - $0.second < .seconds(1) }) {
      minute[index].tokens = max(minute[index].tokens + tokens, 0)
    } else if tokens > 0 {
      minute.append((start, tokens))
    }
  }

  private mutating func spend(_ cost: ExactDecimal?) {
    guard let cost, let sum = spent.adding(cost) else { return }
    spent = sum.isNegative ? 0 : sum
  }
}
