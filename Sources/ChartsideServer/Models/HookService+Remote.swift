import CDSHooks
import ModelGateway
import Reasoning

extension HookService {
  /// Where a chart is opened the model starts to think; where an order is made it shows what it has by then.
  static let remoteHooks = ["patient-view", "encounter-start", "order-select", "order-sign"]

  /// The service of a remote model by itself, for those who register it apart from the aggregates.
  init(remote model: RemoteReasoningModel, description: String?, requirements: [DataRequirement]) {
    let registration = model.registration
    func id(_ hook: String) -> String {
      hook == Self.remoteHooks.first ? registration.id : "\(registration.id)-\(hook)"
    }
    var hooksByID = Dictionary(uniqueKeysWithValues: Self.remoteHooks.map { (id($0), [$0]) })
    hooksByID[registration.id] = Self.remoteHooks
    self.init(
      id: registration.id,
      descriptions: Self.remoteHooks.map { hook in
        CDSServiceDescription(
          hook: hook, title: registration.name,
          description: description
            ?? "Findings of a reasoning model of \(registration.owner), checked against the chart.",
          id: id(hook), prefetch: requirements.map { .init(key: $0.key, template: $0.template) },
          usageRequirements: registration.mode == .shadow
            ? "In shadow mode: it runs and is measured, and shows nothing." : nil)
      },
      requirements: requirements, models: [BoundModel(model, mayFailQuietly: true, keepsDeadline: true)],
      hooksByID: hooksByID)
  }

  /// The service as EHRs register it, with the remote models that may join: an aggregate starts them where a chart is opened
  /// and shows beside its rules what they have ready. Data that only a model needs come with prefetch or not at all: no answer
  /// of the rules waits for them.
  func joined(by remotes: [RegisteredModel]) -> HookService {
    guard !members.isEmpty else { return self }
    let hooks = Set(descriptions.map(\.hook)).intersection(Self.remoteHooks)
    let joining = hooks.isEmpty ? [] : remotes.filter { $0.mayJoin(id) }
    guard !joining.isEmpty else { return self }
    var union = RequirementUnion(requirements)
    var models = models
    for remote in joining {
      let keys = hooks.reduce(into: Set<String>()) { $0.formUnion(remote.data.keys(at: $1)) }
      let parts = union.add(
        remote.service.requirements.filter { keys.contains($0.key) }, of: remote.model.id, isOptional: true,
        isFetched: false)
      // Left behind before the deadline, whatever it is at: the rules' answer is not lost with it.
      models.append(BoundModel(ViewingModel(remote.model, parts: parts), mayFailQuietly: true))
    }
    var joined = HookService(
      id: id,
      descriptions: descriptions.map { description in
        var description = description
        description.prefetch = union.requirements.map { .init(key: $0.key, template: $0.template) }
        return description
      }, requirements: union.requirements, models: models, hooksByID: hooksByID)
    joined.members = members.union(joining.map(\.model.id))
    return joined
  }
}
