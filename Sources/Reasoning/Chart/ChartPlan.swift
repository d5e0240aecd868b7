public import CDSHooks

/// What is still to be done before models can reason: a pure result, so that it can be tested and explained.
public struct ChartPlan: Sendable {
  /// A query to run against the client's FHIR server.
  public struct Fetch: Sendable, Hashable {
    /// The requirement's key.
    public let key: String
    /// The query.
    public let query: ResourceQuery
    /// The most resources that are needed; nil for all.
    public let limit: Int?
  }

  /// The keys that prefetch satisfies.
  public let satisfied: [String]
  /// What to fetch, in parallel.
  public let fetches: [Fetch]
  /// What is not asked for, because the client has already answered or the context does not fill the template.
  public let refused: [ChartGap]
  /// Habits of the client that were tolerated, for the log.
  public let notices: [ToleratedHabit]
}
