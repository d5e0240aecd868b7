import FHIR
import JSON

/// What FHIR adds to the language (FHIR R4, "FHIRPath", section 2.1.9.1.5).
enum FHIRFunctions {
  static let table: [FunctionDefinition] = [
    .init("resolve", 0...0, Signature(result: .reference), resolve),
    .init("extension", 1...1, Signature(parameters: [.string], result: .extensions), `extension`),
    .init("hasValue", 0...0, Signature(result: .boolean), hasValue),
    .init("getValue", 0...0, Signature(result: .unknown), getValue),
    .init("conformsTo", 1...1, Signature(parameters: [.string], result: .boolean, isSingular: true), conformsTo),
    .init("htmlChecks", 0...0, Signature(result: .boolean), htmlChecks),
    .init("checkModifiers", 0...Int.max, Signature(parameters: [.string], result: .input), checkModifiers),
  ]

  /// References that cannot be resolved are left out.
  static func resolve(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    var result: [FHIRPathValue] = []
    for item in call.input {
      try call.state.spend(8)
      let node = item.node
      let reference: Reference?
      if let node, node.type == TypeModel.shared.reference || node.type == .untyped, node.json.isObject {
        reference = Reference(node.json)
      } else if case .string(let text) = item.system {
        reference = Reference(parsing: text)
      } else {
        reference = nil
      }
      guard let reference, let found = find(reference, from: node, call.state) else { continue }
      result.append(FHIRPathValue(found))
    }
    return result
  }

  private static func find(_ reference: Reference, from node: FHIRPathNode?, _ state: EvaluationState) -> JSONValue? {
    let resolver = state.context.resolver
    if let node {
      if case .contained(let id) = reference.target {
        guard let container = DocumentIndex.container(of: Int(node.index), in: node.document) else { return nil }
        return id.isEmpty ? container : Resource(container)?.contained(id)?.value
      }
      if resolver?.holds(node.document) != true,
        let index = state.documentIndex(node.document).find(reference, from: Int(node.index))
      {
        return JSONValue(document: node.document, index: index)
      }
    }
    return resolver?.resolve(reference, from: node?.json)?.value
  }

  static func `extension`(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let url = try call.string(0) else { return [] }
    var result: [FHIRPathValue] = []
    for case .node(let node) in call.input {
      Navigation.forEachChild(of: node, named: extensionName) { child in
        if child.json[.url]?.stringEquals(url) ?? false { result.append(.node(child)) }
      }
    }
    return result
  }

  private static let extensionName = ElementName("extension")

  /// True for a single primitive that has a value and not only extensions.
  static func hasValue(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard call.input.count == 1 else { return [.boolean(false)] }
    return [.boolean(primitive(call.input[0]) != nil)]
  }

  static func getValue(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard call.input.count == 1, let value = primitive(call.input[0]) else { return [] }
    return [value]
  }

  private static func primitive(_ item: FHIRPathValue) -> FHIRPathValue? {
    switch item {
    case .node(let node): node.scalar
    case .type, .quantity: nil
    default: item
    }
  }

  /// A base type's own canonical asks for the type; any other profile is asked of the context.
  static func conformsTo(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let item = try call.item(), let profile = try call.string(0) else { return [] }
    let base = "http://hl7.org/fhir/StructureDefinition/"
    if profile.hasPrefix(base), let type = TypeModel.shared.id(named: String(profile.dropFirst(base.count))) {
      return [.boolean(item.typeID.isSubtype(of: type))]
    }
    guard let value = item.node?.value, let answer = call.state.context.conformance?.conforms(value, to: profile) else {
      throw .execution("conformsTo() knows no such profile", expected: "a base type or a profile that is loaded")
    }
    return [.boolean(answer)]
  }

  static func htmlChecks(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    // Undefined for anything but one piece of XHTML; a string may hold a part of one, which needs no <div>.
    guard call.input.count == 1, case .string(let text) = call.input[0].system else { return [] }
    try call.state.spend(text.utf8.count >> 3)
    let isPart = call.input[0].node.map { $0.typeName != "xhtml" } ?? false
    return [.boolean(NarrativeRules.allow(text, isPart: isPart))]
  }

  /// The input, if it has no modifier extension other than the ones named.
  static func checkModifiers(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    var known: Set<String> = []
    for index in call.arguments.indices { if let url = try call.string(index) { known.insert(url) } }
    for case .node(let node) in call.input {
      for modifier in node.json["modifierExtension"].elements {
        guard let url = modifier[.url].string, known.contains(url) else {
          throw .execution("An element has a modifier extension that the expression does not know")
        }
      }
    }
    return call.input
  }
}
