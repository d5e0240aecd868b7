import CQL
import ClinicalTypes
import FHIR
import JSON

/// What CQL builds of FHIR classes (`RequestPriority { value: 'urgent' }`, `ServiceRequest { … }`), as FHIR's JSON.
enum InstanceJSON {
  /// Nil for what FHIR has no form for.
  static func tree(_ value: CQLValue) -> JSONTree? {
    switch value {
    case .boolean(let value): return .bool(value)
    case .integer(let value): return .number(String(value))
    case .long(let value): return .number(String(value))
    case .decimal(let value): return .number(value.description)
    case .string(let value): return .string(value)
    case .date(let value): return .string(value.description)
    case .dateTime(let value): return .string(value.description)
    case .time(let value): return .string(value.description)
    case .quantity(let quantity):
      return [
        "value": .number(quantity.value.description), "unit": .string(quantity.unit),
        "system": "http://unitsofmeasure.org", "code": .string(quantity.unit),
      ]
    case .code(let code): return coding(code)
    case .concept(let concept):
      var object = JSONObject()
      object["coding"] = .array(concept.codes.map(coding))
      if let display = concept.display { object["text"] = .string(display) }
      return .object(object)
    case .node(let node): return .view(node.json)
    case .list(let items):
      let trees = items.compactMap { $0.isNull ? nil : tree($0) }
      return trees.isEmpty ? nil : .array(trees)
    case .tuple(let tuple):
      guard case .model(let model)? = tuple.type else { return nil }
      return instance(tuple, of: model.name)
    case .null, .ratio, .interval, .valueSet, .codeSystem, .uncertain: return nil
    }
  }

  private static func coding(_ code: Code) -> JSONTree {
    var object = JSONObject()
    if let system = code.system { object["system"] = .string(system) }
    if let version = code.version { object["version"] = .string(version) }
    object["code"] = .string(code.code)
    if let display = code.display { object["display"] = .string(display) }
    return .object(object)
  }

  private static func instance(_ tuple: CQLTuple, of name: String) -> JSONTree? {
    let type = FHIRTypes.shared.type(named: name)
    // A primitive's class, or a code's class such as RequestPriority, which R4's table of types does not name.
    if type == nil || type?.primitive != nil, let value = tuple["value"] {
      return tree(value)
    }
    var object = JSONObject()
    if FHIRTypes.shared.resource(named: name) != nil { object["resourceType"] = .string(name) }
    for (element, value) in tuple.elements where !value.isNull {
      guard let written = tree(value) else { continue }
      object[jsonName(of: element, in: type, holding: value)] = written
    }
    return object.isEmpty ? nil : .object(object)
  }

  /// The member's name: that of the element, with the type where the element is a choice (`occurrencePeriod`).
  private static func jsonName(of element: String, in type: FHIRType?, holding value: CQLValue) -> String {
    guard type?.element(named: element)?.isChoice == true, case .tuple(let tuple) = value,
      case .model(let model)? = tuple.type
    else { return element }
    let expanded = element + model.name.prefix(1).uppercased() + model.name.dropFirst()
    return type?.property(named: expanded) == nil ? element : expanded
  }
}
