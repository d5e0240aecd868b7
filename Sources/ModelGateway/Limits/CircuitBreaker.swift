/// Keeps calls away from a deployment that is unwell: a pure state machine. It is told what happens and when, and says
/// what to do; it has no clock and calls nothing.
///
///     closed ──failures──▶ open ──cool-down over──▶ half-open ──probe succeeds──▶ closed
///                            ▲                          │
///                            └──────probe fails─────────┘   (the cool-down doubles)
public struct CircuitBreaker: Sendable, Equatable {
  /// When it opens and for how long.
  public struct Policy: Sendable, Hashable {
    /// How many failures in a row open it; at least 1.
    public var failures: Int
    /// The first cool-down.
    public var coolDown: Duration
    /// The longest one: each failed probe doubles it.
    public var longestCoolDown: Duration

    /// A policy.
    public init(failures: Int = 5, coolDown: Duration = .seconds(30), longestCoolDown: Duration = .seconds(600)) {
      self.failures = max(failures, 1)
      self.coolDown = coolDown
      self.longestCoolDown = max(longestCoolDown, coolDown)
    }
  }

  /// Where it stands.
  public enum State: Sendable, Equatable {
    /// Calls go out; so many have failed in a row.
    case closed(failures: Int)
    /// No call goes out before `until`.
    case open(until: ContinuousClock.Instant, coolDown: Duration)
    /// One call is out to see whether the deployment is well again.
    case halfOpen(coolDown: Duration)
  }

  /// What happens.
  public enum Event: Sendable, Equatable {
    /// Somebody wants to call.
    case request
    /// A call succeeded. Only the probe's own success closes an open breaker: another's was sent before it opened.
    case success(isProbe: Bool)
    /// A call failed for a reason that speaks against the deployment; `wait` is what the server asks for.
    case failure(isProbe: Bool, wait: Duration?)
    /// A call ended without telling anything about the deployment.
    case inconclusive(isProbe: Bool)
  }

  /// What to do.
  public enum Action: Sendable, Equatable {
    /// Send the call.
    case admit(isProbe: Bool)
    /// Do not; ask again at `until` (now, where a probe is out).
    case refuse(until: ContinuousClock.Instant)
    /// Say that it has opened.
    case announceOpened(until: ContinuousClock.Instant)
    /// Say that it has closed.
    case announceClosed
    /// Nothing.
    case none
  }

  /// When it opens and for how long.
  public let policy: Policy
  /// Where it stands.
  public private(set) var state: State = .closed(failures: 0)

  /// A closed breaker.
  public init(policy: Policy = Policy()) { self.policy = policy }

  /// Takes an event in.
  public mutating func handle(_ event: Event, at now: ContinuousClock.Instant) -> Action {
    switch (state, event) {
    case (.closed, .request): return .admit(isProbe: false)
    case (.open(let until, let coolDown), .request):
      guard now >= until else { return .refuse(until: until) }
      state = .halfOpen(coolDown: coolDown)
      return .admit(isProbe: true)
    case (.halfOpen, .request): return .refuse(until: now)

    case (.closed, .success):
      state = .closed(failures: 0)
      return .none
    case (.halfOpen, .success(isProbe: true)):
      state = .closed(failures: 0)
      return .announceClosed

    case (.closed(let failures), .failure(_, let wait)):
      guard failures + 1 >= policy.failures else {
        state = .closed(failures: failures + 1)
        return .none
      }
      return open(for: policy.coolDown, wait: wait, at: now)
    case (.halfOpen(let coolDown), .failure(isProbe: true, let wait)):
      return open(for: min(coolDown * 2, policy.longestCoolDown), wait: wait, at: now)

    case (.halfOpen(let coolDown), .inconclusive(isProbe: true)):
      // Nothing was learnt: the next call probes again.
      state = .open(until: now, coolDown: coolDown)
      return .none

    case (.open, .success), (.open, .failure), (.halfOpen, .success), (.halfOpen, .failure), (_, .inconclusive):
      // The end of a call that went out before the breaker opened.
      return .none
    }
  }

  private mutating func open(for coolDown: Duration, wait: Duration?, at now: ContinuousClock.Instant) -> Action {
    let until = now + max(coolDown, min(wait ?? .zero, policy.longestCoolDown))
    state = .open(until: until, coolDown: coolDown)
    return .announceOpened(until: until)
  }
}
