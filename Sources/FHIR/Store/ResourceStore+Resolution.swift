public import JSON

extension ResourceStore {
  /// The resource to which `reference` points, or nil if it is not here.
  ///
  /// - Contained (`#id`): in the resource around `origin`; `#` is that resource itself.
  /// - Relative: on the server of the entry around `origin` when its `fullUrl` tells one, else by type and id.
  /// - Absolute, `urn:uuid`, `urn:oid`: by `fullUrl`; an absolute one on ``base`` also by type and id.
  /// - A versioned reference finds only that version, or a resource that does not state its version.
  /// - Logical (identifier only): never guessed.
  public func resolve(_ reference: Reference, from origin: JSONValue? = nil) -> Resource? {
    switch reference.target {
    case .contained(let id):
      guard let container = origin.flatMap(enclosingResource) else { return nil }
      return id.isEmpty ? container : container.contained(id)
    case .relative(let type, let id, let version):
      return matching(version, relative(type: type, id: id, from: origin))
    case .absolute(let base, let type, let id, let version):
      if let found = resource(fullURL: base + "/" + type + "/" + id) { return matching(version, found) }
      return base == self.base ? matching(version, resource(ofType: type, id: id)) : nil
    case .uuid(let url), .oid(let url), .url(let url):
      return resource(fullURL: url)
    case .logical, .unreadable:
      return nil
    }
  }

  /// Whether resources of `document` are in the store, so that references inside it resolve here.
  public func holds(_ document: JSONDocument) -> Bool { places[ObjectIdentifier(document)] != nil }

  private func relative(type: String, id: String, from origin: JSONValue?) -> Resource? {
    if let origin, let number = enclosingEntry(of: origin), let base = entries[number].base,
      let found = resource(fullURL: base + "/" + type + "/" + id)
    {
      return found
    }
    return resource(ofType: type, id: id)
  }

  private func matching(_ version: String?, _ resource: Resource?) -> Resource? {
    guard let version, let stated = resource?.versionID else { return resource }
    return version == stated ? resource : nil
  }

  /// The resource of the store inside which `value` stands (or which it is). For a value inside a contained resource
  /// that is the container.
  public func enclosingResource(of value: JSONValue) -> Resource? {
    enclosingEntry(of: value).map { resources[$0] } ?? rootResource(of: value)
  }

  /// A document that is one resource, though the store holds a newer version of it.
  private func rootResource(of value: JSONValue) -> Resource? {
    guard let root = Resource(value.document.root), !root.isType("Bundle") else { return nil }
    return root
  }

  private func enclosingEntry(of value: JSONValue) -> Int? {
    guard let numbers = places[ObjectIdentifier(value.document)] else { return nil }
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[Int(numbers[middle])].resource.value.index <= value.index { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let candidate = entries[Int(numbers[low - 1])].resource.value
    guard candidate.document === value.document, value.index < Int(candidate.node.next) else { return nil }
    return Int(numbers[low - 1])
  }
}
