/// Terminology that may have to ask somebody else, as a server far away, for what is not known here.
///
/// Evaluation never waits. So it is done over a ``TerminologyService`` that notes what it cannot answer, and done again once
/// the answers are there:
///
/// ```swift
/// let results = await terminology.completing(deadline: deadline) { terminology in evaluate(with: terminology) }
/// ```
public protocol AskingTerminology: Sendable {
  /// Evaluates until nothing is missing.
  /// - Parameters:
  ///   - deadline: When to stop asking.
  ///   - body: The evaluation, which may be done several times and must give the same each time. It may only look at the
  ///     terminology that it is given: until everything is known, that answers "no" to what it has yet to ask, and what
  ///     came of it is thrown away.
  /// - Returns: What an evaluation gave to which every question was answered, or failed as ``TerminologyError``.
  func completing<Result>(
    deadline: ContinuousClock.Instant, _ body: (any TerminologyService) -> Result
  ) async -> Result
}
