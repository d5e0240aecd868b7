import CDSHooks
import Deidentification
import FHIR
import Foundation
import Guidelines
import HTTPClient
import JSON
import ModelGateway
import Reasoning
import Records

/// Joins what the content says of remote models (registrations) with what the configuration says (endpoints, credentials).
struct ModelRegistry {
  /// A model cannot be used as it is registered and configured.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let library: GuidelineLibrary
  /// The guidelines that have the last word, ``judges(among:)`` those that the site has switched on.
  let rules: [GuidelineService]
  /// Folders of de-identification profiles, the last one first consulted.
  let profileFolders: [String]
  let secrets: ModelSecrets
  let records: any RecordStore
  /// The address under which pages of models are found; nil where there is no public one.
  let publicBase: String?
  /// Where models work in the background.
  let executor: any TaskExecutor

  /// The registrations in the content: Libraries with our extension. Published content has other model definitions.
  static func artifacts(in library: GuidelineLibrary) -> [ContentArtifact] {
    library.content.artifacts.filter { artifact in
      artifact.resource.isType("Library")
        && artifact.resource.value["extension"].elements.contains {
          $0["url"].string == ModelRegistration.extensionURL
        }
    }
  }

  /// The services that judge proposals: aggregates, which ask for their members' data once and evaluate them in one pass,
  /// and what speaks of more than they ask it about. Each guideline is asked once about an order, as it is signed where it
  /// speaks there.
  static func judges(among services: [GuidelineService]) -> [GuidelineService] {
    func matter(_ hook: String) -> String { RuleOrderCheck.orderHooks.contains(hook) ? "order" : hook }
    var judges: [GuidelineService] = []
    var asked: [String: Set<String>] = [:]
    let signing = services.filter { $0.isAggregate && $0.hooks.contains("order-sign") }
    let others = services.filter { $0.isAggregate && !$0.hooks.contains("order-sign") }
    for aggregate in signing + others {
      let matters = Set(aggregate.hooks.map(matter))
      let answering = aggregate.members.map { ($0.id, matters.intersection($0.hooks.map(matter))) }
      guard answering.contains(where: { !$1.subtracting(asked[$0] ?? []).isEmpty }) else { continue }
      judges.append(aggregate)
      for (id, matters) in answering { asked[id, default: []].formUnion(matters) }
    }
    return judges
      + services.filter { service in
        !service.isAggregate && !Set(service.hooks.map(matter)).isSubset(of: asked[service.id] ?? [])
      }
  }

  /// The configured models.
  /// - Throws: ``Failure`` at the first that cannot be used: a model that somebody set up and that silently does not run
  ///   would look like one that has nothing to say.
  func models(_ configurations: [ModelConfiguration]) throws -> [RegisteredModel] {
    let artifacts = Self.artifacts(in: library)
    return try configurations.map { configuration in
      // The last one loaded counts, as with all content.
      guard let artifact = artifacts.last(where: { $0.id == configuration.name }) else {
        throw Failure(
          description: "models.\(configuration.name): no Library '\(configuration.name)' with the extension "
            + "\(ModelRegistration.extensionURL) is in the content; registered are: "
            + (artifacts.compactMap(\.id).joined(separator: ", ").isEmpty
              ? "none" : artifacts.compactMap(\.id).joined(separator: ", ")))
      }
      do {
        return try model(configuration, artifact)
      } catch let failure as Failure {
        throw failure
      } catch {
        throw Failure(description: "models.\(configuration.name): \(artifact.file): \(error)")
      }
    }
  }

  private func model(_ configuration: ModelConfiguration, _ artifact: ContentArtifact) throws -> RegisteredModel {
    var registration = try ModelRegistration(artifact.resource)
    registration.page = publicBase.map { "\($0)/models/\(registration.id)" }
    let profile = try profile(named: registration.deidentificationProfile)
    guard profile.isSafeHarbor || configuration.footing != nil else {
      throw Failure(
        description: "models.\(configuration.name): the profile '\(profile.name)' is not Safe Harbor. "
          + "\(profile.agreement) Say on what footing data leave: 'agreement' or 'expert-determination'.")
    }
    let requirements = try library.requirements(of: artifact)
    guard !requirements.isEmpty else {
      throw Failure(
        description: "models.\(configuration.name): \(artifact.file): dataRequirement: the model is given no data")
    }
    var union = RequirementUnion()
    let parts = union.add(requirements, of: registration.id)
    let judges = self.rules.map { service in
      (service: service, parts: union.add(service.requirements, of: service.id, isOptional: true))
    }
    let rules = judges.map { judge in
      RuleOrderCheck.Rule(ViewingModel(judge.service, parts: judge.parts), hooks: Set(judge.service.hooks))
    }
    // The model is told of its own data alone; the rest is the rules'.
    registration.dataKeys = parts.map(\.key)
    let http = secrets.http.client(for: configuration.trust)
    let endpoint = endpoint(of: configuration, registration)
    _ = try endpoint.url()
    let model = try RemoteReasoningModel(
      registration: registration,
      client: ModelClient(
        endpoint: endpoint,
        credential: try secrets.credential(
          configuration.authentication, for: configuration.base, trust: configuration.trust), http: http),
      deidentifier: ProfileDeidentifier(profile, review: try configuration.textReview.map(review)),
      menu: try menu(of: registration), orderCheck: RuleOrderCheck(rules: rules), sink: records,
      policy: .init(patience: configuration.patience, lifetime: configuration.lifetime), executor: executor,
      breaker: configuration.circuit)
    return RegisteredModel(
      artifact: artifact, model: model,
      service: HookService(
        remote: model, description: artifact.resource.value["description"].string, requirements: union.requirements),
      data: RegisteredModel.Data(
        own: Set(registration.dataKeys),
        rules: judges.map { ($0.service.hooks, Set($0.parts.map(\.key))) }),
      footing: profile.isSafeHarbor ? nil : configuration.footing)
  }

  private func endpoint(of configuration: ModelConfiguration, _ registration: ModelRegistration) -> ModelEndpoint {
    ModelEndpoint(
      dialect: configuration.dialect, base: configuration.base, deployment: registration.deployment,
      pathTemplate: configuration.path, query: configuration.query, headers: configuration.headers,
      structuredOutput: configuration.structuredOutput, tokenLimitMember: configuration.tokenLimitMember,
      maximumOutputTokens: configuration.maximumOutputTokens, instructionRole: configuration.instructionRole,
      extraBody: configuration.extraBody)
  }

  private func review(_ review: ModelConfiguration.TextReview) throws -> AzureTextReview {
    AzureTextReview(
      base: review.base, version: review.apiVersion,
      credential: try secrets.credential(review.authentication, for: review.base, trust: review.trust),
      http: secrets.http.client(for: review.trust))
  }

  private func profile(named name: String) throws -> DeidentificationProfile {
    var failure: any Error = Failure(description: "no folder of de-identification profiles was found")
    for folder in profileFolders.reversed() where FileManager.default.fileExists(atPath: folder) {
      do {
        return try DeidentificationProfileFolder(path: folder).profile(named: name)
      } catch {
        failure = error
      }
    }
    throw failure
  }

  /// The ActivityDefinitions that the registration lists, and no others.
  private func menu(of registration: ModelRegistration) throws -> ActionMenu {
    ActionMenu(
      try registration.menu.map { canonical in
        guard let artifact = library.content.artifact("ActivityDefinition", canonical),
          let item = MenuItem(artifact.resource)
        else {
          throw ModelRegistryError.menu(canonical)
        }
        return item
      })
  }
}

/// Why a registration does not fit the content.
enum ModelRegistryError: Error, CustomStringConvertible {
  case menu(String)

  var description: String {
    switch self {
    case .menu(let canonical):
      "relatedArtifact: '\(canonical)' is no ActivityDefinition of the content that makes a MedicationRequest or a "
        + "ServiceRequest"
    }
  }
}
