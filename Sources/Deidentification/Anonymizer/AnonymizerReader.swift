import ClinicalTypes
import FHIR
import FHIRPath
import JSON

/// Reads and checks the members of an anonymizer configuration.
struct AnonymizerReader {
  let root: JSONValue?
  var prefix = ""

  init(_ root: JSONValue?, prefix: String = "") {
    self.root = root
    self.prefix = prefix
  }

  func checkVersion() throws(AnonymizerConfigurationError) {
    guard let root, root.isObject else { throw AnonymizerConfigurationError("", "a configuration is a JSON object") }
    let version = try string("fhirVersion")
    guard version.isEmpty || version.uppercased() == "R4" else {
      throw AnonymizerConfigurationError("fhirVersion", "only R4 is supported")
    }
  }

  func parameters() throws(AnonymizerConfigurationError) -> AnonymizerReader {
    let value = root["parameters"]
    guard value == nil || value?.isNull == true || value?.isObject == true else {
      throw AnonymizerConfigurationError("parameters", "an object is needed")
    }
    return AnonymizerReader(value, prefix: "parameters.")
  }

  private func member(_ name: String) -> JSONValue? {
    guard let value = root[name], !value.isNull else { return nil }
    return value
  }

  func string(_ name: String) throws(AnonymizerConfigurationError) -> String {
    guard let value = member(name) else { return "" }
    guard let text = value.string else { throw AnonymizerConfigurationError(prefix + name, "a text is needed") }
    return text
  }

  func bool(_ name: String) throws(AnonymizerConfigurationError) -> Bool {
    guard let value = member(name) else { return false }
    guard let bool = value.bool else { throw AnonymizerConfigurationError(prefix + name, "true or false is needed") }
    return bool
  }

  func int(_ name: String) throws(AnonymizerConfigurationError) -> Int? {
    guard let value = member(name) else { return nil }
    guard let int = value.int, -100_000...100_000 ~= int else {
      throw AnonymizerConfigurationError(prefix + name, "a whole number of days is needed")
    }
    return int
  }

  func strings(_ name: String) throws(AnonymizerConfigurationError) -> [String] {
    guard let value = member(name) else { return [] }
    guard value.isArray, value.elements.allSatisfy(\.isString) else {
      throw AnonymizerConfigurationError(prefix + name, "a list of texts is needed")
    }
    return value.elements.compactMap(\.string).filter { !$0.isEmpty }
  }

  func choice<Choice>(
    _ name: String, among make: (String) -> Choice?
  ) throws(AnonymizerConfigurationError) -> Choice? {
    guard let value = member(name) else { return nil }
    guard let choice = value.string.flatMap({ make($0.lowercased()) }) else {
      throw AnonymizerConfigurationError(prefix + name, "there is no such choice")
    }
    return choice
  }

  func rules() throws(AnonymizerConfigurationError) -> [AnonymizerRule] {
    guard let list = member("fhirPathRules"), list.isArray else {
      throw AnonymizerConfigurationError("fhirPathRules", "a list of rules is needed")
    }
    var rules: [AnonymizerRule] = []
    for (index, value) in list.elements.enumerated() {
      rules.append(try Self.rule(value, at: "fhirPathRules[\(index)]"))
    }
    return rules
  }

  private static func rule(_ value: JSONValue, at place: String) throws(AnonymizerConfigurationError) -> AnonymizerRule
  {
    guard let path = value["path"].string, let method = value["method"].string else {
      throw AnonymizerConfigurationError(place, "a rule needs a path and a method")
    }
    let parsed = try AnonymizerPath(path, at: place + ".path")
    return AnonymizerRule(path: parsed, method: try self.method(method, value, at: place), place: place)
  }

  private static func method(
    _ name: String, _ rule: JSONValue, at place: String
  ) throws(AnonymizerConfigurationError) -> AnonymizerMethod {
    switch name.lowercased() {
    case "keep": return .keep
    case "redact": return .redact
    case "dateshift": return .dateShift
    case "cryptohash": return .cryptoHash
    case "encrypt": return .encrypt
    case "substitute":
      guard let replacement = rule["replaceWith"] else {
        throw AnonymizerConfigurationError(place + ".replaceWith", "substitute needs a value to put in the place")
      }
      return .substitute(replacement)
    case "perturb": return .perturb(try perturbation(rule, at: place))
    case "generalize": return .generalize(try generalization(rule, at: place))
    default:
      throw AnonymizerConfigurationError(
        place + ".method",
        "there is no such method; known are keep, redact, dateShift, cryptoHash, encrypt, substitute, perturb, generalize"
      )
    }
  }

  /// A number, or a text that is one: the original reads both.
  private static func number(_ value: JSONValue?) -> ExactDecimal? {
    (value?.numberText ?? value.string).flatMap { ExactDecimal($0) }
  }

  private static func perturbation(
    _ rule: JSONValue, at place: String
  ) throws(AnonymizerConfigurationError) -> Perturbation {
    var perturbation = Perturbation()
    if let roundTo = rule["roundTo"] {
      guard let places = number(roundTo)?.int, 0...28 ~= places else {
        throw AnonymizerConfigurationError(place + ".roundTo", "a whole number of places from 0 to 28 is needed")
      }
      perturbation.places = places
    }
    guard let span = number(rule["span"]), !span.isNegative else {
      throw AnonymizerConfigurationError(place + ".span", "perturb needs a span that is not negative")
    }
    perturbation.span = span
    if let type = rule["rangeType"] {
      switch type.string?.lowercased() {
      case "fixed": perturbation.isProportional = false
      case "proportional": perturbation.isProportional = true
      default: throw AnonymizerConfigurationError(place + ".rangeType", "fixed or proportional is needed")
      }
    }
    return perturbation
  }

  private static func generalization(
    _ rule: JSONValue, at place: String
  ) throws(AnonymizerConfigurationError) -> Generalization {
    var cases = rule["cases"]
    // The original takes the cases as a text that holds JSON, too.
    if let text = cases.string { cases = (try? JSONDocument(parsing: text))?.root }
    guard let cases, cases.isObject else {
      throw AnonymizerConfigurationError(place + ".cases", "generalize needs an object of conditions and values")
    }
    var generalization = Generalization()
    for (index, (condition, value)) in cases.members.enumerated() {
      // A value need not be text: 1 and "1" are the same expression.
      let text = value.string ?? value.numberText ?? value.bool.map(String.init) ?? ""
      do {
        generalization.cases.append((try FHIRPathExpression(parsing: condition), try FHIRPathExpression(parsing: text)))
      } catch {
        throw AnonymizerConfigurationError("\(place).cases[\(index)]", "FHIRPath: \(error.message)")
      }
    }
    if let other = rule["otherValues"] {
      switch other.string?.lowercased() {
      case "redact": generalization.keepsOthers = false
      case "keep": generalization.keepsOthers = true
      default: throw AnonymizerConfigurationError(place + ".otherValues", "redact or keep is needed")
      }
    }
    return generalization
  }
}
