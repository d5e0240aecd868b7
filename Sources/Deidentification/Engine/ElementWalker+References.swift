import FHIR
import JSON

/// Ids and references: both become pseudonyms by one table, so that what belonged together still does.
extension ElementWalker {
  /// What a resource is known by: "Patient/1", else the full URL of its entry, else its place in the document.
  func key(of resource: JSONValue, type: FHIRType) -> String {
    if let id = resource[.id].string { return type.name + "/" + id }
    return keysByPlace[ResourcePlace(resource)] ?? "\(type.name)#\(ResourcePlace(resource).hashValue)"
  }

  func writeID(_ value: JSONValue) -> Action {
    guard let id = value.string else { return .removed }
    let key = isContained ? containedKey(id) : currentType + "/" + id
    out.string(pseudonyms.pseudonym(for: key, type: currentType))
    return .generalized
  }

  func containedKey(_ id: String) -> String { containerKey + "#" + id }

  func writeReference(_ value: JSONValue, _ step: TypePlan.Step) -> Action {
    guard value.isObject, let reference = Reference(value), let text = pseudonym(of: reference, step) else {
      return .removed
    }
    if reference.display != nil { count(.removed, .names, path: "Reference.display") }
    if value[.identifier] != nil { count(.removed, .otherIdentifier, path: "Reference.identifier") }
    out.begin(.openBrace)
    out.key("reference")
    out.string(text)
    out.end(.closeBrace)
    return .generalized
  }

  private func pseudonym(of reference: Reference, _ step: TypePlan.Step) -> String? {
    let target: (key: String, type: String)?
    switch reference.target {
    case .contained(let id):
      guard !id.isEmpty, let type = containedTypes[containedKey(id)] else { return nil }
      return "#" + pseudonyms.pseudonym(for: containedKey(id), type: type)
    case .relative(let type, let id, _): target = (type + "/" + id, type)
    case .absolute(let base, let type, let id, _):
      let url = base + "/" + type + "/" + id
      target = (keys[url] ?? (base == serverBase ? type + "/" + id : url), type)
    case .url(let url), .uuid(let url), .oid(let url):
      let key = keys[url] ?? url
      target = (key, typeName(ofKey: key) ?? reference.statedType ?? onlyTarget(of: step) ?? "Resource")
    case .logical, .unreadable: target = nil
    }
    guard let target, target.type == "Resource" || FHIRTypes.shared.resource(named: target.type) != nil else {
      return nil
    }
    return target.type + "/" + pseudonyms.pseudonym(for: target.key, type: target.type)
  }

  private func typeName(ofKey key: String) -> String? {
    guard let slash = key.firstIndex(of: "/") else { return nil }
    let name = String(key[..<slash])
    return FHIRTypes.shared.resource(named: name) == nil ? nil : name
  }

  private func onlyTarget(of step: TypePlan.Step) -> String? {
    let targets = step.property.typeReference.targets
    return targets.count == 1 ? targets.first?.name : nil
  }
}
