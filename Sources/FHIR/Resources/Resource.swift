public import JSON

/// A resource: a view of the JSON object that holds it. Copying it copies a reference.
public struct Resource: Sendable {
  /// The object.
  public let value: JSONValue

  /// The resource that `value` holds, or nil if it is no object with a `resourceType`.
  public init?(_ value: JSONValue) {
    guard value[.resourceType]?.isString == true else { return nil }
    self.value = value
  }

  /// The resource that `value` holds, or nil.
  public init?(_ value: JSONValue?) {
    guard let value else { return nil }
    self.init(value)
  }

  /// The `resourceType` as written, known or not.
  public var typeName: String { value[.resourceType].string ?? "" }
  /// The type, or nil if R4 has none of this name.
  public var type: FHIRType? { value[.resourceType].flatMap { FHIRTypes.shared.type(named: $0) } }
  /// Whether the `resourceType` is `name`; copies nothing.
  public func isType(_ name: StaticString) -> Bool { value[.resourceType].stringEquals(name) }
  /// The logical id.
  public var id: String? { value[.id].string }
  /// "Type/id", or nil for a resource without id.
  public var reference: String? { id.map { typeName + "/" + $0 } }
  /// `meta.versionId`
  public var versionID: String? { value[.meta][.versionId].string }
  /// `meta.lastUpdated` as written.
  public var lastUpdated: String? { value[.meta][.lastUpdated].string }
  /// The canonical URLs in `meta.profile`.
  public var profiles: [String] { value[.meta][.profile].elements.compactMap(\.string) }

  /// The contained resource with this id (without `#`).
  public func contained(_ id: String) -> Resource? {
    guard let contained = value[.contained] else { return nil }
    for candidate in contained.elements where candidate[.id]?.stringEquals(id) == true { return Resource(candidate) }
    return nil
  }
}

/// Two views are equal when they show the same place of the same document.
extension Resource: Hashable {
  /// Whether both show the same place of the same document.
  public static func == (left: Resource, right: Resource) -> Bool {
    left.value.index == right.value.index && left.value.document === right.value.document
  }

  /// Hashes the place, not the content.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(value.document))
    hasher.combine(value.index)
  }
}
