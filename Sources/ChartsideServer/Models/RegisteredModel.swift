import Guidelines
import ModelGateway
import Reasoning

/// A remote model that is registered in the content and set up in the configuration.
struct RegisteredModel: Sendable {
  /// Which of the data of its service are for what.
  struct Data: Sendable {
    /// Keys of what the model is told of.
    let own: Set<String>
    /// Keys of what the rules that judge its answers need, and the hooks at which they speak.
    let rules: [(hooks: [String], keys: Set<String>)]

    /// Keys of what is needed at a hook: rules that do not speak there, nor about orders, are not asked.
    func keys(at hook: String) -> Set<String> {
      let hooks = Set(RuleOrderCheck.orderHooks + [hook])
      return rules.reduce(into: own) { keys, rule in
        if !hooks.isDisjoint(with: rule.hooks) { keys.formUnion(rule.keys) }
      }
    }
  }

  /// Its registration's Library.
  let artifact: ContentArtifact
  /// The model.
  let model: RemoteReasoningModel
  /// The service that it answers at by itself.
  let service: HookService
  /// What its service's data are for.
  let data: Data
  /// On what footing data go to its host; nil where the profile is Safe Harbor.
  let footing: ModelConfiguration.Footing?

  /// Whether it may answer as part of the service `id`, by its owner's terms.
  func mayJoin(_ id: String) -> Bool {
    let services = model.registration.access.services
    return services.isEmpty || services.contains(id)
  }
}
