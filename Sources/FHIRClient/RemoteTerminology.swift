import ClinicalTypes
public import FHIR
import HTTPClient
import JSON
import Synchronization

/// A remote terminology server behind a bounded cache, for evaluation that never waits.
///
/// Evaluation is synchronous, the network is not. So what neither the local terminology nor the cache can answer is noted,
/// asked of the server, and the evaluation is done again; ``completing(deadline:_:)`` does all of it:
///
/// ```swift
/// let terminology = RemoteTerminology(client: client, local: LocalTerminology(resources))
/// let results = await terminology.completing(deadline: deadline) { terminology in
///   context.terminology = terminology
///   return engine.evaluate(in: context)
/// }
/// ```
///
/// A value set is asked for whole (`$expand`) once; where the server cannot or will not expand it, each code is asked
/// about (`$validate-code`). An answer that cannot be had stays an error and is never "no". The server learns URLs of value
/// sets and codes, never whose codes they are.
public final class RemoteTerminology: AskingTerminology {
  enum Question: Hashable {
    case expand(String)
    case validate(system: String?, code: String, valueSet: String)

    var subject: String {
      switch self {
      case .expand(let url), .validate(_, _, let url): url
      }
    }
  }

  enum Answer {
    case set(CodeSet)
    case membership(Bool)
    case failure(TerminologyError)

    /// What the answer takes of the cache.
    var size: Int { if case .set(let set) = self { 1 + set.codes.count } else { 1 } }
  }

  private struct Entry {
    let answer: Answer
    let until: ContinuousClock.Instant
    var lastUse: Int
  }

  private struct State {
    var entries: [Question: Entry] = [:]
    var size = 0
    var clock = 0

    mutating func forget(_ question: Question) {
      if let entry = entries.removeValue(forKey: question) { size -= entry.answer.size }
    }

    /// Makes room where the bound is passed: what has grown old goes first, then what was not used for longest, down to
    /// nine tenths of the bound, so that this is done seldom. What was just kept stays, however large.
    mutating func makeRoom(within bound: Int, keeping newest: Question, at now: ContinuousClock.Instant) {
      guard size > bound else { return }
      for question in entries.filter({ $0.key != newest && $0.value.until <= now }).keys { forget(question) }
      guard size > bound else { return }
      let wanted = bound - bound / 10
      let uses = entries.map { (question: $0.key, lastUse: $0.value.lastUse) }.sorted { $0.lastUse < $1.lastUse }
      for use in uses where use.question != newest {
        if size <= wanted { return }
        forget(use.question)
      }
    }
  }

  let local: any TerminologyService
  private let client: FHIRClient
  private let maximumCodes: Int
  private let lifetime: Duration
  private let now: @Sendable () -> ContinuousClock.Instant
  private let failed: @Sendable (TerminologyError) -> Void
  private let state = Mutex(State())

  /// How many questions one round asks at most.
  static let maximumQuestions = 256
  /// How many rounds of questions an evaluation may take: one answer may be needed to come to the next question.
  static let maximumRounds = 8

  /// A remote terminology.
  /// - Parameters:
  ///   - client: The terminology server.
  ///   - local: Asked first; what it answers is never asked of the server.
  ///   - maximumCodes: How many codes and answers are kept; beyond that the ones not used for longest are forgotten.
  ///   - lifetime: How long an answer holds. Failures are asked again after a hundredth of it, half a minute
  ///     at most; that a call itself came too late is no failure to others.
  ///   - failed: Told of each answer that could not be had, for the log.
  ///   - now: The clock by which answers grow old.
  public init(
    client: FHIRClient, local: any TerminologyService = LocalTerminology([]), maximumCodes: Int = 200_000,
    lifetime: Duration = .seconds(3600), failed: @escaping @Sendable (TerminologyError) -> Void = { _ in },
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    self.client = client
    self.local = local
    self.maximumCodes = maximumCodes
    self.lifetime = lifetime
    self.failed = failed
    self.now = now
  }

  /// Evaluates, asks the server what was missing, and evaluates again until nothing is missing.
  /// - Parameters:
  ///   - deadline: When to stop asking.
  ///   - body: The evaluation; its errors are its own.
  /// - Returns: What the last evaluation gave. What the server could not be asked in time was an error to it.
  public func completing<Result>(
    deadline: ContinuousClock.Instant, _ body: (any TerminologyService) -> Result
  ) async -> Result {
    for _ in 0..<Self.maximumRounds {
      let round = TerminologyRound(of: self, isProvisional: true)
      let result = body(round)
      let questions = round.questions
      if questions.isEmpty { return result }
      guard ContinuousClock.now < deadline, !Task.isCancelled else { break }
      guard await answer(questions, deadline: deadline) else { break }
    }
    return body(TerminologyRound(of: self, isProvisional: false))
  }

  /// What is known of a question.
  func answer(to question: Question) -> Answer? {
    let now = now()
    return state.withLock { state in
      guard let entry = state.entries[question] else { return nil }
      guard entry.until > now else {
        state.forget(question)
        return nil
      }
      state.clock += 1
      state.entries[question]?.lastUse = state.clock
      return entry.answer
    }
  }

  // MARK: Questions

  /// Asks the server, and keeps what it answers.
  /// - Returns: Whether anything is to be kept.
  private func answer(_ questions: Set<Question>, deadline: ContinuousClock.Instant) async -> Bool {
    await withTaskGroup(of: (Question, Answer?).self, returning: Bool.self) { group in
      for question in questions { group.addTask { (question, await self.ask(question, deadline)) } }
      var isAnswered = false
      for await (question, answer) in group {
        guard let answer else { continue }
        keep(answer, of: question)
        isAnswered = true
      }
      return isAnswered
    }
  }

  /// The server's answer; nil when the caller went away, was too late, or was not let through from here.
  private func ask(_ question: Question, _ deadline: ContinuousClock.Instant) async -> Answer? {
    do throws(FHIRClientError) {
      switch question {
      case .expand(let url):
        let resource = try await client.expansion(of: url, deadline: deadline)
        return Self.set(resource, for: url)
      case .validate(let system, let code, let url):
        return .membership(try await client.validate(Code(system: system, code: code), in: url, deadline: deadline))
      }
    } catch {
      guard error.kind != .transport(.cancelled) else { return nil }
      let failure = TerminologyError(
        kind: Self.kind(of: error), subject: question.subject, message: "the terminology server: \(error.message)")
      failed(failure)
      // That says nothing of the server to anybody else.
      if error.kind == .transport(.deadlineExceeded) || error.kind == .transport(.overloaded) { return nil }
      return .failure(failure)
    }
  }

  /// A server that answers may know more of single codes than of the whole set; one that does not, or lets nobody in, is
  /// not asked again for each code.
  private static func kind(of error: FHIRClientError) -> TerminologyError.Kind {
    switch error.kind {
    case .notFound: .unknownValueSet
    case .transport, .unauthorized, .forbidden, .tooManyRequests: .unavailable
    default: .undetermined
    }
  }

  /// The codes of an expansion that is whole.
  private static func set(_ resource: Resource, for url: String) -> Answer {
    do throws(TerminologyError) {
      let set = try LocalTerminology([resource]).expand(resource.value["url"].string ?? url)
      return .set(
        CodeSet(
          valueSet: url, codes: set.codes, openSystems: set.openSystems, doubtfulSystems: set.doubtfulSystems))
    } catch {
      return .failure(TerminologyError(kind: .tooCostly, subject: url, message: "the server's expansion is not whole"))
    }
  }

  private func keep(_ answer: Answer, of question: Question) {
    var lifetime = lifetime
    if case .failure = answer { lifetime = min(lifetime / 100, .seconds(30)) }
    let now = now()
    let until = now + lifetime
    state.withLock { state in
      state.clock += 1
      state.forget(question)
      state.entries[question] = Entry(answer: answer, until: until, lastUse: state.clock)
      state.size += answer.size
      state.makeRoom(within: maximumCodes, keeping: question, at: now)
    }
  }
}
