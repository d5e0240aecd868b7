public import CDSHooks

/// Data that a model needs: what discovery asks clients to send, and what is fetched where they do not.
public struct DataRequirement: Sendable, Hashable {
  /// The prefetch key and the name by which models find the answer.
  public let key: String
  /// The type of resource.
  public let type: String
  /// What a client is to send.
  public let template: PrefetchTemplate
  /// Whether there is no answer without it: a call that lacks it gets a 412.
  public let isRequired: Bool
  /// The codes that count; all filters must hold.
  public let filters: [CodeFilter]
  /// When what counts must have been; all filters must hold.
  public let dateFilters: [DateFilter]
  /// The most resources that are asked for (`_count`), where the newest suffice.
  public let limit: Int?
  /// Whether resources of the type count under whatever prefetch key they come: for content whose keys are derived from
  /// types, and that clients may know under the keys of another engine.
  public let acceptsOtherKeys: Bool
  /// Whether it is fetched where the client does not send it. Where not, nobody waits for it, and without it the chart as a
  /// whole has no gap: only a member of a ``RequirementUnion`` that asks for it sees one.
  public let isFetched: Bool

  /// A requirement.
  public init(
    key: String, type: String, template: PrefetchTemplate, isRequired: Bool = false, filters: [CodeFilter] = [],
    dateFilters: [DateFilter] = [], limit: Int? = nil, acceptsOtherKeys: Bool = false, isFetched: Bool = true
  ) {
    self.key = key
    self.type = type
    self.template = template
    self.isRequired = isRequired
    self.filters = filters
    self.dateFilters = dateFilters
    self.limit = limit
    self.acceptsOtherKeys = acceptsOtherKeys
    self.isFetched = isFetched
  }
}
