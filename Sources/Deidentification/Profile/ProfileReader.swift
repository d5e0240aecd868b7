import FHIR
import JSON

/// Reads a profile's members and refuses what it does not know, so that a slip of the pen never widens a profile.
struct ProfileReader {
  let root: JSONValue
  private static let members: Set<String> = [
    "name", "version", "title", "description", "safeHarbor", "agreement", "dates", "resources", "datatypes", "elements",
    "codeSystems", "extensions", "maximumDigits",
  ]

  init(_ root: JSONValue) { self.root = root }

  func checkMembers() throws(DeidentificationProfileError) {
    guard root.isObject else { throw .init(path: "", message: "a profile is a JSON object") }
    for (key, _) in root.members where !Self.members.contains(key) {
      throw .init(
        path: key, message: "there is no such member; known are \(Self.members.sorted().joined(separator: ", "))")
    }
  }

  func requiredString(_ name: String) throws(DeidentificationProfileError) -> String {
    guard let text = root[name].string, !text.isEmpty else { throw .init(path: name, message: "a text is needed") }
    return text
  }

  func requiredBool(_ name: String) throws(DeidentificationProfileError) -> Bool {
    guard let bool = root[name].bool else { throw .init(path: name, message: "true or false is needed") }
    return bool
  }

  func dates() throws(DeidentificationProfileError) -> DeidentificationProfile.Dates {
    guard let form = root["dates"]["form"].string.flatMap(DeidentificationProfile.Dates.Form.init) else {
      throw .init(path: "dates.form", message: "one of drop, year, days, calendar is needed")
    }
    guard let oldest = root["dates"]["oldestAge"]?.int, 0...150 ~= oldest else {
      throw .init(path: "dates.oldestAge", message: "a number of years is needed, such as 89")
    }
    return .init(form: form, oldestAge: oldest)
  }

  func resources() throws(DeidentificationProfileError) -> Set<String> {
    guard let list = root["resources"], list.isArray else {
      throw .init(path: "resources", message: "a list of resource types is needed")
    }
    var names: Set<String> = []
    for (index, element) in list.elements.enumerated() {
      guard let name = element.string, FHIRTypes.shared.resource(named: name) != nil else {
        throw .init(path: "resources[\(index)]", message: "there is no such resource type")
      }
      names.insert(name)
    }
    return names
  }

  func datatypes() throws(DeidentificationProfileError) -> [String: ElementRule] {
    var rules: [String: ElementRule] = [:]
    for (name, value) in root["datatypes"]?.members.map({ $0 }) ?? [] {
      let path = "datatypes.\(name)"
      guard let type = FHIRTypes.shared.type(named: name) else {
        throw .init(path: path, message: "there is no such data type")
      }
      rules[name] = try Self.rule(value, for: [type], path)
    }
    return rules
  }

  func elements() throws(DeidentificationProfileError) -> [String: ElementRule] {
    var rules: [String: ElementRule] = [:]
    for (name, value) in root["elements"]?.members.map({ $0 }) ?? [] {
      let path = "elements.\(name)"
      guard let dot = name.lastIndex(of: "."), let type = FHIRTypes.shared.type(named: String(name[..<dot])) else {
        throw .init(path: path, message: "no type has this name; write Type.element, such as Patient.contact.name")
      }
      let member = String(name[name.index(after: dot)...])
      var types: [FHIRType] = []
      if member != "*" {
        types = type.element(named: member)?.types.map(\.type) ?? type.property(named: member).map { [$0.type] } ?? []
        guard !types.isEmpty else { throw .init(path: path, message: "\(type.name) has no such element") }
      }
      let rule = try Self.rule(value, for: types, path)
      guard member != "*" || rule == .drop else {
        throw .init(path: path, message: "for all elements of a type only drop is allowed")
      }
      rules[name] = rule
    }
    return rules
  }

  func codeSystems() throws(DeidentificationProfileError) -> [String: CodeSystemRule] {
    var rules: [String: CodeSystemRule] = [:]
    for (index, element) in root["codeSystems"]?.elements.enumerated().map({ $0 }) ?? [] {
      let path = "codeSystems[\(index)]"
      guard let system = element["system"].string else { throw .init(path: path, message: "a system is needed") }
      if let codes = element["codes"], codes.isArray {
        rules[system] = .codes(Set(codes.elements.compactMap(\.string)))
      } else if let shape = element["shape"].string.flatMap(CodeShape.init) {
        rules[system] = .shape(shape)
      } else {
        throw .init(
          path: path,
          message: "codes (a list) or shape is needed: \(CodeShape.allCases.map(\.rawValue).joined(separator: ", "))")
      }
    }
    return rules
  }

  func extensions() throws(DeidentificationProfileError) -> [String: Set<String>] {
    var rules: [String: Set<String>] = [:]
    for (url, inner) in root["extensions"]?.members.map({ $0 }) ?? [] {
      guard inner.isArray else {
        throw .init(path: "extensions", message: "each URL has a list of the inner URLs that may leave")
      }
      rules[url] = Set(inner.elements.compactMap(\.string))
    }
    return rules
  }

  func maximumDigits() throws(DeidentificationProfileError) -> Int {
    guard let digits = root["maximumDigits"]?.int, 1...18 ~= digits else {
      throw .init(path: "maximumDigits", message: "a number of digits is needed, such as 8")
    }
    return digits
  }

  private static func rule(
    _ value: JSONValue, for types: [FHIRType], _ path: String
  ) throws(DeidentificationProfileError) -> ElementRule {
    var rule: ElementRule?
    if let list = value["oneOf"], list.isArray { rule = .oneOf(Set(list.elements.compactMap(\.string))) }
    if let name = value.string { rule = ElementRule(name: name) }
    guard let rule else {
      throw .init(path: path, message: "a rule is needed: \(ElementRule.names.joined(separator: ", "))")
    }
    for type in types where !fits(rule, type) {
      throw .init(path: path, message: "this rule does not fit the type \(type.name): it would let out unseen text")
    }
    return rule
  }

  /// Whether a rule can judge values of a type. `keep` is for booleans only: everything else is looked at.
  private static func fits(_ rule: ElementRule, _ type: FHIRType) -> Bool {
    switch rule {
    case .drop: true
    case .keep: type.primitive == .boolean
    case .open: type.primitive == nil
    case .number: type.primitive?.jsonKind == .number
    case .code: type.primitive == .code
    case .coding: type.name == "Coding"
    case .quantity: type.isNamed("Quantity")
    case .age: type.name == "Age"
    case .date, .birthDate: [.date, .dateTime, .instant].contains(type.primitive)
    case .reference: type.name == "Reference"
    case .id: type.primitive == .id
    case .nextLink: type.name == "Bundle.link"
    case .extension: type.name == "Extension"
    case .terms, .text, .oneOf: type.primitive?.jsonKind == .string && type.primitive != .xhtml
    }
  }
}

extension FHIRType {
  /// Whether the type or one of its bases has this name.
  func isNamed(_ name: String) -> Bool {
    guard let other = FHIRTypes.shared.type(named: name) else { return false }
    return isSubtype(of: other)
  }
}
