import JSON
public import FHIR

/// One resource of a content folder: a PlanDefinition, Library, ActivityDefinition, ValueSet or the like.
public struct ContentArtifact: Sendable {
  /// The resource.
  public let resource: Resource
  /// The file it came from.
  public let file: String

  /// An artifact that was read from `file`.
  public init(resource: Resource, file: String) {
    self.resource = resource
    self.file = file
  }

  /// Its canonical url, or nil when it has none.
  public var url: String? { resource.value["url"].string }
  /// Its business version, or nil.
  public var version: String? { resource.value["version"].string }
  /// Its `id`, or nil.
  public var id: String? { resource.id }
  /// `url|version`, or the url alone; the file where it has no url.
  public var canonical: String {
    guard let url else { return file }
    return version.map { "\(url)|\($0)" } ?? url
  }

  /// How its publisher stands to it.
  enum Standing {
    case active
    /// Not released yet: it is run, and that is said.
    case draft
    /// Withdrawn, or nobody knows whether it holds: it is not run.
    case withdrawn
  }

  /// The `status` as written; empty when there is none.
  var status: String { resource.value["status"].string ?? "" }

  /// How its publisher stands to it, as its status says.
  var standing: Standing {
    switch status {
    case "retired", "unknown": .withdrawn
    case "draft": .draft
    default: .active
    }
  }

  /// An error about this artifact.
  func error(_ path: String = "", _ message: String) -> ContentError {
    ContentError(file: file, path: path, message: message)
  }
}
