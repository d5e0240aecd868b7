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
  private let evaluation: Evaluation

  /// A session over the data, at the time, and within the limits of `context`.
  public init(in context: CQLContext) { evaluation = Evaluation(context) }

  /// The value of a define of an engine's main library.
  /// - Throws: ``CQLError``; of kind `unresolved` for a name that the library does not define.
  public func value(of define: String, of engine: CQLEngine) throws(CQLError) -> CQLValue {
    try evaluation.value(ofDefine: define, in: engine.main)
  }

  /// The value of a define of an engine's main library, or what stopped it.
  public func result(of define: String, of engine: CQLEngine) -> Result<CQLValue, CQLError> {
    do throws(CQLError) { return .success(try value(of: define, of: engine)) } catch { return .failure(error) }
  }
}
