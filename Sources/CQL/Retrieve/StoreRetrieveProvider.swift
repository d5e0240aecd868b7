import ClinicalTypes
public import FHIR
import JSON

/// Retrieves from a store of resources, by its indexes where they help.
public struct StoreRetrieveProvider: RetrieveProvider {
  private let store: ResourceStore
  private let compartment: PatientCompartment?
  private let patientID: String?

  /// A provider over a store.
  ///
  /// - Parameters:
  ///   - store: The resources.
  ///   - patientID: The patient at hand; resources that are certainly another's are left out. Nil if all of the store is
  ///     the patient's.
  public init(_ store: ResourceStore, patientID: String? = nil) {
    self.store = store
    self.patientID = patientID
    compartment = patientID.map { PatientCompartment(patientID: $0) }
  }

  /// The resources that meet all conditions, in the store's order.
  public func retrieve(_ request: RetrieveRequest) throws(CQLError) -> [FHIRNode] {
    let type = request.type
    let codes = request.codes.map { CodeMatcher($0, store, membership: request.membership) }
    let codeAccess = try access(type, request.codePath)
    let dateAccess = try access(type, request.datePath)
    var found: [FHIRNode] = []
    var undecided: Resource?
    for resource in candidates(request) {
      if !request.isUnfiltered, let patientID, !belongs(resource, to: patientID) { continue }
      if let ids = request.ids, !ids.contains(where: { resource.value[.id]?.stringEquals($0) == true }) { continue }
      if let codes, let codeAccess {
        switch codes.matches(resource.value, codeAccess) {
        case true?: break
        case false?: continue
        case nil:
          // The others are looked at all the same, so that a terminology that asks a server is asked once for all.
          if undecided == nil { undecided = resource }
          continue
        }
      }
      let node = FHIRNode(resource.value, type: type)
      if let range = request.dateRange, let dateAccess, let intervals = request.intervals {
        guard try DateMatcher.matches(resource.value, dateAccess, range, intervals) else { continue }
      }
      found.append(node)
    }
    if let undecided {
      throw CQLError(
        .terminology, "The value set cannot tell whether a code of \(undecided.reference ?? type.name) is in it")
    }
    return found
  }

  private func access(_ type: FHIRType, _ path: String?) throws(CQLError) -> PropertyAccess? {
    guard let path else { return nil }
    // `period.start` in old ELM: the step before the end says it all.
    let name = path.split(separator: ".").first.map(String.init) ?? path
    guard let access = PropertyAccess(type, name) else {
      throw CQLError(.unresolved, "FHIR.\(type.name) has no element '\(name)' by which to retrieve it")
    }
    return access
  }

  private func candidates(_ request: RetrieveRequest) -> [Resource] {
    let name = request.type.name
    if let id = patientID, name == "Patient", !request.isUnfiltered {
      return store.resource(ofType: name, id: id).map { [$0] } ?? []
    }
    guard request.codePath == nil || Self.isPrimary(request.codePath, of: name) else {
      return store.resources(ofType: name)
    }
    switch request.codes {
    case .codes(let codes) where codes.count == 1 && codes[0].system != nil:
      return store.resources(ofType: name, code: codes[0].code, system: codes[0].system ?? "")
    case .set(let set)
    where set.openSystems.isEmpty && set.doubtfulSystems.isEmpty && set.codes.allSatisfy { $0.system != nil }:
      return store.resources(ofType: name, in: set)
    default: return store.resources(ofType: name)
    }
  }

  /// Whether the store's index by code covers this element.
  private static func isPrimary(_ path: String?, of type: String) -> Bool {
    switch type {
    case "Observation", "Condition", "Procedure", "AllergyIntolerance", "DiagnosticReport", "ServiceRequest":
      path == "code"
    case "Encounter": path == "type"
    case "Immunization": path == "vaccineCode"
    // Medications are often references, which the index does not follow.
    default: false
    }
  }

  private func belongs(_ resource: Resource, to patientID: String) -> Bool {
    if resource.isType("Patient") { return resource.id == patientID }
    guard let type = resource.type, PatientCompartment.covers(type) else { return true }
    return compartment?.contains(resource, in: store) != false
  }
}

/// Compares the codes of an element with those that a retrieve asks for.
struct CodeMatcher {
  private let codes: RetrieveRequest.Codes
  private let store: ResourceStore
  private let membership: (@Sendable (Code) throws(TerminologyError) -> Bool)?

  init(
    _ codes: RetrieveRequest.Codes, _ store: ResourceStore,
    membership: (@Sendable (Code) throws(TerminologyError) -> Bool)? = nil
  ) {
    self.codes = codes
    self.store = store
    self.membership = membership
  }

  /// Whether an element of the resource holds one of the codes; nil if the value set cannot tell.
  func matches(_ resource: JSONValue, _ access: PropertyAccess) -> Bool? {
    var answer: Bool? = false
    for (key, _) in access.members {
      guard let value = resource[key] else { continue }
      let elements = value.isArray ? Array(value.elements) : [value]
      for var element in elements {
        // Where a medication is a reference, its code is the Medication's.
        if element.isObject, element[.reference] != nil {
          guard let reference = Reference(element), let code = store.resolve(reference, from: element)?.value[.code]
          else { continue }
          element = code
        }
        let codings = element[.coding].elements
        if element.isObject, element[.coding] != nil {
          for coding in codings {
            let isMatch = matches(coding: coding)
            if isMatch == true { return true }
            if isMatch == nil { answer = nil }
          }
        } else {
          let isMatch = element.isObject ? matches(coding: element) : matches(code: element)
          if isMatch == true { return true }
          if isMatch == nil { answer = nil }
        }
      }
    }
    return answer
  }

  private func matches(coding: JSONValue) -> Bool? {
    switch codes {
    case .set(let set):
      // A coding without a system is in no value set.
      guard coding[.system] != nil else { return false }
      return set.contains(coding: coding) ?? asked(coding[.code]?.string, coding[.system]?.string)
    case .codes(let codes):
      return codes.contains { code in
        coding[.code]?.stringEquals(code.code) == true
          && (code.system == nil || coding[.system]?.isCodeSystem(code.system ?? "") == true)
      }
    case .system(let system): return coding[.system]?.isCodeSystem(system) == true
    }
  }

  /// What the terminology says of a code that the set leaves open; nil if it cannot tell either.
  private func asked(_ code: String?, _ system: String?) -> Bool? {
    guard let code, let membership else { return nil }
    return try? membership(Code(system: system, code: code))
  }

  /// A plain `code` has no system of its own.
  private func matches(code: JSONValue) -> Bool? {
    switch codes {
    case .set(let set):
      guard let code = code.string else { return false }
      return set.contains(code: code, system: nil) ?? asked(code, nil)
    case .codes(let codes): return codes.contains { code.stringEquals($0.code) }
    case .system: return false
    }
  }
}

/// Compares the date of a resource with the range that a retrieve asks for.
enum DateMatcher {
  static func matches(
    _ resource: JSONValue, _ access: PropertyAccess, _ range: CQLInterval, _ intervals: IntervalAlgebra
  ) throws(CQLError) -> Bool {
    for (key, type) in access.members {
      guard let value = resource[key] else { continue }
      for element in value.isArray ? Array(value.elements) : [value] {
        if type.name == "Period" {
          if try intervals.includes(range, FHIRHelpers.interval(period: element), nil) == true { return true }
        } else if let point = FHIRNode(element, type: type).primitiveValue, !point.isNull {
          if try intervals.contains(range, point, nil) == true { return true }
        }
      }
    }
    return false
  }
}
