import FHIR
import JSON

/// The method `substitute`: a node takes the shape of the replacement, but for what earlier rules have touched.
extension AnonymizerRun {
  mutating func substitute(
    _ node: ResourceNode, _ replacement: JSONValue, _ rule: AnonymizerRule
  ) throws(DeidentificationError) -> SecurityLabel? {
    let model = ResourceNode(
      name: node.name, jsonName: node.jsonName, type: node.type, isCollection: node.isCollection, source: nil,
      parent: nil)
    if node.isPrimitive {
      guard !replacement.isObject, !replacement.isArray else {
        throw DeidentificationError(.notApplicable, path: rule.place, "a primitive value is replaced by a single value")
      }
      if !replacement.isNull { model.value = .source(replacement) }
    } else {
      var object = replacement
      // The original takes a text that holds JSON, too.
      if let text = replacement.string, let document = try? JSONDocument(parsing: text) { object = document.root }
      guard object.isObject || object.isNull else {
        throw DeidentificationError(.notApplicable, path: rule.place, "a complex value is replaced by an object")
      }
      ResourceBuilder.fill(model, from: object)
    }
    var kept: Set<ObjectIdentifier> = []
    _ = collectKept(node, &kept)
    reshape(node, after: model, kept)
    for inner in node.within({ _ in true }) where inner !== node { visited.insert(ObjectIdentifier(inner)) }
    return .substituted
  }

  /// The nodes that were touched by earlier rules, and those above them.
  private func collectKept(_ node: ResourceNode, _ kept: inout Set<ObjectIdentifier>) -> Bool {
    var isKept = visited.contains(ObjectIdentifier(node))
    for child in node.children { isKept = collectKept(child, &kept) || isKept }
    if isKept { kept.insert(ObjectIdentifier(node)) }
    return isKept
  }

  /// Gives a node the shape of the model; nil empties it.
  private func reshape(_ node: ResourceNode, after model: ResourceNode?, _ kept: Set<ObjectIdentifier>) {
    guard !visited.contains(ObjectIdentifier(node)) else { return }
    var names: [String] = []
    for child in model?.children ?? [] where !names.contains(child.name) { names.append(child.name) }
    for name in names {
      var models = (model?.children(named: name) ?? [])[...]
      for child in node.children(named: name) {
        let next = models.popFirst()
        if visited.contains(ObjectIdentifier(child)) { continue }
        if let next {
          reshape(child, after: next, kept)
        } else if kept.contains(ObjectIdentifier(child)) {
          reshape(child, after: nil, kept)
        } else {
          node.remove(child)
        }
      }
      for extra in models { node.add(extra) }
    }
    for child in node.children where !names.contains(child.name) && !visited.contains(ObjectIdentifier(child)) {
      if kept.contains(ObjectIdentifier(child)) { reshape(child, after: nil, kept) } else { node.remove(child) }
    }
    node.value = model?.value
  }
}
