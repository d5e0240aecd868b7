import FHIR
import JSON

/// Makes nodes of JSON. What R4 does not define is left out: it has no type by which a rule could find it.
enum ResourceBuilder {
  static let maximumDepth = 64

  /// A resource's nodes; nil if the JSON is no resource.
  static func resource(
    _ value: JSONValue, name: String = "", jsonName: String = "", isCollection: Bool = false,
    parent: ResourceNode? = nil, depth: Int = 0
  ) -> ResourceNode? {
    guard depth < maximumDepth, let type = value[.resourceType].flatMap({ FHIRTypes.shared.type(named: $0) }),
      type.kind == .resource, !type.isAbstract
    else { return nil }
    let node = ResourceNode(
      name: name, jsonName: jsonName, type: type, isCollection: isCollection, source: value, parent: parent)
    node.places[value.index] = node
    fill(node, from: value, in: node, depth: depth)
    return node
  }

  /// The children that an object of a complex type has, for a node that is put in.
  static func fill(_ node: ResourceNode, from value: JSONValue) { fill(node, from: value, in: nil, depth: 0) }

  private static func fill(_ node: ResourceNode, from value: JSONValue, in resource: ResourceNode?, depth: Int) {
    guard depth < maximumDepth else { return }
    let isFHIR = value.document.vocabulary === FHIRVocabulary.shared
    var made: [String: [ResourceNode]] = [:]
    var companions: [(FHIRProperty, JSONValue)] = []
    for (key, child) in value.members {
      guard let property = isFHIR ? node.type.property(keyID: child.node.keyID) : node.type.property(named: key) else {
        continue
      }
      if property.isCompanion {
        companions.append((property, child))
        continue
      }
      // One element where a list belongs, or a list where one belongs, is read for what it means.
      let items = child.isArray ? Array(child.elements) : [child]
      made[property.jsonName] = items.compactMap { element(property, $0, node, resource, depth) }
    }
    for (property, companion) in companions {
      attach(companion, property, to: made[String(property.jsonName.dropFirst())] ?? [], node, resource, depth)
    }
  }

  /// Null keeps its place among primitives, since a companion may stand beside it.
  private static func element(
    _ property: FHIRProperty, _ value: JSONValue, _ parent: ResourceNode, _ resource: ResourceNode?, _ depth: Int
  ) -> ResourceNode? {
    let element = property.element
    if property.type.kind == .resource {
      guard
        let node = self.resource(
          value, name: element.name, jsonName: property.jsonName, isCollection: element.isCollection, parent: parent,
          depth: depth + 1)
      else { return nil }
      parent.children.append(node)
      return node
    }
    let isPrimitive = property.type.primitive != nil
    guard isPrimitive ? !value.isObject && !value.isArray : value.isObject else { return nil }
    let node = ResourceNode(
      name: element.name, jsonName: property.jsonName, type: property.type, isCollection: element.isCollection,
      source: value, parent: parent)
    if isPrimitive {
      if !value.isNull { node.value = .source(value) }
    } else {
      fill(node, from: value, in: resource, depth: depth + 1)
    }
    resource?.places[value.index] = node
    parent.children.append(node)
    return node
  }

  private static func attach(
    _ companion: JSONValue, _ property: FHIRProperty, to nodes: [ResourceNode], _ parent: ResourceNode,
    _ resource: ResourceNode?, _ depth: Int
  ) {
    let items = companion.isArray ? Array(companion.elements) : [companion]
    let name = String(property.jsonName.dropFirst())
    for (index, item) in items.enumerated() where item.isObject {
      let node: ResourceNode
      if index < nodes.count {
        node = nodes[index]
      } else {
        node = ResourceNode(
          name: property.element.name, jsonName: name, type: property.type, isCollection: property.element.isCollection,
          source: nil, parent: parent)
        parent.children.append(node)
      }
      fill(node, from: item, in: resource, depth: depth + 1)
    }
  }
}
