import CDSHooks
import CQL
import FHIR
import JSON
import Reasoning

/// The parameters of a plan's CQL that a hook call fills, by the names that published libraries give them.
///
/// A list of resources called `draftOrders` is the hook's drafts; `selections`, or a name that begins with `Context` as in
/// `ContextPrescriptions`, those that the user has just chosen (all, where the hook knows no selections). Each list holds
/// the drafts of the type that the library declares; a Bundle of that name holds them all. Strings called `userId`, `patientId`, `encounterId` and `hook` are
/// what they say; a list of strings called `gaps` has the types of resources whose answer is missing, refused, in error or
/// cut short, and the keys of the requirements. Other parameters keep their defaults.
struct HookParameters {
  static let gaps = "gaps"

  let chart: Chart

  /// Whether a hook call gives this parameter its value.
  static func fills(_ parameter: ParameterDefinition) -> Bool {
    let name = parameter.name.lowercased()
    switch parameter.type {
    case .list(.system(.string)): return parameter.name == gaps
    case .list(.model(let model)), .model(let model):
      // What is no resource, such as a Coding, is none of the drafts.
      return isDraftName(name) && FHIRTypes.shared.type(named: model.name)?.kind == .resource
    case .list(.choice): return isDraftName(name)
    case .system(.string): return ["userid", "patientid", "encounterid", "hook"].contains(name)
    default: return false
    }
  }

  private static func isDraftName(_ name: String) -> Bool {
    ["draft", "context", "select"].contains { name.hasPrefix($0) }
  }

  /// The values by `Library.Name`, for the libraries given.
  func values(for libraries: [CQLLibrary]) -> [String: CQLValue] {
    var values: [String: CQLValue] = [:]
    for library in libraries {
      for parameter in library.parameters {
        if let value = value(of: parameter) { values["\(library.identifier.name).\(parameter.name)"] = value }
      }
    }
    return values
  }

  private func value(of parameter: ParameterDefinition) -> CQLValue? {
    let name = parameter.name.lowercased()
    switch parameter.type {
    case .list(.system(.string)) where parameter.name == Self.gaps:
      return .list(gaps.map(CQLValue.string))
    case .model(let model) where model.name == "Bundle": return drafts(name).map(Self.bundle)
    case .list(.model(let model)): return drafts(name).map { .list(nodes($0, of: [model.name])) }
    case .list(.choice(let types)): return drafts(name).map { .list(nodes($0, of: types.compactMap(Self.modelName))) }
    case .model(let model): return drafts(name).map { nodes($0, of: [model.name]).first ?? .null }
    case .system(.string):
      switch name {
      case "userid": return chart.userID.map(CQLValue.string) ?? .null
      case "patientid": return .string(chart.patientID)
      case "encounterid": return chart.context.encounterID.map(CQLValue.string) ?? .null
      case "hook": return .string(chart.hook)
      default: return nil
      }
    default: return nil
    }
  }

  /// The types of the gaps, then the keys; a type of which several parts are asked for has one key.
  private var gaps: [String] {
    var names: [String] = []
    for gap in chart.gaps where !names.contains(gap.type) {
      // What one requirement leaves out by date is there for retrieves, which ask on their own.
      if case .undated = gap.reason { continue }
      names.append(gap.type)
    }
    for gap in chart.gaps {
      let isDerived = chart[gap.key]?.requirement.acceptsOtherKeys == true
      let key = isDerived ? gap.type.prefix(1).lowercased() + gap.type.dropFirst() : gap.key
      if !names.contains(key) { names.append(key) }
    }
    return names
  }

  private func drafts(_ name: String) -> [ContextResource]? {
    if name.hasPrefix("draft") { return chart.draftOrders }
    if name.hasPrefix("context") || name.hasPrefix("select") { return chart.selected }
    return nil
  }

  /// Drafts as `context.draftOrders` has them.
  private static func bundle(_ drafts: [ContextResource]) -> CQLValue {
    let entries = drafts.map { draft -> JSONTree in ["resource": .view(draft.value)] }
    let bundle: JSONTree = ["resourceType": "Bundle", "type": "collection", "entry": .array(entries)]
    // What was read can be read again.
    guard let document = try? JSONDocument(fhir: bundle.serialized()), let resource = Resource(document.root) else {
      return .null
    }
    return .node(FHIRNode(resource))
  }

  private static func modelName(_ type: CQLType) -> String? {
    if case .model(let model) = type { model.name } else { nil }
  }

  private func nodes(_ drafts: [ContextResource], of types: [String]) -> [CQLValue] {
    let takesAll = types.contains("Resource") || types.contains("DomainResource")
    return drafts.filter { takesAll || types.contains($0.type) }
      .compactMap { Resource($0.value).map { CQLValue.node(FHIRNode($0)) } }
  }
}
