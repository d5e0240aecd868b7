import ClinicalTypes
import FHIR
import JSON

/// Retrieves: what the data has of a class, with certain codes, in a certain time.
extension Evaluation {
  /// The values of the expressions in a retrieve.
  struct RetrieveParts {
    var codes: CQLValue?
    var range: CQLValue?
    var ids: CQLValue?
  }

  func retrieve(_ retrieve: CQLRetrieve) throws(CQLError) -> CQLValue {
    let type = try Self.resourceType(of: retrieve).get()
    var parts = RetrieveParts()
    if let codes = retrieve.codes {
      parts.codes = try value(of: codes)
      if case .null? = parts.codes { return .list([]) }
    }
    if let range = retrieve.dateRange { parts.range = try value(of: range) }
    if let ids = retrieve.ids { parts.ids = try value(of: ids) }
    return try self.retrieve(retrieve, type, parts)
  }

  /// The type of FHIR whose resources a retrieve asks for.
  static func resourceType(of retrieve: CQLRetrieve) -> Result<FHIRType, CQLError> {
    guard case .model(let model) = retrieve.dataType else {
      return .failure(CQLError(.type, "\(retrieve.dataType) is no class that can be retrieved"))
    }
    guard let type = FHIRTypes.shared.type(named: TypeTest.tableName(model.name)) else {
      return .failure(
        CQLError(.unsupported, "The class \(model.name) of the model \(model.namespace) is not known here"))
    }
    return .success(type)
  }

  /// What the data has; looked for once where only type and codes matter.
  func retrieve(
    _ retrieve: CQLRetrieve, _ type: FHIRType, _ parts: RetrieveParts
  ) throws(CQLError) -> CQLValue {
    var request = RetrieveRequest(type: type, templateID: retrieve.templateID)
    request.isUnfiltered = isUnfiltered
    let key = RetrieveKey(retrieve, type, parts, isUnfiltered: isUnfiltered)
    if let key, let known = retrieved[key] { return known }
    if let codes = parts.codes {
      request.codePath = retrieve.codeProperty
      guard let filter = try codeFilter(codes) else { return .list([]) }
      request.codes = filter
      if case .valueSet(let reference) = codes, let terminology = context.terminology {
        request.membership = { code throws(TerminologyError) in try terminology.validate(code, in: reference.canonical)
        }
      }
    }
    if let range = parts.range {
      request.datePath = retrieve.dateProperty ?? retrieve.dateLowProperty
      guard let interval = try dateInterval(range) else { return .list([]) }
      request.dateRange = interval
      request.intervals = intervals
    }
    if let ids = parts.ids { request.ids = (ids.items ?? [ids]).compactMap(\.text) }
    let nodes = try context.data.retrieve(request)
    let value = try admit(nodes.map(CQLValue.node))
    if let key { retrieved[key] = value }
    return value
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
    case .valueSet(let reference): return .set(try codeSet(reference, mayBeOpen: true))
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

/// What a retrieve asks for, where that is a type and codes and no more.
struct RetrieveKey: Hashable {
  private let type: FHIRType
  private let templateID: String?
  private let path: String?
  private let valueSet: VocabularyReference?
  private let codes: [Code]?
  private let isUnfiltered: Bool

  init?(_ retrieve: CQLRetrieve, _ type: FHIRType, _ parts: Evaluation.RetrieveParts, isUnfiltered: Bool) {
    guard parts.range == nil, parts.ids == nil else { return nil }
    self.type = type
    templateID = retrieve.templateID
    path = retrieve.codeProperty
    self.isUnfiltered = isUnfiltered
    switch parts.codes {
    case nil: (valueSet, codes) = (nil, nil)
    case .valueSet(let reference)?: (valueSet, codes) = (reference, nil)
    case .code(let code)?: (valueSet, codes) = (nil, [code])
    case .list(let items)? where items.count <= 16:
      var found: [Code] = []
      for item in items {
        guard case .code(let code) = item else { return nil }
        found.append(code)
      }
      (valueSet, codes) = (nil, found)
    default: return nil
    }
  }
}
