import CQL
import FHIR
import JSON

/// The artifacts of one or more content folders, found by canonical url.
///
/// A later folder adds to the earlier ones and overrides them: of two artifacts with the same canonical `url|version`, and
/// of two versions of a plan under one id, the one loaded last counts. That is how a site changes a threshold without
/// touching what ships. A plan with another's id and a url of its own is no change of it but a mistake
/// (``idConflicts``): it would silence a service that nobody meant.
public struct ContentLibrary: Sendable {
  /// What was loaded and is not overridden, in the order of loading.
  public let artifacts: [ContentArtifact]
  private let byURL: [String: [ContentArtifact]]
  /// The CQL libraries that plans may need.
  let logic: LogicLibraries
  /// Whether a terminology server will be asked about value sets that the content lacks.
  public private(set) var valueSetsMayBeRemote = false
  /// Files of the folders in a form that is not read, as XML.
  public private(set) var unreadFiles: [String] = []

  /// Reads `folders` in order. With `valueSetsMayBeRemote`, CQL may retrieve by value sets that they lack.
  /// - Throws: ``ContentErrors`` with every file that could not be read.
  public static func load(
    folders: [String], valueSetsMayBeRemote: Bool = false
  ) throws(ContentErrors) -> ContentLibrary {
    var artifacts: [ContentArtifact] = []
    var texts: [LogicText] = []
    var errors: [ContentError] = []
    var unread: [String] = []
    for folder in folders {
      ContentFolder(path: folder).read(into: &artifacts, texts: &texts, unread: &unread, errors: &errors)
    }
    guard errors.isEmpty else { throw ContentErrors(errors) }
    var library = ContentLibrary(artifacts, texts: texts)
    library.valueSetsMayBeRemote = valueSetsMayBeRemote
    library.unreadFiles = unread.sorted()
    guard library.logic.errors.isEmpty else { throw ContentErrors(library.logic.errors) }
    return library
  }

  /// A library of artifacts at hand, the later overriding the earlier.
  public init(_ loaded: [ContentArtifact]) { self.init(loaded, texts: []) }

  init(_ loaded: [ContentArtifact], texts: [LogicText]) {
    var kept: [ContentArtifact] = []
    var places: [String: Int] = [:]
    for artifact in loaded {
      let key = "\(artifact.resource.typeName) \(artifact.canonical)"
      if let place = places[key] {
        kept[place] = artifact
      } else {
        places[key] = kept.count
        kept.append(artifact)
      }
    }
    artifacts = kept
    logic = LogicLibraries(artifacts: kept, texts: texts)
    byURL = Dictionary(grouping: kept.filter { $0.url != nil }) { $0.url ?? "" }
  }

  /// The plans; of several versions under one id, the one loaded last.
  public var plans: [ContentArtifact] {
    var plans: [ContentArtifact] = []
    for artifact in artifacts where artifact.resource.typeName == "PlanDefinition" {
      plans.removeAll { $0.id != nil && $0.id == artifact.id && $0.url == artifact.url }
      plans.append(artifact)
    }
    return plans
  }

  /// Plans that bear the id of another plan.
  var idConflicts: [ContentError] {
    var owners: [String: ContentArtifact] = [:]
    return plans.compactMap { plan in
      guard let id = plan.id, let owner = owners.updateValue(plan, forKey: id) else { return nil }
      return plan.error(
        "id",
        "the id '\(id)' is that of \(owner.canonical) in \(owner.file); give this plan an id of its own, or that url and "
          + "version if it is to replace it")
    }
  }

  /// The value sets among `needs` that the content lacks.
  func remoteValueSets(of needs: [DataNeed]) -> [String] {
    var urls: [String] = []
    for need in needs {
      guard case .valueSet(let url) = need.codes, !urls.contains(url) else { continue }
      if artifact("ValueSet", url) == nil { urls.append(url) }
    }
    return urls
  }

  /// The artifact of `type` that `canonical` names, with or without `|version`; without one, the last loaded.
  public func artifact(_ type: String, _ canonical: String) -> ContentArtifact? {
    let parts = canonical.split(separator: "|", maxSplits: 1)
    guard let url = parts.first, let found = byURL[String(url)]?.filter({ $0.resource.typeName == type }) else {
      return nil
    }
    return parts.count == 2 ? found.last { $0.version == String(parts[1]) } : found.last
  }
}
