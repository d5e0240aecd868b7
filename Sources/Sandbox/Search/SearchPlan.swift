import FHIR

/// A search with every parameter looked up: what selects, what shapes, and what was not understood.
struct SearchPlan {
  /// One parameter that resources must match.
  struct Criterion {
    let parameter: SearchParameter
    let modifier: String?
    let values: [SearchValue]
  }

  let type: String
  private(set) var ids: Set<String>?
  private(set) var criteria: [Criterion] = []
  private(set) var controls = SearchControls()
  /// What was understood, in order: the `self` link.
  private(set) var applied: [SearchQuery.Parameter] = []
  /// Names of parameters that this server does not know, or does not support.
  private(set) var ignored: [String] = []

  /// - Throws: ``SearchFailure`` for what must not be ignored: modifiers and values that are not understood.
  init(_ query: SearchQuery, defaultCount: Int = SearchControls.defaultCount) throws(SearchFailure) {
    controls.count = defaultCount
    type = query.type
    guard let type = FHIRTypes.shared.resource(named: query.type) else {
      throw SearchFailure(parameter: "", message: "There is no resource type of this name.")
    }
    for parameter in query.parameters {
      if try control(parameter, on: type) {
        applied.append(parameter)
      } else if let found = FHIRTypes.shared.searchParameter(parameter.name, on: type), found.kind != .special {
        guard Self.supports(parameter.modifier, of: found) else {
          throw SearchFailure(parameter: parameter.name, message: "The modifier is not supported here.")
        }
        criteria.append(Criterion(parameter: found, modifier: parameter.modifier, values: parameter.values))
        applied.append(parameter)
      } else {
        ignored.append(parameter.name)
      }
    }
  }

  /// The id of the one patient that the search is for, when it says so.
  var patientID: String? {
    for criterion in criteria where criterion.parameter.code == "patient" || criterion.parameter.code == "subject" {
      guard criterion.modifier == nil || criterion.modifier == "Patient", criterion.values.count == 1 else { continue }
      let text = criterion.values[0].text
      guard let slash = text.lastIndex(of: "/") else { return text }
      if text[..<slash].hasSuffix("Patient") { return String(text[text.index(after: slash)...]) }
    }
    return nil
  }

  /// The codes that the search asks for, when each has its system and the type's `code` is what the store's index holds.
  var codes: [(system: String, code: String)]? {
    guard ["Observation", "Condition", "Procedure", "ServiceRequest", "DiagnosticReport"].contains(type),
      let criterion = criteria.first(where: { $0.parameter.code == "code" && $0.modifier == nil })
    else { return nil }
    var codes: [(system: String, code: String)] = []
    for value in criterion.values {
      guard let system = value.token.system, !system.isEmpty, !value.token.code.isEmpty else { return nil }
      codes.append((system, value.token.code))
    }
    return codes
  }

  /// The criteria, those last that have to resolve references and that an index has narrowed already.
  var criteriaByCost: [Criterion] {
    criteria.filter { $0.parameter.kind != .reference } + criteria.filter { $0.parameter.kind == .reference }
  }

  /// Takes a parameter that is no search parameter of the type; false when it is none of these.
  private mutating func control(_ parameter: SearchQuery.Parameter, on type: FHIRType) throws(SearchFailure) -> Bool {
    let text = parameter.values.first?.text ?? ""
    switch parameter.name {
    case "_id":
      guard parameter.modifier == nil else { throw SearchFailure(parameter: "_id", message: "It takes no modifier.") }
      let found = Set(parameter.values.map(\.text))
      ids = ids.map { $0.intersection(found) } ?? found
    case "_count":
      guard let count = Int(text), count >= 0 else {
        throw SearchFailure(parameter: "_count", message: "It is not a whole number.")
      }
      controls.countOnly = controls.countOnly || count == 0
      controls.count = min(max(count, 1), SearchControls.maximumCount)
    case "_offset":
      guard let offset = Int(text), offset >= 0 else {
        throw SearchFailure(parameter: "_offset", message: "It is not a whole number.")
      }
      controls.offset = offset
    case "_summary":
      guard text == "count" || text == "false" else { return false }
      controls.countOnly = controls.countOnly || text == "count"
    case "_total": break
    case "_format": return text.contains("json")
    case "_sort":
      for value in parameter.values {
        let name = value.text
        let isDescending = name.hasPrefix("-")
        guard let key = FHIRTypes.shared.searchParameter(isDescending ? String(name.dropFirst()) : name, on: type)
        else {
          throw SearchFailure(parameter: "_sort", message: "It names no search parameter of the type.")
        }
        controls.sort.append(.init(parameter: key, isDescending: isDescending))
      }
    case "_include", "_revinclude":
      for value in parameter.values {
        guard let inclusion = inclusion(value.text, isReverse: parameter.name == "_revinclude") else { return false }
        controls.inclusions.append(inclusion)
      }
    default: return false
    }
    return true
  }

  private func inclusion(_ text: String, isReverse: Bool) -> SearchControls.Inclusion? {
    let parts = text.split(separator: ":").map(String.init)
    guard parts.count == 2 || parts.count == 3, let source = FHIRTypes.shared.resource(named: parts[0]),
      let parameter = FHIRTypes.shared.searchParameter(parts[1], on: source), parameter.kind == .reference
    else { return nil }
    return .init(
      source: parts[0], parameter: parameter, target: parts.count == 3 ? parts[2] : nil, isReverse: isReverse)
  }

  private static func supports(_ modifier: String?, of parameter: SearchParameter) -> Bool {
    switch (modifier, parameter.kind) {
    case (nil, _), ("missing", _): true
    case ("not", .token), ("exact", .string), ("contains", .string): true
    case (let type?, .reference): FHIRTypes.shared.resource(named: type) != nil
    default: false
    }
  }
}
