public import CDSHooks
public import Guidelines
public import Reasoning

/// A CDS Hooks service: what discovery says of it, what data it needs, and the models that reason for it.
public struct HookService: Sendable {
  /// A model and how its failure is treated.
  public struct BoundModel: Sendable {
    let model: any ReasoningModel
    let mayFailQuietly: Bool
    let keepsDeadline: Bool

    /// A bound model. `mayFailQuietly`: its failure is audited and not shown; for remote models only. `keepsDeadline`: it
    /// ends by itself at the deadline, so that nothing need wait beside it.
    public init(_ model: any ReasoningModel, mayFailQuietly: Bool = false, keepsDeadline: Bool = false) {
      self.model = model
      self.mayFailQuietly = mayFailQuietly
      self.keepsDeadline = keepsDeadline
    }

    /// The model as it answers one caller: a remote model's owner decides who may use it.
    func asked(by caller: ModelCaller) -> BoundModel {
      guard let remote = model as? any CallerAwareModel else { return self }
      return BoundModel(
        CallerBoundModel(model: remote, caller: caller), mayFailQuietly: mayFailQuietly, keepsDeadline: keepsDeadline)
    }
  }

  /// The id under which cards and feedback are kept.
  public let id: String
  /// What discovery says, one description a hook.
  public let descriptions: [CDSServiceDescription]
  /// The data that the models need.
  public let requirements: [DataRequirement]
  /// The models.
  public let models: [BoundModel]
  /// The hooks accepted at each of the service's ids.
  public let hooksByID: [String: [String]]
  /// The services of which it is made, whose cards it shows too.
  public internal(set) var members: Set<String> = []

  /// A service of any models.
  public init(
    id: String, descriptions: [CDSServiceDescription], requirements: [DataRequirement], models: [BoundModel],
    hooksByID: [String: [String]]
  ) {
    self.id = id
    self.descriptions = descriptions
    self.requirements = requirements
    self.models = models
    self.hooksByID = hooksByID
  }

  /// The service of a guideline.
  public init(_ guideline: GuidelineService) {
    self.init(
      id: guideline.id, descriptions: guideline.descriptions, requirements: guideline.requirements,
      models: [BoundModel(guideline, keepsDeadline: true)], hooksByID: guideline.hooksByID)
    members = Set(guideline.members.map(\.id))
  }
}
