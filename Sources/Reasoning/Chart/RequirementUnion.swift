/// The data that several models need as one list: what two of them ask alike is asked once, and where two call different
/// things by one name, the later one's is renamed.
///
/// ```swift
/// var union = RequirementUnion()
/// let members = services.map { ($0, union.add($0.requirements, of: $0.id)) }
/// // gather union.requirements once, then let each see its own part: chart.view(of: members[0].1)
/// ```
public struct RequirementUnion: Sendable {
  /// One requirement of a member, and the key under which the union has its answer.
  public struct Part: Sendable, Hashable {
    /// As the member knows it.
    public let own: DataRequirement
    /// Its key in the union.
    public let key: String
  }

  /// The list, without anything twice.
  public private(set) var requirements: [DataRequirement] = []

  /// A union that begins with one member's requirements, as they are.
  public init(_ requirements: [DataRequirement] = []) { self.requirements = requirements }

  /// Adds a member's requirements.
  /// - Parameters:
  ///   - added: the requirements.
  ///   - member: the member's id, for keys that clash.
  ///   - isOptional: whether the union does without what the member cannot do without: it then sees a gap.
  ///   - isFetched: whether the others wait while what this member alone needs is fetched.
  /// - Returns: where to find the answers to them.
  public mutating func add(
    _ added: [DataRequirement], of member: String, isOptional: Bool = false, isFetched: Bool = true
  ) -> [Part] {
    added.map { own in
      if let index = requirements.firstIndex(where: { $0.asksLike(own) }) {
        let known = requirements[index]
        requirements[index] = known.renamed(
          known.key, isRequired: known.isRequired || (own.isRequired && !isOptional),
          isFetched: known.isFetched || (own.isFetched && isFetched))
        return Part(own: own, key: known.key)
      }
      var key = own.key
      var number = 1
      while requirements.contains(where: { $0.key == key }) {
        key = number == 1 ? "\(member)-\(own.key)" : "\(member)-\(own.key)-\(number)"
        number += 1
      }
      requirements.append(
        own.renamed(key, isRequired: own.isRequired && !isOptional, isFetched: own.isFetched && isFetched))
      return Part(own: own, key: key)
    }
  }
}

extension DataRequirement {
  /// Whether one answer serves both.
  fileprivate func asksLike(_ other: DataRequirement) -> Bool {
    type == other.type && template == other.template && filters == other.filters
      && dateFilters == other.dateFilters && limit == other.limit && acceptsOtherKeys == other.acceptsOtherKeys
  }

  fileprivate func renamed(_ key: String, isRequired: Bool, isFetched: Bool) -> DataRequirement {
    DataRequirement(
      key: key, type: type, template: template, isRequired: isRequired, filters: filters,
      dateFilters: dateFilters, limit: limit, acceptsOtherKeys: acceptsOtherKeys, isFetched: isFetched)
  }
}

extension Chart {
  /// The chart as a member of a ``RequirementUnion`` knows it: its own keys, answers and gaps, and nobody else's.
  public func view(of parts: [RequirementUnion.Part]) -> Chart {
    let results = parts.map { part in
      guard let result = self[part.key] else {
        // Not asked for at all is not the same as "none on record".
        let gap = ChartGap(key: part.own.key, type: part.own.type, reason: .notObtained(.noAccess))
        return RequirementResult(requirement: part.own, resources: [], gaps: [gap])
      }
      return RequirementResult(
        requirement: part.own, resources: result.resources,
        gaps: result.gaps.map { ChartGap(key: part.own.key, type: $0.type, reason: $0.reason) })
    }
    return Chart(
      hook: hook, hookInstance: hookInstance, context: context, identity: identity, results: results,
      supporting: supporting, draftOrders: draftOrders, gaps: results.flatMap(\.gaps), now: now, deadline: deadline)
  }
}

/// A model that sees its own part of a chart that was gathered for several.
public struct ViewingModel: CallerAwareModel {
  /// The model.
  public let model: any ReasoningModel
  private let parts: [RequirementUnion.Part]

  /// The model's id.
  public var id: String { model.id }
  /// The model's version.
  public var version: String { model.version }
  /// The model's name.
  public var name: String { model.name }

  /// A model over a union.
  public init(_ model: any ReasoningModel, parts: [RequirementUnion.Part]) {
    self.model = model
    self.parts = parts
  }

  /// The part of a chart that the model sees.
  public func view(of chart: Chart) -> Chart { chart.view(of: parts) }

  /// What the model finds in its part.
  public func reason(over chart: Chart, deadline: ContinuousClock.Instant) async throws -> [Finding] {
    try await model.reason(over: view(of: chart), deadline: deadline)
  }

  /// The same, on somebody's behalf.
  public func reason(
    over chart: Chart, for caller: ModelCaller, deadline: ContinuousClock.Instant
  ) async throws -> [Finding] {
    guard let model = model as? any CallerAwareModel else { return try await reason(over: chart, deadline: deadline) }
    return try await model.reason(over: view(of: chart), for: caller, deadline: deadline)
  }
}
