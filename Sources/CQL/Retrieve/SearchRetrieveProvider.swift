import ClinicalTypes
public import FHIR

/// Retrieves from a FHIR server: each retrieve becomes a search, and what the search brings is filtered once more, since a
/// server may ignore a parameter and a search says less than a retrieve.
///
/// Evaluation is synchronous; `search` is what the caller has: a batch fetched before, a cache, or a connection of the
/// evaluating thread's own. What it cannot answer it must throw, never leave out.
public struct SearchRetrieveProvider: RetrieveProvider {
  private let patientID: String
  private let search: @Sendable (SearchQuery) throws(CQLError) -> [Resource]

  /// A provider.
  /// - Parameters:
  ///   - patientID: The patient at hand.
  ///   - search: All resources that a search finds, all pages of them, and those that it includes.
  public init(patientID: String, search: @escaping @Sendable (SearchQuery) throws(CQLError) -> [Resource]) {
    self.patientID = patientID
    self.search = search
  }

  /// The resources that meet all conditions.
  public func retrieve(_ request: RetrieveRequest) throws(CQLError) -> [FHIRNode] {
    let found = try search(request.search(patientID: patientID))
    return try StoreRetrieveProvider(ResourceStore(found.map(\.value)), patientID: patientID).retrieve(request)
  }
}

extension RetrieveRequest {
  /// The longest list of codes that goes into a search; beyond it the search is for all codes.
  static let maximumCodes = 100

  /// The search that finds at least what the request asks for.
  /// - Parameter patientID: The patient at hand; not looked at by requests for all patients.
  /// - Returns: The search, relative to the server's base.
  public func search(patientID: String) -> SearchQuery {
    var query = SearchQuery(type: type.name)
    if !isUnfiltered { Self.add(patientID, of: type, to: &query) }
    if let ids, !ids.isEmpty, ids.count <= Self.maximumCodes {
      query.parameters.append(.init("_id", values: ids.map { SearchValue(literal: $0) }))
    }
    if let codes, let parameter = Self.parameter(of: type, over: codePath ?? "code", kind: .token),
      let values = Self.values(codes)
    {
      query.parameters.append(.init(parameter.code, values: values))
      // A medication that is a reference has its code elsewhere: the search by code alone would not find it.
      if parameter.expression.contains("CodeableConcept"), Self.mayBeReference(codePath, of: type) {
        query.parameters.removeLast()
        query.append("_include", SearchValue(literal: "\(type.name):medication"))
      }
    }
    if let dateRange, let parameter = Self.parameter(of: type, over: datePath ?? "", kind: .date) {
      for (end, prefix) in [(dateRange.low, "ge"), (dateRange.high, "le")] {
        guard let day = Self.day(end, movedBy: prefix == "ge" ? -1 : 1) else { continue }
        query.parameters.append(.init(parameter.code, values: [SearchValue(raw: prefix + day)]))
      }
    }
    return query
  }

  private static func add(_ patientID: String, of type: FHIRType, to query: inout SearchQuery) {
    if type.name == "Patient" { return query.append("_id", SearchValue(literal: patientID)) }
    guard PatientCompartment.covers(type) else { return }
    for name in ["patient", "subject", "beneficiary"] {
      guard FHIRTypes.shared.searchParameter(name, on: type) != nil else { continue }
      return query.append(name, SearchValue(literal: "Patient/\(patientID)"))
    }
  }

  /// The search parameter that compares an element.
  private static func parameter(of type: FHIRType, over path: String, kind: SearchParameter.Kind) -> SearchParameter? {
    FHIRTypes.shared.searchParameters(of: type).first { parameter in
      guard parameter.kind == kind else { return false }
      return parameter.expression.split(separator: "|").contains { part in
        let words = part.split { !$0.isLetter && !$0.isNumber && $0 != "." }
        return words.first.map { $0 == "\(type.name).\(path)" } ?? false
      }
    }
  }

  private static func mayBeReference(_ path: String?, of type: FHIRType) -> Bool {
    path.flatMap { type.element(named: $0) }?.types.contains { $0.type.name == "Reference" } ?? false
  }

  private static func values(_ codes: Codes) -> [SearchValue]? {
    let list: [Code]
    switch codes {
    case .codes(let codes): list = codes
    case .set(let set):
      guard set.openSystems.isEmpty, set.doubtfulSystems.isEmpty else { return nil }
      list = set.codes
    case .system(let system): return [SearchValue(raw: SearchValue(literal: system).raw + "|")]
    }
    guard !list.isEmpty, list.count <= maximumCodes else { return nil }
    return list.map { SearchValue(system: $0.system, code: $0.code) }
  }

  /// The day of an end of the range, a day further out: zones and periods of the server's resources may differ by that.
  private static func day(_ end: CQLValue, movedBy days: Int) -> String? {
    let date: PartialDate
    switch end {
    case .date(let value): date = value
    case .dateTime(let value): date = value.date
    default: return nil
    }
    guard date.day != nil else { return date.description }
    return date.adding(days, .day)?.description
  }
}
