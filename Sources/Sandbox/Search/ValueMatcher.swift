import ClinicalTypes
import FHIR
import FHIRPath
import JSON

/// Whether the elements of a resource match one parameter of a search (FHIR R4, "Search", 3.1.1.4).
struct ValueMatcher {
  private let test: (FHIRPathValue) -> Bool
  private let missing: Bool?
  private let isNegated: Bool

  init(_ criterion: SearchPlan.Criterion) throws(SearchFailure) {
    isNegated = criterion.modifier == "not"
    guard criterion.modifier != "missing" else {
      guard let text = criterion.values.first?.text, criterion.values.count == 1, text == "true" || text == "false"
      else {
        throw SearchFailure(parameter: criterion.parameter.code, message: "The modifier :missing takes true or false.")
      }
      missing = text == "true"
      test = { _ in true }
      return
    }
    missing = nil
    let parameter = criterion.parameter
    var tests: [(FHIRPathValue) -> Bool] = []
    for value in criterion.values {
      switch parameter.kind {
      case .token: tests.append(Self.token(value))
      case .reference: tests.append(Self.reference(value, type: criterion.modifier))
      case .string: tests.append(Self.string(value, modifier: criterion.modifier))
      case .uri: tests.append { $0.node?.value?.string == value.text }
      case .date: tests.append(try Self.date(value, of: parameter.code))
      case .quantity, .number: tests.append(try Self.quantity(value, of: parameter.code))
      case .special: throw SearchFailure(parameter: parameter.code, message: "The parameter is not supported here.")
      }
    }
    test = { [tests] value in tests.contains { $0(value) } }
  }

  func matches(_ values: [FHIRPathValue]) -> Bool {
    if let missing { return values.isEmpty == missing }
    return values.contains(where: test) != isNegated
  }

  /// `code`, `system|code`, `|code` (no system) or `system|` (any code), against every shape that holds codes.
  private static func token(_ value: SearchValue) -> (FHIRPathValue) -> Bool {
    let wanted = value.token
    func matches(system: String?, code: String?) -> Bool {
      if !wanted.code.isEmpty, wanted.code != code { return false }
      guard let system = system ?? "" as String?, let wantedSystem = wanted.system else { return true }
      return wantedSystem == system
    }
    return { element in
      guard let node = element.node?.value else { return false }
      if node.isObject {
        if let codings = node["coding"], codings.isArray {
          return codings.elements.contains { matches(system: $0["system"].string, code: $0["code"].string) }
        }
        return matches(system: node["system"].string, code: node["code"].string ?? node["value"].string)
      }
      // A `code` element's system is implied by its binding: any system that is asked for is taken to be that one.
      let text = node.string ?? node.bool.map { $0 ? "true" : "false" }
      return text == wanted.code && wanted.system != ""
    }
  }

  /// `id`, `Type/id` or an absolute URL of this server.
  private static func reference(_ value: SearchValue, type: String?) -> (FHIRPathValue) -> Bool {
    let text = value.text
    let parts = text.split(separator: "/")
    return { element in
      guard let node = element.node?.value else { return false }
      if let canonical = node.string { return canonical == text }
      guard let reference = Reference(node), let id = reference.id else { return false }
      if let type, reference.type != type { return false }
      return parts.count < 2
        ? id == text : reference.type == String(parts[parts.count - 2]) && id == String(parts[parts.count - 1])
    }
  }

  private static func string(_ value: SearchValue, modifier: String?) -> (FHIRPathValue) -> Bool {
    func folded(_ text: String) -> String { modifier == "exact" ? text : text.lowercased() }
    let wanted = folded(value.text)
    return { element in
      guard let node = element.node?.value else { return false }
      let texts =
        node.isObject ? node.members.flatMap { $0.value.isArray ? Array($0.value.elements) : [$0.value] } : [node]
      return texts.compactMap(\.string).map(folded).contains { text in
        switch modifier {
        case "exact": text == wanted
        case "contains": text.contains(wanted)
        default: text.hasPrefix(wanted)
        }
      }
    }
  }

  private static func date(_ value: SearchValue, of parameter: String) throws(SearchFailure) -> (FHIRPathValue) -> Bool
  {
    let (prefix, text) = SearchPrefix.split(value.text)
    guard let wanted = TimeRange(text) else {
      throw SearchFailure(parameter: parameter, message: "A value is not a date, or has an unknown prefix.")
    }
    return { element in
      guard let found = TimeRange(element) else { return false }
      return switch prefix {
      case .equal: found.start >= wanted.start && found.end <= wanted.end
      case .notEqual: !(found.start >= wanted.start && found.end <= wanted.end)
      case .greater: found.end > wanted.end
      case .less: found.start < wanted.start
      case .atLeast: found.end > wanted.start
      case .atMost: found.start < wanted.end
      case .startsAfter: found.start >= wanted.end
      case .endsBefore: found.end <= wanted.start
      case .approximately: found.start < wanted.end && found.end > wanted.start
      }
    }
  }

  /// `[prefix]number`, `[prefix]number|system|code` or `[prefix]number||unit`.
  private static func quantity(_ value: SearchValue, of parameter: String) throws(SearchFailure) -> (FHIRPathValue) ->
    Bool
  {
    let parts = value.text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    let (prefix, text) = SearchPrefix.split(parts[0])
    guard let wanted = ExactDecimal(text), parts.count == 1 || parts.count == 3 else {
      throw SearchFailure(parameter: parameter, message: "A value is not a number with an optional unit.")
    }
    return { element in
      let node = element.node?.value
      guard let number = node?.numberText ?? node?["value"].numberText, let found = ExactDecimal(number) else {
        return false
      }
      if parts.count == 3, let node {
        let code = node["code"].string ?? node["unit"].string
        guard parts[2].isEmpty || parts[2] == code || parts[2] == node["unit"].string,
          parts[1].isEmpty || parts[1] == node["system"].string
        else { return false }
      }
      return switch prefix {
      case .greater, .startsAfter: found > wanted
      case .less, .endsBefore: found < wanted
      case .atLeast: found >= wanted
      case .atMost: found <= wanted
      case .notEqual: found.rescaled(wanted) != wanted
      case .equal, .approximately: found.rescaled(wanted) == wanted
      }
    }
  }
}

extension ExactDecimal {
  /// The number at another's precision, since `100` in a search stands for 99.5 to 100.5.
  fileprivate func rescaled(_ other: ExactDecimal) -> ExactDecimal { rounded(to: Int(other.scale)) }
}
