public import ClinicalTypes
import Synchronization

/// The one door to a deployment: circuit breaker, budget, and whether the model is closed.
public final class ModelGate: Sendable {
  /// A call that was let out, to be finished once.
  public struct Ticket: Sendable {
    let reservation: BudgetLedger.Reservation
    let isProbe: Bool
  }

  /// How a call ended, for the gate.
  public enum Ending: Sendable {
    /// It was answered.
    case answered(TokenUsage?)
    /// It failed.
    case failed(ModelCallError)
  }

  private struct State {
    var breaker: CircuitBreaker
    var ledger: BudgetLedger
    var isClosed = false
  }

  private let state: Mutex<State>
  private let clock: ModelClock

  /// A gate.
  public init(budget: ModelBudget, breaker: CircuitBreaker.Policy = .init(), clock: ModelClock = .system) {
    state = Mutex(State(breaker: CircuitBreaker(policy: breaker), ledger: BudgetLedger(budget: budget)))
    self.clock = clock
  }

  /// Lets a call out, or says why not.
  public func admit(_ estimate: TokenUsage) -> Result<Ticket, AdmissionRefusal> {
    let (now, day) = (clock.now(), clock.day())
    return state.withLock { state in
      guard !state.isClosed else { return .failure(.closed) }
      // The budget first: a probe that the budget stops would tell the breaker nothing.
      let reservation: BudgetLedger.Reservation
      switch state.ledger.reserve(estimate, at: now, day: day) {
      case .success(let made): reservation = made
      case .failure(let refusal): return .failure(refusal)
      }
      guard case .admit(let isProbe) = state.breaker.handle(.request, at: now) else {
        state.ledger.settle(reservation, usage: TokenUsage(input: 0, output: 0))
        return .failure(.circuitOpen)
      }
      return .success(Ticket(reservation: reservation, isProbe: isProbe))
    }
  }

  /// Why no call would be let out now, whatever it needs; nil where one might be.
  public var refusal: AdmissionRefusal? {
    let now = clock.now()
    return state.withLock { state in
      if state.isClosed { return .closed }
      if case .open(let until, _) = state.breaker.state, now < until { return .circuitOpen }
      return state.ledger.running < state.ledger.budget.concurrency ? nil : .concurrency
    }
  }

  /// Takes note of a call's end.
  /// - Returns: what to announce.
  @discardableResult public func finish(_ ticket: Ticket, _ ending: Ending) -> CircuitBreaker.Action {
    let now = clock.now()
    return state.withLock { state in
      switch ending {
      case .answered(let usage):
        state.ledger.settle(ticket.reservation, usage: usage)
        return state.breaker.handle(.success(isProbe: ticket.isProbe), at: now)
      case .failed(let error):
        state.ledger.settle(ticket.reservation, usage: nil)
        let event: CircuitBreaker.Event =
          switch error {
          case .cancelled, .notAdmitted: .inconclusive(isProbe: ticket.isProbe)
          case _ where error.countsAgainstDeployment: .failure(isProbe: ticket.isProbe, wait: error.wait)
          // It answered, only not with what we wanted.
          default: .success(isProbe: ticket.isProbe)
          }
        return state.breaker.handle(event, at: now)
      }
    }
  }

  /// Takes over what was used of a day before this gate was made.
  public func resume(_ usage: TokenUsage, day: Int) { state.withLock { $0.ledger.resume(usage, day: day) } }

  /// Closes the model for good: no call goes out and nothing of it is shown until the service is started anew.
  public func close() { state.withLock { $0.isClosed = true } }

  /// Whether it was closed.
  public var isClosed: Bool { state.withLock { $0.isClosed } }

  /// The money of the day so far.
  public var spentToday: ExactDecimal { state.withLock { $0.ledger.spent } }

  /// Where the breaker stands.
  public var circuit: CircuitBreaker.State { state.withLock { $0.breaker.state } }
}
