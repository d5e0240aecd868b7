import JSON

/// The resources of a context.
extension HookContextDecoder {
  mutating func bundle(
    _ value: JSONValue, field: String, at path: String
  ) throws(HookRequestError) -> [PendingResource] {
    guard value.isObject, value["resourceType"]?.stringEquals("Bundle") == true else {
      throw HookRequestError(
        path: path, expected: "a FHIR Bundle",
        found: value["resourceType"] == nil ? value.kindDescription : "another resource",
        remedy: "Send the resources as entries of a Bundle.")
    }
    guard let entries = value["entry"], !entries.isNull else { return [] }
    guard entries.isArray else {
      throw HookRequestError(
        path: "\(path).entry", expected: "an array", found: entries.kindDescription,
        remedy: "Send each resource as an element {\"resource\": …}.")
    }
    try limit(entries, at: "\(path).entry")
    var found: [PendingResource] = []
    for (index, entry) in entries.elements.enumerated() {
      let place = "\(path).entry[\(index)]"
      if entry["resource"] == nil, entry["resourceType"]?.isString == true {
        tolerate(place, "a resource where {resource} belongs; it was used")
        found.append(try pending(entry, field: field, fullURL: nil, at: place))
        continue
      }
      guard let resource = entry["resource"] else {
        throw HookRequestError(
          path: "\(place).resource", expected: "a FHIR resource", remedy: "Every entry must hold its resource.")
      }
      found.append(try pending(resource, field: field, fullURL: entry["fullUrl"]?.string, at: "\(place).resource"))
    }
    return found
  }

  mutating func resource(
    _ value: JSONValue, of type: String?, field: String, at path: String
  ) throws(HookRequestError) -> [PendingResource] {
    if value["resourceType"]?.stringEquals("Bundle") == true {
      tolerate(path, "a Bundle where one resource belongs")
      return try bundle(value, field: field, at: path)
    }
    if value.isArray { return try resources(value, of: type, field: field, at: path) }
    let found = try pending(value, field: field, fullURL: nil, at: path)
    if let type, found.type != type { tolerate(path, "a resource of another type than the hook names") }
    return [found]
  }

  mutating func resources(
    _ value: JSONValue, of type: String?, field: String, at path: String
  ) throws(HookRequestError) -> [PendingResource] {
    guard value.isArray else {
      tolerate(path, "one resource where an array belongs")
      return try value.isObject ? resource(value, of: type, field: field, at: path) : mistyped(value, at: path)
    }
    try limit(value, at: path)
    var found: [PendingResource] = []
    for (index, element) in value.elements.enumerated() {
      let resource = try pending(element, field: field, fullURL: nil, at: "\(path)[\(index)]")
      if let type, resource.type != type {
        tolerate("\(path)[\(index)]", "a resource of another type than the hook names")
      }
      found.append(resource)
    }
    return found
  }

  private func limit(_ array: JSONValue, at path: String) throws(HookRequestError) {
    guard array.count > Self.maximumResources else { return }
    throw HookRequestError(
      path: path, expected: "at most \(Self.maximumResources) resources", found: "\(array.count)",
      remedy: "Send only what the user is working on.")
  }

  private func mistyped(_ value: JSONValue, at path: String) throws(HookRequestError) -> [PendingResource] {
    throw HookRequestError(
      path: path, expected: "an array of FHIR resources", found: value.kindDescription,
      remedy: "Send the resources as objects.")
  }

  private mutating func pending(
    _ value: JSONValue, field: String, fullURL: String?, at path: String
  ) throws(HookRequestError) -> PendingResource {
    if value["resourceType"] == nil, let inner = value["resource"], inner.isObject, inner["resourceType"] != nil {
      // Printed so in the hook library: a Bundle's entry where its resource belongs.
      tolerate(path, "wrapped in {resource}; the resource was used")
      return try pending(inner, field: field, fullURL: value["fullUrl"]?.string, at: "\(path).resource")
    }
    guard value.isObject, let type = value["resourceType"]?.string, FHIRID.isTypeName(type) else {
      throw HookRequestError(
        path: value.isObject ? "\(path).resourceType" : path, expected: "a FHIR resource with its type",
        found: value.isObject ? value["resourceType"]?.kindDescription : value.kindDescription,
        remedy: "Send the resource as a FHIR JSON object.")
    }
    return PendingResource(field: field, value: value, type: type, id: validID(of: value, at: path), fullURL: fullURL)
  }

  private mutating func validID(of value: JSONValue, at path: String) -> String? {
    guard let id = value["id"]?.string else { return nil }
    guard FHIRID.isValid(id) else {
      tolerate("\(path).id", "not a FHIR id; the resource is read but cannot be named in a suggestion")
      return nil
    }
    return id
  }
}
