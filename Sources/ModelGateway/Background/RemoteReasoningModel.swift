import CDSHooks
public import Reasoning
import Synchronization

/// A remote model among the models of a service. It never keeps a hook waiting: where a chart is opened it starts thinking
/// in the background, and any later hook is shown what is ready by then and still passes every check.
public final class RemoteReasoningModel: CallerAwareModel {
  /// The registration.
  public let registration: ModelRegistration
  /// The door to the deployment.
  public let gate: ModelGate
  private let client: ModelClient
  private let verifier: Verifier
  private let journal: ModelJournal
  private let inquiry: ModelInquiry
  private let policy: Policy
  private let clock: ModelClock
  private let cache: Mutex<AnswerCache>
  private let flight: SingleFlight<AnswerCache.Key>

  /// The registration's id.
  public var id: String { registration.id }
  /// The registration's version.
  public var version: String { registration.version }
  /// The registration's name.
  public var name: String { registration.name }

  /// A model.
  /// - Parameters:
  ///   - registration: what the clinic agreed to.
  ///   - client: calls the deployment.
  ///   - deidentifier: makes of records what may leave; its profile must be the registered one.
  ///   - menu: what may be proposed: actions whose canonicals the registration lists, and no others.
  ///   - orderCheck: the rules that have the last word.
  ///   - sink: audit and metrics.
  ///   - policy: how it works in the background.
  ///   - executor: where it works in the background; nil for Swift's own threads.
  ///   - breaker: when calls stop.
  ///   - clock: time.
  /// - Throws: ``ModelRegistrationError`` when the de-identifier has another profile than the registered one, or
  ///   the menu an action that is not registered.
  public init(
    registration: ModelRegistration, client: ModelClient, deidentifier: any OutboundDeidentifier, menu: ActionMenu,
    orderCheck: (any OrderCheck)?, sink: any ModelEventSink, policy: Policy = Policy(),
    executor: (any TaskExecutor)? = nil, breaker: CircuitBreaker.Policy = .init(), clock: ModelClock = .system
  ) throws(ModelRegistrationError) {
    guard deidentifier.profile == registration.deidentificationProfile else {
      throw ModelRegistrationError(
        "deidentificationProfile", "the registered profile is not the one that this de-identifier applies")
    }
    if !menu.items.allSatisfy({ $0.isListed(in: registration.menu) }) {
      throw ModelRegistrationError("relatedArtifact", "the menu holds an action that the registration does not list")
    }
    self.registration = registration
    self.client = client
    self.policy = policy
    self.clock = clock
    verifier = Verifier(registration: registration, menu: menu, orderCheck: orderCheck)
    gate = ModelGate(budget: registration.budget, breaker: breaker, clock: clock)
    journal = ModelJournal(registration: registration, sink: sink)
    inquiry = ModelInquiry(
      registration: registration, client: client, deidentifier: deidentifier, menu: menu, schema: verifier.schema,
      gate: gate, journal: journal, clock: clock, patience: policy.patience)
    cache = Mutex(AnswerCache(capacity: policy.capacity, lifetime: policy.lifetime))
    flight = SingleFlight(limit: policy.questions, executor: executor)
  }

  /// What is ready and passes, for nobody in particular: terms that name sites or services then let nothing through.
  public func reason(over chart: Chart, deadline: ContinuousClock.Instant) async throws -> [Finding] {
    await reason(over: chart, for: ModelCaller(), deadline: deadline)
  }

  /// What is ready and passes; nothing on a miss, at once.
  public func reason(
    over chart: Chart, for caller: ModelCaller, deadline: ContinuousClock.Instant
  ) async -> [Finding] {
    guard !gate.isClosed else { return [] }
    let occasion = ModelOccasion(chart: chart, caller: caller)
    guard
      registration.access.permit(site: caller.site, service: caller.service, role: chart.context.userType)
    else {
      await journal.record(.notPermitted, on: occasion)
      return []
    }
    let starts = policy.startsOn.contains(chart.hook)
    guard let question = ModelQuestion(occasion, dataKeys: registration.dataKeys) else {
      await journal.record(starts ? .notSent(.incompleteChart) : .missed(isUnderWay: false), on: occasion)
      return []
    }
    let now = clock.now()
    switch cache.withLock({ $0.entry(for: question.key, at: now) }) {
    case .nothing: return []
    case .answer(let reply, let sheet): return await show(reply, sheet, on: occasion, deadline)
    case nil:
      let isUnderWay = starts && start(question, on: occasion)
      await journal.record(.missed(isUnderWay: isUnderWay), on: occasion)
      return []
    }
  }

  /// Whether its server can be reached and lets us in; nothing of any patient is sent.
  /// - Throws: ``ModelCallError``.
  public func probe(deadline: ContinuousClock.Instant) async throws(ModelCallError) {
    try await client.probe(deadline: deadline)
  }

  /// Waits until nothing is under way.
  public func idle() async { await flight.idle() }

  /// Asks nothing more, and forgets every answer.
  public func shutdown() async {
    await flight.stop()
    cache.withLock { $0.removeAll() }
  }

  private func show(
    _ reply: ModelReply, _ sheet: FactSheet, on occasion: ModelOccasion, _ deadline: ContinuousClock.Instant
  ) async -> [Finding] {
    // What would not be shown need not be judged again while somebody waits.
    guard registration.mode == .advisory else { return [] }
    let verdict = await verifier.verify(reply, about: sheet, in: occasion.chart, deadline: deadline)
    // Whoever asked has gone on without it: what nobody sees was not shown.
    guard !Task.isCancelled, ContinuousClock.now < deadline else {
      await journal.record(.missed(isUnderWay: false), on: occasion)
      return []
    }
    await journal.record(
      .presented(passed: verdict.findings.count, shown: verdict.findings.count, refusals: verdict.refusals),
      on: occasion)
    return verdict.findings
  }

  /// Begins to ask; whether an answer is under way then.
  private func start(_ question: ModelQuestion, on occasion: ModelOccasion) -> Bool {
    let start = flight.start(question.key) { [self] in
      do throws(ModelCallError) {
        await take(try await inquiry.ask(question, on: occasion), to: question, on: occasion)
      } catch {
        if error.isAboutThisPrompt { keep(.nothing(error), for: question) }
        await journal.record(.failed(error), on: occasion)
      }
    }
    return start == .started || start == .running
  }

  private func take(_ outcome: ModelInquiry.Outcome, to question: ModelQuestion, on occasion: ModelOccasion) async {
    switch outcome {
    case .answered(let reply, let sheet):
      keep(.answer(reply, sheet), for: question)
      let judgement = await verifier.judgement(
        on: reply, about: sheet, in: occasion.chart, deadline: .now + policy.patience)
      await journal.record(.judged(judgement), on: occasion)
    case .drifted(let drift):
      let closes = registration.drift == .close
      if closes {
        gate.close()
        cache.withLock { $0.removeAll() }
      }
      await journal.record(.drift(drift, closed: closes), on: occasion)
    case .notSent(let reason): await journal.record(.notSent(reason), on: occasion)
    }
  }

  private func keep(_ entry: AnswerCache.Entry, for question: ModelQuestion) {
    let now = clock.now()
    cache.withLock { $0.insert(entry, for: question.key, at: now) }
  }
}
