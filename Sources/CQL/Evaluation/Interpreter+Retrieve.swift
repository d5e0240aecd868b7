import ClinicalTypes
import FHIR
import JSON

/// Retrieves: what the data has of a class, with certain codes, in a certain time.
extension Evaluation {
  func retrieve(_ retrieve: CQLRetrieve) throws(CQLError) -> CQLValue {
    guard case .model(let model) = retrieve.dataType else {
      throw CQLError(.type, "\(retrieve.dataType) is no class that can be retrieved")
    }
    guard let type = FHIRTypes.shared.type(named: TypeTest.tableName(model.name)) else {
      throw CQLError(.unsupported, "The class \(model.name) of the model \(model.namespace) is not known here")
    }
    var request = RetrieveRequest(type: type, templateID: retrieve.templateID)
    request.isUnfiltered = currentContext == "Unfiltered" || currentContext == "Population"
    if let codes = retrieve.codes {
      request.codePath = retrieve.codeProperty
      guard let filter = try codeFilter(value(of: codes)) else { return .list([]) }
      request.codes = filter
    }
    if let range = retrieve.dateRange {
      let value = try value(of: range)
      request.datePath = retrieve.dateProperty ?? retrieve.dateLowProperty
      guard let interval = try dateInterval(value) else { return .list([]) }
      request.dateRange = interval
      request.intervals = intervals
    }
    if let ids = retrieve.ids {
      let value = try value(of: ids)
      request.ids = (value.items ?? [value]).compactMap(\.text)
    }
    let nodes = try context.data.retrieve(request)
    return try admit(nodes.map(CQLValue.node))
  }

  private var currentContext: String? {
    guard let define, let index = library.expressions[define] else { return nil }
    return library.tree.expressions[index].context
  }

  private func dateInterval(_ value: CQLValue) throws(CQLError) -> CQLInterval? {
    switch value {
    case .null: return nil
    case .interval(let interval): return interval
    case .date, .dateTime: return CQLInterval(value, value)
    default: throw CQLError(.type, "A retrieve's date range must be an interval, not a \(value.typeName)")
    }
  }

  private func codeFilter(_ value: CQLValue) throws(CQLError) -> RetrieveRequest.Codes? {
    switch value {
    case .null: return nil
    case .valueSet(let reference): return .set(try codeSet(reference))
    case .code(let code): return .codes([code])
    case .concept(let concept): return .codes(concept.codes)
    case .codeSystem(let reference): return .system(reference.id)
    case .string(let text): return .codes([Code(system: nil, code: text)])
    case .list(let items):
      var codes: [Code] = []
      for item in items {
        switch item {
        case .code(let code): codes.append(code)
        case .concept(let concept): codes += concept.codes
        case .string(let text): codes.append(Code(system: nil, code: text))
        case .null: break
        default: throw CQLError(.type, "A retrieve's codes must be codes, not \(item.typeName)s")
        }
      }
      return .codes(codes)
    default: throw CQLError(.type, "A retrieve's codes must be codes, not a \(value.typeName)")
    }
  }
}
