import ModelGateway
import Testing

/// The breaker as a table: from a history of events to what it does next.
struct CircuitBreakerTests {
  typealias Event = CircuitBreaker.Event
  typealias Action = CircuitBreaker.Action

  static let start = ContinuousClock.now
  static func at(_ seconds: Int) -> ContinuousClock.Instant { start + .seconds(seconds) }

  struct Story: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let steps: [(second: Int, event: Event, action: Action)]
    let end: CircuitBreaker.State
  }

  private static let failure = Event.failure(isProbe: false, wait: nil)

  /// Three failures open it for 30 seconds; at most 100.
  static let policy = CircuitBreaker.Policy(failures: 3, coolDown: .seconds(30), longestCoolDown: .seconds(100))

  private static let opening: [(Int, Event, Action)] = [
    (0, failure, .none), (1, failure, .none), (2, failure, .announceOpened(until: at(32))),
  ]

  static let stories: [Story] = [
    Story(
      testDescription: "closed, it lets calls through",
      steps: [(0, .request, .admit(isProbe: false)), (0, .request, .admit(isProbe: false))], end: .closed(failures: 0)),
    Story(
      testDescription: "a success forgets failures",
      steps: [(0, failure, .none), (1, failure, .none), (2, .success(isProbe: false), .none), (3, failure, .none)],
      end: .closed(failures: 1)),
    Story(
      testDescription: "what tells nothing changes nothing",
      steps: [(0, failure, .none), (1, .inconclusive(isProbe: false), .none)], end: .closed(failures: 1)),
    Story(
      testDescription: "failures in a row open it", steps: opening, end: .open(until: at(32), coolDown: .seconds(30))),
    Story(
      testDescription: "open, it refuses until the last moment",
      steps: opening + [(3, .request, .refuse(until: at(32))), (31, .request, .refuse(until: at(32)))],
      end: .open(until: at(32), coolDown: .seconds(30))),
    Story(
      testDescription: "one probe goes out, and one only",
      steps: opening + [(32, .request, .admit(isProbe: true)), (33, .request, .refuse(until: at(33)))],
      end: .halfOpen(coolDown: .seconds(30))),
    Story(
      testDescription: "a good probe closes it",
      steps: opening + [(32, .request, .admit(isProbe: true)), (33, .success(isProbe: true), .announceClosed)],
      end: .closed(failures: 0)),
    Story(
      testDescription: "a bad probe doubles the cool-down",
      steps: opening + [
        (32, .request, .admit(isProbe: true)),
        (33, .failure(isProbe: true, wait: nil), .announceOpened(until: at(93))),
      ], end: .open(until: at(93), coolDown: .seconds(60))),
    Story(
      testDescription: "the cool-down has an end",
      steps: opening + [
        (32, .request, .admit(isProbe: true)), (33, .failure(isProbe: true, wait: nil), .announceOpened(until: at(93))),
        (93, .request, .admit(isProbe: true)),
        (94, .failure(isProbe: true, wait: nil), .announceOpened(until: at(194))),
      ], end: .open(until: at(194), coolDown: .seconds(100))),
    Story(
      testDescription: "a probe that tells nothing is made again",
      steps: opening + [
        (32, .request, .admit(isProbe: true)), (33, .inconclusive(isProbe: true), .none),
        (33, .request, .admit(isProbe: true)),
      ], end: .halfOpen(coolDown: .seconds(30))),
    Story(
      testDescription: "a late success of before does not close it",
      steps: opening + [(3, .success(isProbe: false), .none)], end: .open(until: at(32), coolDown: .seconds(30))),
    Story(
      testDescription: "a late success of before does not end the probe",
      steps: opening + [(32, .request, .admit(isProbe: true)), (33, .success(isProbe: false), .none)],
      end: .halfOpen(coolDown: .seconds(30))),
    Story(
      testDescription: "a late failure of before does not open it again",
      steps: opening + [(32, .request, .admit(isProbe: true)), (33, failure, .none)],
      end: .halfOpen(coolDown: .seconds(30))),
    Story(
      testDescription: "a server's own wait is kept to",
      steps: [
        (0, failure, .none), (1, failure, .none),
        (2, .failure(isProbe: false, wait: .seconds(60)), .announceOpened(until: at(62))),
      ], end: .open(until: at(62), coolDown: .seconds(30))),
    Story(
      testDescription: "an absurd wait is not",
      steps: [
        (0, failure, .none), (1, failure, .none),
        (2, .failure(isProbe: false, wait: .seconds(9_999)), .announceOpened(until: at(102))),
      ], end: .open(until: at(102), coolDown: .seconds(30))),
  ]

  @Test(arguments: stories) func follows(_ story: Story) {
    var breaker = CircuitBreaker(policy: Self.policy)
    for (index, step) in story.steps.enumerated() {
      #expect(breaker.handle(step.event, at: Self.at(step.second)) == step.action, "step \(index)")
    }
    #expect(breaker.state == story.end)
  }

  @Test func aPolicyOpensAfterOneFailureAtTheLeast() {
    var breaker = CircuitBreaker(policy: .init(failures: 0, coolDown: .seconds(1)))
    #expect(breaker.handle(Self.failure, at: Self.start) == .announceOpened(until: Self.at(1)))
  }
}
