/// One line of a model card, and where two public schemes ask for it: the source attributes of ONC's HTI-1 rule (45 CFR
/// 170.315(b)(11): 13 for evidence-based, 31 for predictive interventions) and CHAI's Applied Model Card.
///
/// Sources: HTI-1 final rule, 89 FR 1192; CHAI Applied Model Card schema v0.1.
public struct ModelCardAttribute: Sendable, Hashable {
  /// Its name in JSON and in the extension of content.
  public let id: String
  /// Its title for people.
  public let title: String
  /// What it belongs to.
  public let group: String
  /// The numbers of HTI-1's evidence-based source attributes.
  public let evidenceBased: [Int]
  /// The numbers of HTI-1's predictive source attributes.
  public let predictive: [Int]
  /// The path in CHAI's Applied Model Card.
  public let chai: String?

  init(
    _ id: String, _ title: String, _ group: String, evidence: [Int] = [], predictive: [Int] = [], chai: String? = nil
  ) {
    self.id = id
    self.title = title
    self.group = group
    evidenceBased = evidence
    self.predictive = predictive
    self.chai = chai
  }

  /// The attribute called `id`.
  public static func named(_ id: String) -> ModelCardAttribute? { all.first { $0.id == id } }

  /// All of them, in the order of the card.
  public static let all: [ModelCardAttribute] =
    identity + purpose + limits + inputs + development + performance + maintenance

  private static let identity: [ModelCardAttribute] = [
    .init("name", "Name", "Identity", chai: "BasicInfo.ModelName"),
    .init("developer", "Developer", "Identity", evidence: [2], predictive: [1], chai: "BasicInfo.ModelDeveloper"),
    .init("contact", "Contact", "Identity", predictive: [1], chai: "BasicInfo.DeveloperContact"),
    .init(
      "funding", "Funding", "Identity", evidence: [3], predictive: [2],
      chai: "TrustIngredients.TransparencyInformation.FundingSource"),
    .init("version", "Version", "Identity", chai: "ReleaseInfo.ReleaseVersion"),
    .init("release-date", "Released or revised", "Identity", evidence: [4], chai: "ReleaseInfo.ReleaseDate"),
    .init("release-stage", "Stage", "Identity", chai: "ReleaseInfo.ReleaseStage"),
    .init("availability", "Availability", "Identity", chai: "ReleaseInfo.GlobalAvailability"),
    .init("regulatory", "Regulatory status", "Identity", chai: "ReleaseInfo.RegulatoryApproval"),
    .init("summary", "Summary", "Identity", chai: "ModelSummary.Summary"),
    .init("keywords", "Keywords", "Identity", chai: "ModelSummary.Keywords"),
    .init("model-type", "Kind of model", "Identity", chai: "TrustIngredients.AISystemFacts.ModelType"),
    .init("foundation", "Model behind it", "Identity", chai: "TrustIngredients.AISystemFacts.FoundationModels"),
    .init(
      "third-parties", "Third parties", "Identity",
      chai: "TrustIngredients.TransparencyInformation.ThirdPartyInformation"),
    .init("citation", "Evidence and citations", "Identity", evidence: [1], chai: "Bibliography"),
  ]

  private static let purpose: [ModelCardAttribute] = [
    .init("intended-use", "Intended use", "Purpose", predictive: [5], chai: "UsesAndDirections.IntendedUseAndWorkflow"),
    .init("population", "Patients", "Purpose", predictive: [6], chai: "UsesAndDirections.TargetedPatientPopulation"),
    .init("users", "Intended users", "Purpose", predictive: [7], chai: "UsesAndDirections.PrimaryIntendedUsers"),
    .init("decision-role", "Part in the decision", "Purpose", predictive: [8], chai: "UsesAndDirections.HowToUse"),
    .init(
      "output", "What it says", "Purpose", predictive: [3], chai: "TrustIngredients.AISystemFacts.OutcomesAndOutputs"),
    .init("output-type", "Kind of output", "Purpose", predictive: [4]),
  ]

  private static let limits: [ModelCardAttribute] = [
    .init(
      "exclusions", "Not to be used for", "Limits", predictive: [9],
      chai: "UsesAndDirections.CautionedOutOfScopeSettings"),
    .init("risks", "Known risks and limits", "Limits", predictive: [10], chai: "Warnings.KnownRisksAndLimitations"),
    .init("biases", "Known biases", "Limits", chai: "Warnings.KnownBiasesOrEthicalConsiderations"),
    .init("risk-level", "Clinical risk", "Limits", chai: "Warnings.ClinicalRiskLevel"),
    .init(
      "consent", "Consent and disclosure", "Limits", chai: "Resources.PatientConsentOrDisclosure"),
  ]

  private static let inputs: [ModelCardAttribute] = [
    .init("inputs", "Data that it reads", "Inputs", chai: "TrustIngredients.AISystemFacts.InputDataSource"),
    .init(
      "data-types", "Types of data", "Inputs", chai: "TrustIngredients.AISystemFacts.OutputAndInputDataTypes"),
    .init("uses-race", "Uses race", "Inputs", evidence: [5], predictive: [12]),
    .init("uses-ethnicity", "Uses ethnicity", "Inputs", evidence: [6], predictive: [12]),
    .init("uses-language", "Uses language", "Inputs", evidence: [7], predictive: [12]),
    .init("uses-sexual-orientation", "Uses sexual orientation", "Inputs", evidence: [8], predictive: [12]),
    .init("uses-gender-identity", "Uses gender identity", "Inputs", evidence: [9], predictive: [12]),
    .init("uses-sex", "Uses sex", "Inputs", evidence: [10], predictive: [12]),
    .init("uses-date-of-birth", "Uses date of birth", "Inputs", evidence: [11], predictive: [12]),
    .init("uses-social-determinants", "Uses social determinants", "Inputs", evidence: [12], predictive: [12]),
    .init("uses-health-status", "Uses health status assessments", "Inputs", evidence: [13], predictive: [12]),
  ]

  private static let development: [ModelCardAttribute] = [
    .init(
      "training-criteria", "Who was in the training data", "Development", predictive: [11],
      chai: "TrustIngredients.AISystemFacts.DevelopmentDataCharacterization"),
    .init("representativeness", "Whom the training data represent", "Development", predictive: [13]),
    .init("relevance", "Relevance of the training data here", "Development", predictive: [14]),
    .init(
      "fairness-approach", "Approach to fairness", "Development", predictive: [15],
      chai: "TrustIngredients.AISystemFacts.BiasMitigationApproaches"),
    .init("bias-management", "Managing bias", "Development", predictive: [16]),
    .init(
      "stakeholders", "Who was consulted", "Development",
      chai: "TrustIngredients.TransparencyInformation.StakeholdersConsulted"),
  ]

  private static let performance: [ModelCardAttribute] = [
    .init("external-source", "External validation: data and setting", "Performance", predictive: [17]),
    .init("external-party", "External validation: by whom", "Performance", predictive: [18]),
    .init("external-representativeness", "External validation: representativeness", "Performance", predictive: [19]),
    .init(
      "external-process", "External validation: process", "Performance", predictive: [20],
      chai: "KeyMetrics.UsefulnessUsabilityEfficacy.ValidationProcessAndJustification"),
    .init(
      "validity", "Validity in test data", "Performance", predictive: [21],
      chai: "KeyMetrics.UsefulnessUsabilityEfficacy.Results"),
    .init(
      "fairness", "Fairness in test data", "Performance", predictive: [22], chai: "KeyMetrics.FairnessEquity.Results"),
    .init(
      "external-validity", "Validity in external data", "Performance", predictive: [23],
      chai: "KeyMetrics.SafetyReliability.Results"),
    .init("external-fairness", "Fairness in external data", "Performance", predictive: [24]),
    .init(
      "outcomes", "Evaluations of outcomes", "Performance", predictive: [25], chai: "Resources.EvaluationReferences"),
    .init("publications", "Publications", "Performance", chai: "Resources.PeerReviewedPublications"),
  ]

  private static let maintenance: [ModelCardAttribute] = [
    .init(
      "validity-monitoring", "How validity is watched", "Maintenance", predictive: [26],
      chai: "TrustIngredients.AISystemFacts.OngoingMaintenance"),
    .init("local-validity", "Validity at this site", "Maintenance", predictive: [27]),
    .init("fairness-monitoring", "How fairness is watched", "Maintenance", predictive: [28]),
    .init("local-fairness", "Fairness at this site", "Maintenance", predictive: [29]),
    .init("updates", "Updates", "Maintenance", predictive: [30]),
    .init("corrections", "Corrections", "Maintenance", predictive: [31]),
    .init("security", "Security", "Maintenance", chai: "TrustIngredients.AISystemFacts.Security"),
    .init("transparency", "Transparency", "Maintenance", chai: "TrustIngredients.AISystemFacts.Transparency"),
  ]
}
