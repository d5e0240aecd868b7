import JSON

/// A resource in the store, with what its Bundle says about it.
struct StoredEntry: Sendable {
  var resource: Resource
  /// The index of its ``FHIRType``, or -1 for a type that R4 does not know.
  var type: Int
  /// The `fullUrl` of the Bundle entry that brought it.
  var fullURL: JSONValue?

  init(_ resource: Resource, fullURL: JSONValue?) {
    self.resource = resource
    self.fullURL = fullURL
    type = resource.type.map { Int($0.index) } ?? -1
  }

  /// Whether type and id are these.
  func isNamed(_ type: UnsafeRawBufferPointer, _ id: UnsafeRawBufferPointer) -> Bool {
    resource.value[.resourceType]?.withTextBytes { $0.elementsEqual(type) } == true
      && resource.value[.id]?.withTextBytes { $0.elementsEqual(id) } == true
  }

  /// The server of a RESTful `fullUrl`: "https://ehr.example/fhir" of "https://ehr.example/fhir/Patient/1".
  var base: String? {
    guard let text = fullURL.string, case .absolute(let base, _, _, _) = Reference(parsing: text).target else {
      return nil
    }
    return base
  }

  /// Whether this is a newer version of the same resource than `other`, as far as `meta` tells.
  func isNewer(than other: StoredEntry) -> Bool {
    if let mine = resource.value[.meta][.lastUpdated].flatMap(PrimaryElements.milliseconds),
      let theirs = other.resource.value[.meta][.lastUpdated].flatMap(PrimaryElements.milliseconds), mine != theirs
    {
      return mine > theirs
    }
    if let mine = resource.versionID.flatMap({ Int($0) }), let theirs = other.resource.versionID.flatMap({ Int($0) }) {
      return mine > theirs
    }
    return false
  }
}
