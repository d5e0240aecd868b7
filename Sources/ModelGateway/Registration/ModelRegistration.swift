/// A remote model as a clinic has registered it: whose it is, which deployment, what it may see, say and cost.
public struct ModelRegistration: Sendable {
  /// The id (the Library's).
  public var id: String
  /// The version of the registration.
  public var version: String
  /// The name that clinicians read.
  public var name: String
  /// Who owns and answers for the model.
  public var owner: String
  /// The deployment's name.
  public var deployment: String
  /// The model version that must answer; nil pins nothing.
  public var expectedModel: String?
  /// What happens when another one answers.
  public var drift: DriftPolicy
  /// The clinic's instructions.
  public var prompt: PromptTemplate
  /// The de-identification profile without which nothing is sent.
  public var deidentificationProfile: String
  /// What it may propose: canonical URLs of ActivityDefinitions.
  public var menu: [String]
  /// What it may appeal to.
  public var guidelines: [ModelGuideline]
  /// Words that its texts may use beyond the controlled English of all models, lower case.
  public var furtherWords: [String]
  /// The data that it is given: keys of requirements; empty for all of the chart's.
  public var dataKeys: [String]
  /// What it may use.
  public var budget: ModelBudget
  /// Whether its findings are shown.
  public var mode: ModelMode
  /// Who may use it.
  public var access: TermsOfAccess
  /// A page about the model, as a card's source links it.
  public var page: String?

  /// The code system of topics of the model's findings: one a model, since what two say of one topic is no card of one.
  public var topicSystem: String { "https://chartside.health/fhir/CodeSystem/model-topic/\(id)" }

  /// A registration.
  public init(
    id: String, version: String, name: String, owner: String, deployment: String, expectedModel: String? = nil,
    drift: DriftPolicy = .discard, prompt: PromptTemplate, deidentificationProfile: String, menu: [String] = [],
    guidelines: [ModelGuideline] = [], furtherWords: [String] = [], dataKeys: [String] = [],
    budget: ModelBudget = ModelBudget(),
    mode: ModelMode = .shadow, access: TermsOfAccess = TermsOfAccess(), page: String? = nil
  ) {
    self.id = id
    self.version = version
    self.name = name
    self.owner = owner
    self.deployment = deployment
    self.expectedModel = expectedModel
    self.drift = drift
    self.prompt = prompt
    self.deidentificationProfile = deidentificationProfile
    self.menu = menu
    self.guidelines = guidelines
    self.furtherWords = furtherWords.map { $0.lowercased() }
    self.dataKeys = dataKeys
    self.budget = budget
    self.mode = mode
    self.access = access
    self.page = page
  }

  /// The drift of a reply, or nil when the registered model answered.
  public func drift(of reply: ModelReply) -> ModelDrift? {
    guard let expectedModel, reply.model != expectedModel else { return nil }
    return ModelDrift(
      expected: expectedModel, answered: ModelClient.identifier(reply.model),
      systemFingerprint: ModelClient.identifier(reply.systemFingerprint))
  }
}
