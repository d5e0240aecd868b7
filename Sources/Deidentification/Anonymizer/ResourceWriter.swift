import JSON

/// Writes nodes as FHIR JSON: lists as the definitions say, ids and extensions of primitives in their companions.
enum ResourceWriter {
  static func write(_ node: ResourceNode, to writer: inout JSONWriter) {
    writer.object { writer in
      if node.isResource { writer.member("resourceType", node.typeName) }
      writeMembers(of: node, to: &writer)
    }
  }

  private static func writeMembers(of node: ResourceNode, to writer: inout JSONWriter) {
    var names: [String] = []
    var groups: [String: [ResourceNode]] = [:]
    for child in node.children {
      if groups[child.jsonName] == nil { names.append(child.jsonName) }
      groups[child.jsonName, default: []].append(child)
    }
    for name in names {
      guard let group = groups[name], let first = group.first else { continue }
      let isList = first.isCollection || group.count > 1
      if !first.isPrimitive || group.contains(where: { $0.value != nil }) {
        writer.key(name)
        list(group, isList, to: &writer) { value(of: $0, to: &$1) }
      }
      if first.isPrimitive, group.contains(where: { !$0.children.isEmpty }) {
        writer.key("_" + name)
        list(group, isList, to: &writer) { node, writer in
          guard !node.children.isEmpty else { return writer.null() }
          writer.object { writeMembers(of: node, to: &$0) }
        }
      }
    }
  }

  private static func list(
    _ nodes: [ResourceNode], _ isList: Bool, to writer: inout JSONWriter,
    _ body: (ResourceNode, inout JSONWriter) -> Void
  ) {
    if isList {
      writer.array { writer in for node in nodes { body(node, &writer) } }
    } else if let node = nodes.first {
      body(node, &writer)
    }
  }

  private static func value(of node: ResourceNode, to writer: inout JSONWriter) {
    guard node.isPrimitive else { return write(node, to: &writer) }
    switch node.value {
    case .source(let value): writer.raw(value)
    case .text(let text): writer.value(text)
    case .number(let text): writer.number(text)
    case .bool(let bool): writer.value(bool)
    case nil: writer.null()
    }
  }
}
