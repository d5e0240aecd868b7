import ClinicalTypes
import FHIR
import FHIRPath
import JSON

/// Puts the values of `dynamicValue`s into a resource: as JSON, in a list where R4 has one, a resource as a reference, an
/// element of several types under the name that tells its value's.
struct ElementValue {
  /// Sets `element` (see ``ElementPath``) of `resource` to `values`; no values leave it. `type` is what `resource` is, where
  /// it does not say so itself.
  /// - Throws: ``ElementFit/Misfit`` for a value that R4 does not know there: a request is sound, or is not made.
  static func set(
    _ element: String, of resource: inout JSONTree, to values: [FHIRPathValue], type: FHIRType? = nil
  ) throws(ElementFit.Misfit) {
    guard !values.isEmpty else { return }
    let kind = resource["resourceType"]?.string
    let type = type ?? kind.flatMap { FHIRTypes.shared.resource(named: $0) }
    try set(ElementPath(element, of: kind).steps[...], of: &resource, type: type, to: values)
  }

  private static func set(
    _ steps: ArraySlice<ElementPath.Step>, of tree: inout JSONTree, type: FHIRType?, to values: [FHIRPathValue]
  ) throws(ElementFit.Misfit) {
    guard let step = steps.first else { return }
    if steps.count > 1 {
      let property = type?.property(named: step.name)
      guard isList(property, step) else {
        var child = tree[step.name] ?? .object(JSONObject())
        try set(steps.dropFirst(), of: &child, type: property?.type, to: values)
        for other in others(than: step.name, in: type) { tree[other] = nil }
        tree[step.name] = child
        return
      }
      var items = tree[step.name]?.elements ?? []
      // Behind the end is at the end: lists have no holes.
      let place = min(step.index ?? 0, items.count)
      var child = place < items.count ? items[place] : .object(JSONObject())
      try set(steps.dropFirst(), of: &child, type: property?.type, to: values)
      items.replaceSubrange(place..<min(place + 1, items.count), with: [child])
      tree[step.name] = .array(items)
      return
    }
    let name = values.first.map { Self.name(of: step.name, in: type, holding: $0) } ?? step.name
    let property = type?.property(named: name)
    let isReference = property?.type.name == "Reference"
    var written: [JSONTree] = []
    for value in values {
      guard let json = json(value, asReference: isReference) else { continue }
      written.append(try ElementFit.fitted(json, to: name, of: type))
    }
    guard let first = written.first else { return }
    for other in others(than: name, in: type) { tree[other] = nil }
    guard isList(property, step) else {
      tree[name] = first
      return
    }
    guard let index = step.index else {
      tree[name] = .array(written)
      return
    }
    var items = tree[name]?.elements ?? []
    let place = min(index, items.count)
    items.replaceSubrange(place..<min(place + 1, items.count), with: [first])
    tree[name] = .array(items)
  }

  /// Whether the step writes into a list: the type says so; without a known type an index does.
  private static func isList(_ property: FHIRProperty?, _ step: ElementPath.Step) -> Bool {
    property?.element.isCollection ?? (step.index != nil)
  }

  // MARK: Elements of several types

  /// The member's name: the element's, with the value's type where the element has several (`occurrencePeriod`).
  private static func name(of element: String, in type: FHIRType?, holding value: FHIRPathValue) -> String {
    guard let type, type.property(named: element) == nil, let choice = type.element(named: element), choice.isChoice
    else { return element }
    let names = typeNames(of: value)
    var fitting = choice.types.first { names.contains($0.type.name) }
    if fitting == nil, case .string(let text) = value.system, PartialDateTime(fhirDateTime: text) != nil {
      fitting = choice.types.first { $0.type.primitive == .dateTime }
    }
    guard let found = fitting?.type.name ?? names.first else { return element }
    return element + found.prefix(1).uppercased() + found.dropFirst()
  }

  private static func typeNames(of value: FHIRPathValue) -> [String] {
    switch value {
    case .boolean: ["boolean"]
    case .string: ["string", "code", "uri", "markdown"]
    case .integer: ["integer", "positiveInt", "decimal"]
    case .decimal: ["decimal"]
    case .date: ["date", "dateTime"]
    case .dateTime: ["dateTime"]
    case .time: ["time"]
    case .quantity: ["Quantity", "Duration", "Age"]
    case .node(let node): node.typeName.map { FHIRTypes.shared.resource(named: $0) == nil ? [$0] : ["Reference"] } ?? []
    default: []
    }
  }

  /// The members that give way to `name`: an element of several types has one value.
  static func others(than name: String, in type: FHIRType?) -> [String] {
    guard let element = type?.property(named: name)?.element, element.isChoice else { return [] }
    return element.types.map { reference in
      element.name + reference.type.name.prefix(1).uppercased() + reference.type.name.dropFirst()
    }.filter { $0 != name }
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
