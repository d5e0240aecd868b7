public import FHIR
public import Reasoning

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

  /// Reads and compiles `folders`; later ones override earlier ones. With `valueSetsMayBeRemote`, CQL may retrieve by value
  /// sets that they lack: its services must then be ``GuidelineService/asking(_:)`` a terminology server.
  /// - Throws: ``ContentErrors`` with every fault of every file.
  public static func load(
    folders: [String], valueSetsMayBeRemote: Bool = false
  ) throws(ContentErrors) -> GuidelineLibrary {
    try GuidelineLibrary(
      content: ContentLibrary.load(folders: folders, valueSetsMayBeRemote: valueSetsMayBeRemote))
  }

  /// Compiles the profiles and plans of `content`.
  /// - Throws: ``ContentErrors`` with every fault of every profile and plan.
  public init(content: ContentLibrary) throws(ContentErrors) {
    let terminology = LocalTerminology(content.terminologyResources)
    var plans: [GuidelinePlan] = []
    let names = CodeNames(content.terminologyResources)
    let profiles = InputProfileLibrary(content: content, terminology: terminology)
    var errors = profiles.errors + content.idConflicts
    for artifact in content.plans where artifact.standing != .withdrawn {
      var reader = PlanReader(artifact: artifact, library: content, terminology: terminology, profiles: profiles)
      if var plan = reader.read() {
        plan.names = names
        plans.append(plan)
      }
      // Plans may share a module definition and profiles, whose faults are told once.
      for error in reader.errors where !errors.contains(error) { errors.append(error) }
    }
    let assembly = ServiceAssembly(plans: plans, content: content, terminology: terminology)
    errors += assembly.errors
    guard errors.isEmpty else { throw ContentErrors(errors) }
    self.content = content
    self.terminology = terminology
    services = assembly.services
  }

  /// What whoever runs the content should know of its plans: those that are not served because their publisher withdrew
  /// them, and those that are served as drafts.
  public var notices: [ContentError] {
    content.plans.compactMap { plan in
      switch plan.standing {
      case .active: return nil
      case .draft:
        return plan.error("status", "\(plan.id ?? plan.canonical) is a draft of its publisher, and is run as it is")
      case .withdrawn:
        return plan.error("status", "\(plan.id ?? plan.canonical) is not served: its status is \(plan.status)")
      }
    }
  }

  /// The data requirements of a Library of the content that is no plan's, such as a registered model's.
  /// - Throws: ``ContentErrors`` with every fault of them.
  public func requirements(of artifact: ContentArtifact) throws(ContentErrors) -> [DataRequirement] {
    let profiles = InputProfileLibrary(content: content, terminology: terminology)
    var reader = RequirementReader(library: content, terminology: terminology, profiles: profiles)
    let requirements = reader.read(artifact)
    guard reader.errors.isEmpty else { throw ContentErrors(reader.errors) }
    return requirements
  }

  /// The service that answers at `id`, plain or with a hook's suffix, and the hooks accepted there.
  public func service(answeringAt id: String) -> (service: GuidelineService, hooks: [String])? {
    for service in services {
      if let hooks = service.hooks(acceptedAt: id) { return (service, hooks) }
    }
    return nil
  }
}
