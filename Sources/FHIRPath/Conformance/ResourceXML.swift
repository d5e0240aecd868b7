import FHIR
import JSON

/// Turns FHIR's XML form into JSON for suites that hold their inputs as XML only. Narratives keep their text, not the
/// order of their mark-up.
enum ResourceXML {
  /// The resource as a document; nil when the root is no R4 resource.
  static func document(_ root: SuiteXML) -> JSONDocument? {
    resource(root).flatMap { try? JSONDocument(fhir: $0.serialized()) }
  }

  private static func resource(_ element: SuiteXML) -> JSONTree? {
    guard let type = FHIRTypes.shared.resource(named: element.name) else { return nil }
    var object = content(element, type)
    object["resourceType"] = .string(element.name)
    return .object(object)
  }

  private static func content(_ element: SuiteXML, _ type: FHIRType) -> JSONObject {
    var object = JSONObject()
    for name in ["id", "url"] {
      if let value = element.attributes[name] { object[name] = .string(value) }
    }
    var groups: [(name: String, elements: [SuiteXML])] = []
    for child in element.children {
      if let index = groups.firstIndex(where: { $0.name == child.name }) {
        groups[index].elements.append(child)
      } else {
        groups.append((child.name, [child]))
      }
    }
    for group in groups {
      guard let property = type.property(named: group.name) else { continue }
      if let primitive = property.type.primitive {
        insert(group.elements, as: primitive, property, into: &object)
      } else {
        let values = group.elements.compactMap { value($0, property.type) }
        if property.element.isCollection {
          object[group.name] = .array(values)
        } else if let first = values.first {
          object[group.name] = first
        }
      }
    }
    return object
  }

  private static func value(_ element: SuiteXML, _ type: FHIRType) -> JSONTree? {
    if type.kind == .resource { return element.children.first.flatMap(resource) }
    return .object(content(element, type))
  }

  private static func insert(
    _ elements: [SuiteXML], as primitive: PrimitiveKind, _ property: FHIRProperty, into object: inout JSONObject
  ) {
    let values = elements.map { scalar($0, primitive) }
    let companions = elements.map { companion($0, primitive) }
    let hasCompanions = companions.contains { $0 != nil }
    if property.element.isCollection {
      object[property.jsonName] = .array(values.map { $0 ?? .null })
      if hasCompanions { object["_" + property.jsonName] = .array(companions.map { $0 ?? .null }) }
    } else {
      if let value = values.first ?? nil { object[property.jsonName] = value }
      if let companion = companions.first ?? nil { object["_" + property.jsonName] = companion }
    }
  }

  private static func scalar(_ element: SuiteXML, _ primitive: PrimitiveKind) -> JSONTree? {
    if primitive == .xhtml { return .string(markup(element)) }
    guard let text = element.attributes["value"] else { return nil }
    switch primitive.jsonKind {
    case .boolean: return .bool(text == "true")
    case .number: return .number(text)
    case .string: return .string(text)
    }
  }

  private static func companion(_ element: SuiteXML, _ primitive: PrimitiveKind) -> JSONTree? {
    guard primitive != .xhtml, let type = FHIRTypes.shared.type(named: "Element") else { return nil }
    let object = content(element, type)
    return object.isEmpty ? nil : .object(object)
  }

  private static func markup(_ element: SuiteXML) -> String {
    let attributes = element.attributes.sorted { $0.key < $1.key }.map {
      " \($0.key)=\"\(TextEncoding.html($0.value))\""
    }
    return "<\(element.name)\(attributes.joined())>\(TextEncoding.html(element.text))"
      + element.children.map(markup).joined() + "</\(element.name)>"
  }
}
