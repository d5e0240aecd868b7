import FHIR
import FHIRPath
import JSON

/// Reads a StructureDefinition into rules: its snapshot, or its differential upon the base it names.
struct ProfileCompiler {
  private let url: String
  private let definition: JSONValue
  private var rules: [ElementRule] = []
  /// The slice being described at each path, for elements that have no id.
  private var currentSlices: [String: String] = [:]

  static let core = "http://hl7.org/fhir/StructureDefinition/"

  static func compile(_ resource: Resource) throws(ProfileError) -> Profile {
    var compiler = ProfileCompiler(resource)
    return try compiler.compile()
  }

  private init(_ resource: Resource) {
    definition = resource.value
    url = resource.value[.url].string ?? ""
  }

  private mutating func compile() throws(ProfileError) -> Profile {
    guard !url.isEmpty else { throw error("expected 'url'") }
    guard let typeName = definition[.type].string.map(Self.typeName), let type = FHIRTypes.shared.type(named: typeName)
    else { throw error("expected 'type' to name an R4 type") }
    let snapshot = definition["snapshot"]["element"].elements
    let elements = snapshot.isEmpty ? definition["differential"]["element"].elements : snapshot
    rules = [ElementRule(name: "", id: type.name, type: type)]
    for element in elements { try add(element, root: type) }
    for index in rules.indices where !rules[index].slices.isEmpty && rules[index].slicing == nil {
      rules[index].slicing = Self.impliedSlicing(rules[index])
    }
    var base = definition["baseDefinition"].string
    if !snapshot.isEmpty || base == Self.core + type.name || base?.hasPrefix(Self.core) == true { base = nil }
    return Profile(url: url, type: type, baseURL: base, rules: rules)
  }

  /// Extensions are told apart by URL and choices by type, whether or not a profile says so.
  private static func impliedSlicing(_ rule: ElementRule) -> SlicingRule? {
    if rule.name == "extension" || rule.name == "modifierExtension" { return .byURL }
    return rule.id.hasSuffix("[x]") ? .byType : nil
  }

  private static func typeName(_ text: String) -> String {
    text.hasPrefix(core) ? String(text.dropFirst(core.count)) : text
  }

  // MARK: Elements

  private mutating func add(_ element: JSONValue, root: FHIRType) throws(ProfileError) {
    guard let path = element["path"].string else { throw error("every element needs 'path'") }
    let id = element[.id].string ?? inferredID(path: path, sliceName: element["sliceName"].string)
    let segments = id.split(separator: ".").map(String.init)
    guard segments.first?.split(separator: ":").first.map(String.init) == root.name else {
      throw error("expected the path to start with \(root.name)", id)
    }
    var rule = 0
    var walked = segments[0]
    for segment in segments.dropFirst() {
      walked += "." + segment
      rule = try step(from: rule, segment, id: walked)
    }
    try fill(rule, from: element)
  }

  private mutating func inferredID(path: String, sliceName: String?) -> String {
    if let sliceName { currentSlices[path] = sliceName } else { currentSlices[path] = nil }
    var (walked, id) = ("", "")
    for segment in path.split(separator: ".") {
      walked += (walked.isEmpty ? "" : ".") + segment
      id += (id.isEmpty ? "" : ".") + segment + (currentSlices[walked].map { ":" + $0 } ?? "")
    }
    return id
  }

  /// The rule for "name", "name[x]", "name:slice" or "valueQuantity" below `parent`; made if need be.
  private mutating func step(from parent: Int, _ segment: String, id: String) throws(ProfileError) -> Int {
    let parts = segment.split(separator: ":", maxSplits: 1).map(String.init)
    var name = parts.first ?? ""
    var slice = parts.count > 1 ? parts[1] : nil
    var choiceType: FHIRType?
    if name.hasSuffix("[x]") { name = String(name.dropLast(3)) }
    var type: FHIRType?
    if let parentType = rules[parent].type {
      if let element = parentType.element(named: name) {
        let types = element.types
        type = types.count == 1 ? types[0].type : nil
        if element.isChoice, slice != nil, let property = slice.flatMap({ parentType.property(named: $0) }) {
          choiceType = property.type
        }
      } else if let property = parentType.property(named: name), !property.isCompanion, property.element.isChoice {
        // The older way to write a choice with its type.
        slice = slice ?? name
        name = property.element.name
        choiceType = property.type
      } else if parentType.kind != .resource || !parentType.isAbstract {
        throw error("\(parentType.name) has no element '\(name)'", id)
      }
    }
    let element = child(name, of: parent, id: id, type: type)
    guard let slice else { return element }
    if let known = rules[element].slices.first(where: { rules[$0].sliceName == slice }) { return known }
    var rule = ElementRule(name: name, sliceName: slice, id: id, type: choiceType ?? type)
    if let choiceType { rule.types = [TypeRule(name: choiceType.name, profiles: [], targetProfiles: [])] }
    if choiceType != nil, rules[element].slicing == nil { rules[element].slicing = .byType }
    rules.append(rule)
    rules[element].slices.append(rules.count - 1)
    return rules.count - 1
  }

  private mutating func child(_ name: String, of parent: Int, id: String, type: FHIRType?) -> Int {
    if let known = rules[parent].children.first(where: { rules[$0].name == name }) { return known }
    rules.append(ElementRule(name: name, id: id, type: type))
    rules[parent].children.append(rules.count - 1)
    return rules.count - 1
  }

  private mutating func fill(_ index: Int, from element: JSONValue) throws(ProfileError) {
    var rule = rules[index]
    rule.label = element["short"].string ?? element["label"].string
    rule.min = element["min"].int
    if let max = element["max"].string { rule.max = max == "*" ? nil : Int(max) }
    rule.mustSupport = element["mustSupport"].bool ?? false
    for (name, value) in element.members {
      if name.hasPrefix("fixed") { rule.fixed = value }
      if name.hasPrefix("pattern") { rule.pattern = value }
    }
    let types = element[.type].elements.compactMap { type in
      type[.code].string.map { code in
        TypeRule(
          name: Self.typeName(code), profiles: type[.profile].elements.compactMap(\.string).map(Self.withoutVersion),
          targetProfiles: type["targetProfile"].elements.compactMap(\.string).map(Self.withoutVersion))
      }
    }.filter { !$0.name.hasPrefix("http://hl7.org/fhirpath/") }
    if !types.isEmpty, index != 0 { rule.types = types }
    if index != 0, types.count == 1, let type = FHIRTypes.shared.type(named: types[0].name),
      rule.type?.kind != .backbone
    {
      rule.type = type
    }
    let strengths: [String: FHIRBinding.Strength] = [
      "example": .example, "preferred": .preferred, "extensible": .extensible, "required": .required,
    ]
    if let strength = element["binding"]["strength"].string.flatMap({ strengths[$0] }),
      let valueSet = element["binding"]["valueSet"].string
    {
      rule.binding = BindingRule(strength: strength, valueSet: valueSet)
    }
    rule.slicing = slicing(element["slicing"]) ?? rule.slicing
    rule.invariants += try invariants(of: element, id: rule.id)
    rules[index] = rule
  }

  static func withoutVersion(_ canonical: String) -> String {
    // Most have none, and this is asked for each resource.
    guard let bar = canonical.utf8.firstIndex(of: UInt8(ascii: "|")) else { return canonical }
    return String(canonical[..<bar])
  }

  private func slicing(_ value: JSONValue?) -> SlicingRule? {
    guard let value else { return nil }
    return SlicingRule(
      discriminators: value["discriminator"].elements.compactMap { discriminator in
        guard let kind = discriminator[.type].string, let path = discriminator["path"].string else { return nil }
        return SlicingRule.Discriminator(kind: kind, path: DiscriminatorPath(path))
      },
      isClosed: value["rules"].stringEquals("closed"), isOpenAtEnd: value["rules"].stringEquals("openAtEnd"),
      isOrdered: value["ordered"].bool ?? false)
  }

  /// The profile's own invariants; those that a snapshot repeats from R4 are checked for every resource anyway.
  private func invariants(of element: JSONValue, id: String) throws(ProfileError) -> [Invariant] {
    var found: [Invariant] = []
    for constraint in element["constraint"].elements {
      guard let key = constraint["key"].string, let text = constraint["expression"].string else { continue }
      if BaseInvariants.keys.contains(key) { continue }
      do {
        found.append(
          Invariant(
            key: key, isError: !constraint["severity"].stringEquals("warning"),
            text: constraint["human"].string ?? text, expression: try FHIRPathExpression(parsing: text)))
      } catch {
        throw ProfileError(
          kind: .expression, profile: url, element: id, message: "the invariant \(key) is no FHIRPath: \(error)")
      }
    }
    return found
  }

  private func error(_ message: String, _ element: String = "") -> ProfileError {
    ProfileError(kind: .malformed, profile: url, element: element, message: message)
  }
}
