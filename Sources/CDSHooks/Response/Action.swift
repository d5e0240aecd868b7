public import JSON

/// A change that a suggestion proposes (`suggestion.actions[]`) or that the client may make alone (`systemActions[]`).
public struct Action: Sendable {
  /// What is done to the resource.
  public enum Kind: String, Sendable, Hashable {
    /// A new resource.
    case create
    /// The whole updated resource; also how a draft order is replaced.
    case update
    /// The resource named by `resourceID` goes away.
    case delete
  }

  /// What is done.
  public var kind: Kind
  /// What it means, for people. Some clients show this and not the suggestion's label.
  public var description: String
  /// The FHIR resource of a `create` or `update`.
  public var resource: JSONTree?
  /// The relative reference (`Type/id`) of what a `delete` removes.
  public var resourceID: String?
  /// Agreed members of other parties.
  public var `extension`: JSONTree?

  /// An action of any kind.
  public init(
    kind: Kind, description: String, resource: JSONTree? = nil, resourceID: String? = nil, extension: JSONTree? = nil
  ) {
    self.kind = kind
    self.description = description
    self.resource = resource
    self.resourceID = resourceID
    self.`extension` = `extension`
  }

  /// The creation of `resource`.
  public static func create(_ resource: JSONTree, description: String) -> Action {
    Action(kind: .create, description: description, resource: resource)
  }

  /// The replacement of a resource by `resource`, which keeps its id.
  public static func update(_ resource: JSONTree, description: String) -> Action {
    Action(kind: .update, description: description, resource: resource)
  }

  /// The removal of `reference` (`Type/id`).
  public static func delete(_ reference: String, description: String) -> Action {
    Action(kind: .delete, description: description, resourceID: reference)
  }

  func write(to writer: inout JSONWriter) {
    writer.object { object in
      object.member("type", kind.rawValue)
      object.member("description", description)
      object.member("resource", resource)
      object.member("resourceId", resourceID)
      object.member("extension", `extension`)
    }
  }
}
