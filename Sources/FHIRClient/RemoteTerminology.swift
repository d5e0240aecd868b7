public import ClinicalTypes
public import FHIR
import JSON
import Synchronization

/// A terminology server behind a bounded cache, for evaluation that never waits.
///
/// Evaluation is synchronous, the network is not. So a question that neither the local terminology nor the cache can
/// answer is noted and fails as `unavailable`; ``answerQuestions(deadline:)`` then asks the server, and the evaluation is
/// done again. ``completing(deadline:_:)`` does both:
///
/// ```swift
/// let terminology = RemoteTerminology(client: client, local: LocalTerminology(resources))
/// context.terminology = terminology
/// let results = await terminology.completing(deadline: deadline) { engine.evaluate(in: context) }
/// ```
///
/// A value set is asked for whole (`$expand`) once; where the server cannot or will not expand it, each code is asked
/// about (`$validate-code`). An answer that cannot be had stays an error and is never "no".
public final class RemoteTerminology: TerminologyService {
  private enum Question: Hashable {
    case expand(String)
    case validate(system: String?, code: String, valueSet: String)

    var subject: String {
      switch self {
      case .expand(let url), .validate(_, _, let url): url
      }
    }
  }

  private enum Answer {
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
    var pending: Set<Question> = []
    var size = 0
    var clock = 0
  }

  private let client: FHIRClient
  private let local: any TerminologyService
  private let maximumCodes: Int
  private let lifetime: Duration
  private let now: @Sendable () -> ContinuousClock.Instant
  private let state = Mutex(State())

  /// How many questions one round asks at most.
  static let maximumQuestions = 256

  /// A remote terminology.
  /// - Parameters:
  ///   - client: The terminology server.
  ///   - local: Asked first; what it answers is never asked of the server.
  ///   - maximumCodes: How many codes and answers are kept; beyond that the ones not used for longest are forgotten.
  ///   - lifetime: How long an answer holds. Failures are asked again after a hundredth of it.
  ///   - now: The clock by which answers grow old.
  public init(
    client: FHIRClient, local: any TerminologyService = LocalTerminology([]), maximumCodes: Int = 200_000,
    lifetime: Duration = .seconds(3600), now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    self.client = client
    self.local = local
    self.maximumCodes = maximumCodes
    self.lifetime = lifetime
    self.now = now
  }

  // MARK: Answers

  /// The codes of a value set, if they are known here or were asked for.
  /// - Throws: ``FHIR/TerminologyError``; of kind `unavailable` when the server has yet to be asked.
  public func expand(_ url: String) throws(TerminologyError) -> CodeSet {
    let failure: TerminologyError
    do { return try local.expand(url) } catch { failure = error }
    guard failure.kind != .malformed, failure.kind != .cyclic else { throw failure }
    switch answer(.expand(url)) {
    case .set(let set)?: return set
    case .failure(let error)?: throw error
    default: throw Self.pending(url)
    }
  }

  /// Whether a code is in a value set: by the expansion, else as the server said of this code.
  /// - Throws: ``FHIR/TerminologyError``; of kind `unavailable` when the server has yet to be asked.
  public func validate(_ code: Code, in url: String) throws(TerminologyError) -> Bool {
    do {
      if let isMember = try expand(url).contains(code) { return isMember }
    } catch {
      // Not asked yet: the expansion comes first, and answers for every code.
      if error.kind == .unavailable, isPending(.expand(url)) { throw error }
    }
    switch answer(.validate(system: code.system, code: code.code, valueSet: url)) {
    case .membership(let isMember)?: return isMember
    case .failure(let error)?: throw error
    default: throw Self.pending(url)
    }
  }

  /// How two codes relate, as far as the local terminology knows.
  /// - Throws: ``FHIR/TerminologyError``
  public func subsumption(of left: Code, _ right: Code) throws(TerminologyError) -> Subsumption {
    try local.subsumption(of: left, right)
  }

  /// Whether the code's system defines it, as far as the local terminology knows.
  public func defines(_ code: Code) -> Bool? { local.defines(code) }

  private static func pending(_ url: String) -> TerminologyError {
    TerminologyError(kind: .unavailable, subject: url, message: "the terminology server has not been asked yet")
  }

  private func isPending(_ question: Question) -> Bool { state.withLock { $0.pending.contains(question) } }

  /// What is known; a question without an answer is noted.
  private func answer(_ question: Question) -> Answer? {
    let now = now()
    return state.withLock { state in
      if var entry = state.entries[question] {
        if entry.until > now {
          state.clock += 1
          entry.lastUse = state.clock
          state.entries[question] = entry
          return entry.answer
        }
        state.size -= entry.answer.size
        state.entries[question] = nil
      }
      if state.pending.count < Self.maximumQuestions { state.pending.insert(question) }
      return nil
    }
  }

  // MARK: Questions

  /// Asks the server what was noted since the last time.
  /// - Parameter deadline: When to give up.
  /// - Returns: Whether anything was asked, so that an evaluation may now come further.
  public func answerQuestions(deadline: ContinuousClock.Instant) async -> Bool {
    let questions = state.withLock { state in
      defer { state.pending = [] }
      return state.pending
    }
    guard !questions.isEmpty else { return false }
    await withTaskGroup(of: (Question, Answer).self) { group in
      for question in questions { group.addTask { (question, await self.ask(question, deadline)) } }
      for await (question, answer) in group { keep(answer, of: question) }
    }
    return true
  }

  /// Evaluates, asks the server what was missing, and evaluates again until nothing is missing.
  /// - Parameters:
  ///   - deadline: When to stop asking.
  ///   - body: The evaluation; its errors are its own.
  /// - Returns: What the last evaluation gave.
  public func completing<Result>(deadline: ContinuousClock.Instant, _ body: () -> Result) async -> Result {
    // A define may need one answer to come to the next question: expansion, then code by code, define after define.
    for _ in 0..<16 {
      let result = body()
      guard ContinuousClock.now < deadline, !Task.isCancelled, await answerQuestions(deadline: deadline) else {
        return result
      }
    }
    return body()
  }

  private func ask(_ question: Question, _ deadline: ContinuousClock.Instant) async -> Answer {
    do throws(FHIRClientError) {
      switch question {
      case .expand(let url):
        let resource = try await client.expansion(of: url, deadline: deadline)
        return Self.set(resource, for: url)
      case .validate(let system, let code, let url):
        return .membership(try await client.validate(Code(system: system, code: code), in: url, deadline: deadline))
      }
    } catch {
      let kind: TerminologyError.Kind = error.kind == .notFound ? .unknownValueSet : .undetermined
      return .failure(
        TerminologyError(kind: kind, subject: question.subject, message: "the terminology server: \(error.message)"))
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
    if case .failure = answer { lifetime /= 100 }
    let until = now() + lifetime
    state.withLock { state in
      state.clock += 1
      if let old = state.entries[question] { state.size -= old.answer.size }
      state.entries[question] = Entry(answer: answer, until: until, lastUse: state.clock)
      state.size += answer.size
      while state.size > maximumCodes, state.entries.count > 1,
        let oldest = state.entries.min(by: { $0.value.lastUse < $1.value.lastUse })
      {
        state.size -= oldest.value.answer.size
        state.entries[oldest.key] = nil
      }
    }
  }
}
