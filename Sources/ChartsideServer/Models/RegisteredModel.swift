import Guidelines
import ModelGateway
import Reasoning

/// A remote model that is registered in the content and set up in the configuration.
struct RegisteredModel: Sendable {
  /// Its registration's Library.
  let artifact: ContentArtifact
  /// The model.
  let model: RemoteReasoningModel
  /// The service that it answers at.
  let service: HookService
  /// On what footing data go to its host; nil where the profile is Safe Harbor.
  let footing: ModelConfiguration.Footing?
}
