import Synchronization

/// One chart at one moment, looked at by any number of libraries: each define of each library is computed at most once,
/// and so is what it retrieves.
///
/// Libraries of the same content that several engines include are one here, so that their defines are shared. An error
/// stays with its define; the budgets of the context count for the session as a whole. A session belongs to one thread.
///
/// ```swift
/// let session = CQLSession(in: context)
/// let kidney = try session.value(of: "Finding", of: kidneyEngine)
/// let bleeding = try session.value(of: "Finding", of: bleedingEngine)
/// ```
public final class CQLSession {
  private let context: CQLContext
  private let evaluation: Evaluation
  /// What explains, once somebody has asked: the same context, interpreted and traced.
  private var explaining: (evaluation: Evaluation, trace: KeptExplanations)?

  /// A session over the data, at the time, and within the limits of `context`.
  public init(in context: CQLContext) {
    self.context = context
    evaluation = Evaluation(context)
  }

  /// The value of a define of an engine's main library.
  /// - Throws: ``CQLError``; of kind `unresolved` for a name that the library does not define.
  public func value(of define: String, of engine: CQLEngine) throws(CQLError) -> CQLValue {
    try evaluation.value(ofDefine: define, in: engine.main)
  }

  /// The value of a define of an engine's main library, or what stopped it.
  public func result(of define: String, of engine: CQLEngine) -> Result<CQLValue, CQLError> {
    do throws(CQLError) { return .success(try value(of: define, of: engine)) } catch { return .failure(error) }
  }

  /// Why a define of an engine's main library has its value: which conditions held, and which resources decided.
  ///
  /// The reference interpreter computes it once more, with what it refers to; so ask for what somebody is shown, not for
  /// everything. It gives the same value as ``value(of:of:)``.
  /// - Throws: ``CQLError``, as the define itself.
  public func explanation(of define: String, of engine: CQLEngine) throws(CQLError) -> CQLExplanation? {
    let explaining = explaining ?? Self.explaining(context)
    self.explaining = explaining
    _ = try explaining.evaluation.value(ofDefine: define, in: engine.main)
    return explaining.trace.explanation(of: define, in: engine.main.tree.identifier)
  }

  private static func explaining(_ context: CQLContext) -> (Evaluation, KeptExplanations) {
    let trace = KeptExplanations()
    var context = context
    context.trace = trace
    // What the library has to say was said when the value was computed.
    context.messages = nil
    return (Evaluation(context), trace)
  }
}

/// The explanations of a session, by library and define.
private final class KeptExplanations: CQLTrace {
  private struct Key: Hashable {
    let library: LibraryIdentifier
    let define: String
  }

  private let kept = Mutex<[Key: CQLExplanation]>([:])

  func explained(_ explanation: CQLExplanation) {
    kept.withLock { $0[Key(library: explanation.library, define: explanation.define)] = explanation }
  }

  func explanation(of define: String, in library: LibraryIdentifier) -> CQLExplanation? {
    kept.withLock { $0[Key(library: library, define: define)] }
  }
}
