import ClinicalTypes
import FHIR
import FHIRPath
import JSON

/// Puts the values of `dynamicValue`s into a resource: as JSON, in a list where R4 has one, a resource as a reference.
struct ElementValue {
  /// Sets `element` (a path of names, as in `dispenseRequest.quantity`) of `resource` to `values`; no values leave it.
  /// A step on the way that is a list in R4 means its first element.
  static func set(_ element: String, of resource: inout JSONTree, to values: [FHIRPathValue]) {
    guard !values.isEmpty else { return }
    let type = resource["resourceType"]?.string.flatMap { FHIRTypes.shared.resource(named: $0) }
    set(Array(element.split(separator: ".").map(String.init)), of: &resource, type: type, to: values)
  }

  private static func set(_ steps: [String], of tree: inout JSONTree, type: FHIRType?, to values: [FHIRPathValue]) {
    guard let step = steps.first else { return }
    let property = type?.property(named: step)
    if steps.count > 1 {
      let isCollection = property?.element.isCollection == true
      var child = (isCollection ? tree[step]?.elements?.first : tree[step]) ?? .object(JSONObject())
      set(Array(steps.dropFirst()), of: &child, type: property?.type, to: values)
      tree[step] = isCollection ? .array([child] + (tree[step]?.elements?.dropFirst() ?? [])) : child
      return
    }
    let isReference = property?.type.name == "Reference"
    let written = values.compactMap { json($0, asReference: isReference) }
    guard let first = written.first else { return }
    tree[step] = property?.element.isCollection == true ? .array(written) : first
  }

  private static func json(_ value: FHIRPathValue, asReference: Bool) -> JSONTree? {
    switch value {
    case .boolean(let bool): return .bool(bool)
    case .string(let string): return asReference ? ["reference": .string(string)] : .string(string)
    case .integer(let integer): return .number(String(integer))
    case .decimal(let decimal): return .number(decimal.description)
    case .date(let date): return .string(date.description)
    case .dateTime(let dateTime): return .string(dateTime.description)
    case .time(let time): return .string(time.description)
    case .quantity(let quantity):
      return [
        "value": .number(quantity.value.description), "unit": .string(quantity.unit),
        "system": "http://unitsofmeasure.org", "code": .string(quantity.unit),
      ]
    case .node(let node):
      guard let json = node.value else { return nil }
      if asReference, let reference = Resource(json)?.reference { return ["reference": .string(reference)] }
      return .view(json)
    default: return nil
    }
  }
}
