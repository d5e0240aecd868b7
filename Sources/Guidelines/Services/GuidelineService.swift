public import CDSHooks
import ClinicalTypes
public import FHIR
public import Reasoning

/// A plan as a CDS Hooks service: what discovery says of it, what data it needs, and the reasoning that answers.
///
/// A plan whose actions name other plans (`definitionCanonical`) is an *aggregate*: it answers with the findings of all of
/// them, ranked, merged and limited as one response, over data that is asked for once.
public struct GuidelineService: ComposedModel {
  let plan: GuidelinePlan
  /// The model of the plan's own cards.
  public private(set) var model: GuidelineModel
  /// The services of which an aggregate is made; empty for any other.
  public private(set) var members: [GuidelineService]
  /// The data that it needs, in prefetch order.
  public let requirements: [DataRequirement]
  private(set) var composition: ServiceComposition

  init(
    plan: GuidelinePlan, terminology: LocalTerminology,
    members: [(member: PlanMember, service: GuidelineService)] = []
  ) {
    self.plan = plan
    model = GuidelineModel(plan: plan, terminology: terminology)
    self.members = members.map(\.service)
    composition = ServiceComposition(plan: plan, members: members, terminology: terminology)
    requirements = composition.requirements
  }

  /// The service that asks `remote` about what the value sets of its content cannot tell.
  public func asking(_ remote: any AskingTerminology) -> GuidelineService {
    var service = self
    service.model.remote = remote
    service.composition.remote = remote
    service.members = members.map { $0.asking(remote) }
    return service
  }

  /// The service's id: the plan's.
  public var id: String { plan.id }
  /// Former ids at which it still answers; discovery does not name them.
  public var aliases: [String] { plan.aliases }
  /// The plan's business version.
  public var version: String { plan.version }
  /// The title for people.
  public var name: String { plan.title }
  /// The title for people.
  public var title: String { plan.title }
  /// The hooks that the service answers; the first bears the plain id in discovery.
  public var hooks: [String] { plan.hooks }
  /// The canonical url and version of the plan.
  public var canonical: String { plan.canonical }
  /// Whether a site has to switch it on.
  public var isOffByDefault: Bool { plan.isOffByDefault }
  /// Whether its publisher calls it a draft.
  public var isDraft: Bool { plan.isDraft }
  /// Whether it is made of other services.
  public var isAggregate: Bool { !members.isEmpty }

  /// The SMART scopes (v2) that reading the data takes, for the user who is logged in.
  public var scopes: [String] {
    var types: [String] = []
    for requirement in requirements {
      let included = requirement.template.text.contains("_include=\(requirement.type):medication") ? ["Medication"] : []
      for type in [requirement.type] + included where !types.contains(type) { types.append(type) }
    }
    return types.map { type in
      requirements.contains { $0.type == type && !$0.template.isRead } ? "user/\(type).rs" : "user/\(type).r"
    }
  }

  /// The id under which discovery offers the service for `hook`. Clients that key services by id would lose one of two
  /// hooks under one id, so every hook but the first has an id of its own; the plain id accepts them all.
  public func advertisedID(for hook: String) -> String { hook == hooks.first ? id : "\(id)-\(hook)" }

  /// One description a hook, in the order of the hooks.
  public var descriptions: [CDSServiceDescription] {
    hooks.map { hook in
      CDSServiceDescription(
        hook: hook, title: plan.title, description: plan.description, id: advertisedID(for: hook),
        prefetch: requirements.map { .init(key: $0.key, template: $0.template) }, usageRequirements: plan.usage)
    }
  }

  /// Every id at which the service answers, and the hooks that may be posted there.
  public var hooksByID: [String: [String]] {
    var hooksByID: [String: [String]] = [:]
    for name in [id] + aliases {
      hooksByID[name] = hooks
      for hook in hooks.dropFirst() { hooksByID["\(name)-\(hook)"] = [hook] }
    }
    return hooksByID
  }

  /// The hooks that may be posted to `id`, or nil when it is none of this service's ids.
  public func hooks(acceptedAt id: String) -> [String]? {
    for name in [self.id] + aliases {
      if id == name { return hooks }
      if let hook = hooks.dropFirst().first(where: { id == "\(name)-\($0)" }) { return [hook] }
    }
    return nil
  }

  /// What the plan and, for an aggregate, each of its members found, evaluated in one pass: libraries that several plans
  /// include are evaluated once. A plan that fails fails alone.
  public func results(over chart: Chart, deadline: ContinuousClock.Instant) async -> [PartResult] {
    await composition.results(over: chart, deadline: deadline)
  }

  /// All that was found.
  /// - Throws: ``GuidelineError`` when one of the plans could not finish.
  public func reason(over chart: Chart, deadline: ContinuousClock.Instant) async throws -> [Finding] {
    var findings: [Finding] = []
    for part in await composition.results(over: chart, deadline: deadline) {
      if let failure = part.failure { throw failure }
      if case .completed(let found) = part.result.outcome { findings += found }
    }
    return findings
  }
}
