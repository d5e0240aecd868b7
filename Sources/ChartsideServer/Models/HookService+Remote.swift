import CDSHooks
import ModelGateway
import Reasoning

extension HookService {
  /// Where a chart is opened the model starts to think; where an order is made it shows what it has by then.
  static let remoteHooks = ["patient-view", "encounter-start", "order-select", "order-sign"]

  /// The service of a remote model. It has a service of its own so that no rule's answer waits for data that the model
  /// alone needs; an aggregate that is composed of services shows it beside the rules.
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
}
