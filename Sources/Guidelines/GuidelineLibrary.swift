public import FHIR

/// The services that a clinic's content folders hold, read, checked and compiled.
///
/// ```swift
/// let library = try GuidelineLibrary.load(folders: ["CDSHooks", "Profiles"])
/// for service in library.services { print(service.id, service.hooks) }
/// ```
public struct GuidelineLibrary: Sendable {
  /// The artifacts.
  public let content: ContentLibrary
  /// The services, in the order of their ids.
  public let services: [GuidelineService]
  /// The value sets and code systems of the content.
  public let terminology: LocalTerminology

  /// Reads and compiles `folders`; later ones override earlier ones.
  /// - Throws: ``ContentErrors`` with every fault of every file.
  public static func load(folders: [String]) throws(ContentErrors) -> GuidelineLibrary {
    try GuidelineLibrary(content: ContentLibrary.load(folders: folders))
  }

  /// Compiles the plans of `content`.
  /// - Throws: ``ContentErrors`` with every fault of every plan.
  public init(content: ContentLibrary) throws(ContentErrors) {
    let terminology = LocalTerminology(content.terminologyResources)
    var services: [GuidelineService] = []
    var errors: [ContentError] = []
    for artifact in content.plans {
      var reader = PlanReader(artifact: artifact, library: content, terminology: terminology)
      if let plan = reader.read() {
        services.append(
          GuidelineService(plan: plan, model: GuidelineModel(plan: plan, terminology: terminology)))
      }
      errors += reader.errors
    }
    guard errors.isEmpty else { throw ContentErrors(errors) }
    self.content = content
    self.terminology = terminology
    self.services = services.sorted { $0.id < $1.id }
  }

  /// The service that answers at `id`, plain or with a hook's suffix, and the hooks accepted there.
  public func service(answeringAt id: String) -> (service: GuidelineService, hooks: [String])? {
    for service in services {
      if let hooks = service.hooks(acceptedAt: id) { return (service, hooks) }
    }
    return nil
  }
}
