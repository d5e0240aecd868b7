public import CDSHooks
public import Reasoning

/// A plan as a CDS Hooks service: what discovery says of it, what data it needs, and the model that answers.
public struct GuidelineService: Sendable {
  let plan: GuidelinePlan
  /// The model that reasons for the service.
  public let model: GuidelineModel

  /// The service's id: the plan's.
  public var id: String { plan.id }
  /// The title for people.
  public var title: String { plan.title }
  /// The hooks that the service answers; the first bears the plain id in discovery.
  public var hooks: [String] { plan.hooks }
  /// The data that it needs, in prefetch order.
  public var requirements: [DataRequirement] { plan.requirements }
  /// The canonical url and version of the plan.
  public var canonical: String { plan.canonical }

  /// The id under which discovery offers the service for `hook`. Clients that key services by id would lose one of two
  /// hooks under one id, so every hook but the first has an id of its own; the plain id accepts them all.
  public func advertisedID(for hook: String) -> String { hook == hooks.first ? id : "\(id)-\(hook)" }

  /// One description a hook, in the order of the hooks.
  public var descriptions: [CDSServiceDescription] {
    hooks.map { hook in
      CDSServiceDescription(
        hook: hook, title: plan.title, description: plan.description, id: advertisedID(for: hook),
        prefetch: plan.requirements.map { .init(key: $0.key, template: $0.template) }, usageRequirements: plan.usage)
    }
  }

  /// The hooks that may be posted to `id`, or nil when it is none of this service's ids.
  public func hooks(acceptedAt id: String) -> [String]? {
    if id == self.id { return hooks }
    let hook = hooks.dropFirst().first { advertisedID(for: $0) == id }
    return hook.map { [$0] }
  }
}
