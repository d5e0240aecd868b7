import CDSHooks
import FHIR
import JSON
public import Reasoning
import SMART
import Synchronization

/// A remote model among the models of a service. It never keeps a hook waiting: where a chart is opened it starts thinking
/// in the background, and any later hook is shown what is ready by then and still passes every check.
public final class RemoteReasoningModel: CallerAwareModel {
  /// How it works in the background.
  public struct Policy: Sendable {
    /// The hooks that start it.
    public var startsOn: Set<String>
    /// How long an answer is waited for.
    public var patience: Duration
    /// How long an answer is of use.
    public var lifetime: Duration
    /// The most answers kept.
    public var capacity: Int
    /// The most questions under way.
    public var questions: Int

    /// A policy.
    public init(
      startsOn: Set<String> = ["patient-view", "encounter-start"], patience: Duration = .seconds(60),
      lifetime: Duration = .seconds(600), capacity: Int = 1_000, questions: Int = 64
    ) {
      self.startsOn = startsOn
      self.patience = patience
      self.lifetime = lifetime
      self.capacity = capacity
      self.questions = questions
    }
  }

  /// The registration.
  public let registration: ModelRegistration
  /// The door to the deployment.
  public let gate: ModelGate
  private let client: ModelClient
  private let deidentifier: any OutboundDeidentifier
  private let verifier: Verifier
  private let sink: any ModelEventSink
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
    self.deidentifier = deidentifier
    self.sink = sink
    self.policy = policy
    self.clock = clock
    verifier = Verifier(registration: registration, menu: menu, orderCheck: orderCheck)
    gate = ModelGate(budget: registration.budget, breaker: breaker, clock: clock)
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
    let call = Call(chart: chart, caller: caller)
    guard
      registration.access.permit(site: caller.site, service: caller.service, role: chart.context.userType)
    else {
      await record(.notPermitted, call)
      return []
    }
    let resources = resources(of: chart)
    let key = key(of: resources, for: call)
    let now = clock.now()
    switch cache.withLock({ $0.entry(for: key, at: now) }) {
    case .nothing: return []
    case .answer(let reply, let sheet): return await show(reply, sheet, call, deadline)
    case nil:
      let isUnderWay = policy.startsOn.contains(chart.hook) && start(key, resources, call)
      await record(.missed(isUnderWay: isUnderWay), call)
      return []
    }
  }

  /// A chart, and on whose behalf it is reasoned over.
  private struct Call: Sendable {
    let chart: Chart
    let caller: ModelCaller
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
    _ reply: ModelReply, _ sheet: FactSheet, _ call: Call, _ deadline: ContinuousClock.Instant
  ) async -> [Finding] {
    // What would not be shown need not be judged again while somebody waits.
    guard registration.mode == .advisory else { return [] }
    let verdict = await verifier.verify(reply, about: sheet, in: call.chart, deadline: deadline)
    await record(
      .presented(passed: verdict.findings.count, shown: verdict.findings.count, refusals: verdict.refusals), call)
    return verdict.findings
  }

  // MARK: Asking

  /// What the model is told of: the registered requirements, each record once. Drafts are not told: they change with every
  /// hook, and the rules judge proposals beside them.
  private func resources(of chart: Chart) -> [Resource] {
    var seen: Set<String> = []
    var resources: [Resource] = []
    for result in chart.results {
      guard registration.dataKeys.isEmpty || registration.dataKeys.contains(result.requirement.key) else { continue }
      for resource in result.resources.map(\.resource) {
        if let reference = resource.reference, !seen.insert(reference).inserted { continue }
        resources.append(resource)
      }
    }
    // Medications stand apart where orders refer to them.
    for resource in chart.supporting.map(\.resource) where resource.isType("Medication") {
      if let reference = resource.reference, seen.insert(reference).inserted { resources.append(resource) }
    }
    return resources.sorted { ($0.reference ?? "") < ($1.reference ?? "") }
  }

  private func key(of resources: [Resource], for call: Call) -> AnswerCache.Key {
    // The facts and not the bytes: the same record comes in many spellings, prefetched and fetched.
    var writer = JSONWriter()
    writer.array { array in
      for (reference, fact) in FactSheet.originals(of: resources) {
        array.array { array in
          for text in [reference, fact.element, fact.label, fact.value, fact.unit, fact.date, fact.status] {
            array.value(text ?? "")
          }
        }
      }
    }
    return AnswerCache.Key(
      site: call.caller.site, tenant: call.caller.tenant, patientID: call.chart.patientID,
      factsHash: SHA256Digest(of: writer.bytes).hexadecimal)
  }

  /// Begins to ask; whether an answer is under way then.
  private func start(_ key: AnswerCache.Key, _ resources: [Resource], _ call: Call) -> Bool {
    let start = flight.start(key) { [self] in
      do throws(ModelCallError) {
        guard let (reply, sheet) = try await ask(resources, call) else { return }
        let now = clock.now()
        cache.withLock { $0.insert(.answer(reply, sheet), for: key, at: now) }
        let verdict = await verifier.verify(reply, about: sheet, in: call.chart, deadline: .now + policy.patience)
        await record(.judged(verdict.judgement), call)
      } catch {
        let now = clock.now()
        if error.isAboutThisPrompt { cache.withLock { $0.insert(.nothing(error), for: key, at: now) } }
        await record(.failed(error), call)
      }
    }
    return start == .started || start == .running
  }

  private func ask(
    _ resources: [Resource], _ call: Call
  ) async throws(ModelCallError) -> (ModelReply, FactSheet)? {
    // Nothing is prepared for a deployment that is not to be called anyway.
    if let refusal = gate.refusal { throw .notAdmitted(refusal) }
    guard let payload = try? await deidentifier.deidentify(resources, now: call.chart.now) else {
      await record(.notSent(.notDeidentified), call)
      return nil
    }
    let sheet = FactSheet(payload.records)
    guard !sheet.facts.isEmpty else {
      await record(.notSent(.noFacts), call)
      return nil
    }
    let prompt = prompt(for: sheet)
    let estimate = TokenUsage(input: prompt.estimatedTokens, output: client.endpoint.maximumOutputTokens)
    let ticket: ModelGate.Ticket
    switch gate.admit(estimate) {
    case .success(let admitted): ticket = admitted
    case .failure(let refusal): throw .notAdmitted(refusal)
    }
    guard
      await record(
        .sent(deidentification: payload.report, facts: sheet.facts.count, omitted: sheet.omitted), call)
    else {
      gate.finish(ticket, .failed(.cancelled))
      await record(.notSent(.notRecorded), call)
      return nil
    }
    let began = clock.now()
    let reply: ModelReply
    do throws(ModelCallError) {
      reply = try await client.send(prompt, requestID: SecureRandom.uuid(), deadline: began + policy.patience)
    } catch {
      await announce(gate.finish(ticket, .failed(error)), call)
      throw error
    }
    await announce(gate.finish(ticket, .answered(reply.usage)), call)
    await record(
      .answered(
        ModelCall(
          model: ModelClient.identifier(reply.model),
          systemFingerprint: ModelClient.identifier(reply.systemFingerprint), requestID: reply.requestID,
          rung: reply.rung, usage: reply.usage, duration: clock.now() - began)), call)
    if let drift = registration.drift(of: reply) {
      let closes = registration.drift == .close
      if closes {
        gate.close()
        cache.withLock { $0.removeAll() }
      }
      await record(.drift(drift, closed: closes), call)
      return nil
    }
    return (reply, sheet)
  }

  private func prompt(for sheet: FactSheet) -> ModelPrompt {
    let data: JSONTree = [
      "facts": sheet.tree,
      "menu": .array(verifier.menu.items.map { ["actionId": .string($0.id), "title": .string($0.title)] }),
      "guidelines": .array(
        registration.guidelines.map { ["guidelineId": .string($0.id), "text": .string($0.text)] }),
    ]
    return ModelPrompt(
      instructions: registration.prompt.instructions, data: String(decoding: data.serialized(), as: UTF8.self),
      schema: verifier.schema.tree)
  }

  // MARK: Events

  private func announce(_ action: CircuitBreaker.Action, _ call: Call) async {
    switch action {
    case .announceOpened: await record(.circuitOpened, call)
    case .announceClosed: await record(.circuitClosed, call)
    default: break
    }
  }

  /// Whether the event was kept.
  @discardableResult private func record(_ kind: ModelEvent.Kind, _ call: Call) async -> Bool {
    do {
      try await sink.record(
        ModelEvent(
          modelID: registration.id, modelVersion: registration.version, promptHash: registration.prompt.hash,
          mode: registration.mode, hook: call.chart.hook, hookInstance: call.chart.hookInstance, caller: call.caller,
          kind: kind))
      return true
    } catch {
      return false
    }
  }
}
