import FHIR
import JSON

/// An element of a resource as the anonymizer edits it: type, value, children, and where it came from.
final class ResourceNode {
  /// A primitive's value.
  enum Scalar {
    /// As it came.
    case source(JSONValue)
    case text(String)
    case number(String)
    case bool(Bool)
  }

  /// The element's name; a choice's without its type.
  let name: String
  let jsonName: String
  let type: FHIRType
  let isCollection: Bool
  /// The JSON that the element came from; nil for what was put in.
  let source: JSONValue?
  private(set) weak var parent: ResourceNode?
  var value: Scalar?
  var children: [ResourceNode] = []
  /// For a resource: its elements by their place in the document, other resources' excepted.
  var places: [Int: ResourceNode] = [:]

  init(
    name: String, jsonName: String, type: FHIRType, isCollection: Bool, source: JSONValue?, parent: ResourceNode?
  ) {
    self.name = name
    self.jsonName = jsonName
    self.type = type
    self.isCollection = isCollection
    self.source = source
    self.parent = parent
  }

  var typeName: String { type.name }
  var isResource: Bool { type.kind == .resource }
  var isPrimitive: Bool { type.primitive != nil }

  /// The value as text: that of a string, or a number or boolean as JSON writes it.
  var text: String? {
    switch value {
    case .source(let value): value.string ?? value.numberText ?? value.bool.map(String.init)
    case .text(let text), .number(let text): text
    case .bool(let bool): String(bool)
    case nil: nil
    }
  }

  /// The node and its descendants that satisfy a condition, other resources excepted.
  func within(_ condition: (ResourceNode) -> Bool) -> [ResourceNode] {
    var found: [ResourceNode] = []
    visit { if condition($0) { found.append($0) } }
    return found
  }

  private func visit(_ body: (ResourceNode) -> Void) {
    body(self)
    for child in children where !child.isResource { child.visit(body) }
  }

  func children(named name: String) -> [ResourceNode] { children.filter { $0.name == name } }

  func remove(_ child: ResourceNode) { children.removeAll { $0 === child } }

  func add(_ child: ResourceNode) {
    child.parent = self
    children.append(child)
  }

  /// The outermost resource, a Bundle or a container.
  var root: ResourceNode {
    var node = self
    while let parent = node.parent { node = parent }
    return node
  }

  /// Takes away the elements of which nothing is left. Resources stay.
  func removeEmpty() {
    for child in children { child.removeEmpty() }
    children.removeAll { $0.children.isEmpty && $0.value == nil && !$0.isResource }
  }
}
