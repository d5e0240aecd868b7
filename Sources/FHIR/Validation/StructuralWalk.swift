import JSON

/// One pass over a resource. Recursion follows the document's nesting, which the parser bounds.
struct StructuralWalk {
  let document: JSONDocument
  let nodes: [JSONNode]
  let bytes: [UInt8]
  private let maximumIssues: Int
  private(set) var issues: [ValidationIssue] = []
  private var isCut = false
  var location = Location()

  /// The members of the open objects that were seen, innermost last: element index and node.
  private var seen: [(element: Int, node: Int)] = []
  /// Vocabulary ids by document ids, for documents that were parsed without FHIR's vocabulary.
  private let hasVocabulary: Bool
  private var translated: [Int: Int] = [:]

  static let resourceTypeKey = FHIRKey.resourceType.id
  static let resource = FHIRTypes.shared.type(named: "Resource")
  static let elementType = FHIRTypes.shared.type(named: "Element")
  static let extensionType = FHIRTypes.shared.type(named: "Extension")
  static let referenceType = FHIRTypes.shared.type(named: "Reference")

  init(_ document: JSONDocument, maximumIssues: Int) {
    self.document = document
    nodes = document.nodes
    bytes = document.bytes
    self.maximumIssues = maximumIssues
    hasVocabulary = document.vocabulary === FHIRVocabulary.shared
  }

  mutating func begin(at root: String) { location = Location(root: root) }

  func report() -> [ValidationIssue] {
    guard isCut else { return issues }
    return issues + [
      ValidationIssue(
        severity: .warning, code: .incomplete, location: location.root, message: "there are more issues than are listed"
      )
    ]
  }

  private var isFull: Bool { issues.count >= maximumIssues }

  mutating func add(_ code: OperationOutcome.Issue.Code, _ message: String, warning: Bool = false) {
    guard !isFull else {
      isCut = true
      return
    }
    issues.append(
      ValidationIssue(severity: warning ? .warning : .error, code: code, location: location.text, message: message))
  }

  // MARK: Resources

  /// A resource: the root, a Bundle's entry, a Parameters' part or a contained one.
  mutating func visitResource(_ index: Int, expected: FHIRType?, isRoot: Bool = false) {
    guard nodes[index].kind == .object else {
      if isRoot { begin(at: expected?.name ?? "Resource") }
      return add(.structure, "expected a resource, found \(Self.name(of: nodes[index].kind))")
    }
    let value = JSONValue(document: document, index: index)
    guard let typeName = value[.resourceType] else {
      if isRoot { begin(at: expected?.name ?? "Resource") }
      return add(.structure, "expected the member 'resourceType'")
    }
    guard let type = FHIRTypes.shared.type(named: typeName), type.kind == .resource, !type.isAbstract else {
      if isRoot { begin(at: expected?.name ?? "Resource") }
      return add(.structure, "'resourceType' names no R4 resource")
    }
    if isRoot { begin(at: type.name) }
    if let expected, !type.isSubtype(of: expected) {
      return add(.structure, "expected \(expected.name), found \(type.name)")
    }
    visitObject(index, as: type)
  }

  // MARK: Values

  /// One value, no array.
  mutating func visit(_ index: Int, as type: FHIRType, element: FHIRElement?) {
    let kind = nodes[index].kind
    if let primitive = type.primitive { return visitPrimitive(index, primitive, element: element) }
    if type == Self.resource { return visitResource(index, expected: nil) }
    guard kind == .object else {
      return add(.structure, "expected \(type.name) (an object), found \(Self.name(of: kind))")
    }
    visitObject(index, as: type)
    if let element, let codes = TypeTable.shared.requiredCodes(of: element) {
      checkConcept(JSONValue(document: document, index: index), codes: codes)
    }
  }

  private mutating func visitObject(_ index: Int, as type: FHIRType) {
    let end = Int(nodes[index].next)
    var child = index + 1
    if child == end { return add(.structure, "an object must not be empty") }
    let mark = seen.count
    let isResource = type.kind == .resource
    while child < end {
      let key = vocabularyID(nodes[child].keyID)
      if let property = key >= 0 ? type.property(keyID: key) : nil {
        visitMember(child, property, of: index, since: mark)
      } else if !isResource || key != Self.resourceTypeKey {
        unknownMember(child, of: type)
      }
      child = Int(nodes[child].next)
    }
    checkPresence(of: type, since: mark)
    if type == Self.extensionType { checkExtension(since: mark) }
    seen.removeSubrange(mark...)
  }

  private mutating func visitMember(_ index: Int, _ property: FHIRProperty, of object: Int, since mark: Int) {
    let element = property.element
    let reference = property.typeReference
    let isCompanion = property.isCompanion
    location.push(element.nameID)
    defer { location.pop() }
    if element.isChoice {
      for other in seen[mark...] where other.element == element.index {
        if vocabularyID(nodes[other.node].keyID) != (isCompanion ? reference.keyID : reference.companionKeyID) {
          add(.structure, "a choice was given twice: '\(keyName(other.node))' and '\(keyName(index))'")
        }
      }
    }
    seen.append((element.index, index))
    let kind = nodes[index].kind
    guard element.isCollection else {
      if kind == .array { return add(.structure, "expected one value, found an array") }
      return visitOne(index, element, reference, isCompanion: isCompanion)
    }
    guard kind == .array else { return add(.structure, "expected an array, found \(Self.name(of: kind))") }
    let end = Int(nodes[index].next)
    var child = index + 1
    if child == end { return add(.structure, "an array must not be empty") }
    var position = 0
    let isPrimitive = reference.companionKeyID != nil
    // The array beside this one; both are walked in step, or many nulls would cost their square.
    var partner: Partner?
    while child < end {
      location.index(position)
      if isPrimitive, nodes[child].kind == .null {
        if partner == nil { partner = Partner(self.partner(of: property, in: object), nodes) }
        if partner?.isNull(at: position, nodes) != false {
          add(.structure, "null stands only where the value or its '_' companion has something to say")
        }
      } else {
        visitOne(child, element, reference, isCompanion: isCompanion)
      }
      child = Int(nodes[child].next)
      position += 1
    }
    location.index(-1)
    if let max = element.max, position > max { add(.structure, "expected at most \(max), found \(position)") }
  }

  private mutating func visitOne(
    _ index: Int, _ element: FHIRElement, _ reference: FHIRTypeReference, isCompanion: Bool
  ) {
    if isCompanion {
      guard nodes[index].kind == .object, let type = Self.elementType else {
        return add(.structure, "expected an object with id or extension, found \(Self.name(of: nodes[index].kind))")
      }
      return visitObject(index, as: type)
    }
    let type = reference.type
    visit(index, as: type, element: element)
    if type == Self.referenceType { checkTarget(index, reference) }
  }

  // MARK: Checks

  private mutating func unknownMember(_ index: Int, of type: FHIRType) {
    // The search for a hint is not free.
    guard !isFull else { return add(.structure, "") }
    let name = keyName(index)
    var hint = ""
    if let element = type.element(named: name), element.isChoice {
      hint = "; write the type into the name, as in '\(element.types.first?.jsonName ?? "")'"
    } else if let near = type.closestName(to: name) {
      hint = "; did you mean '\(near)'?"
    }
    add(.structure, "\(type.name) has no element '\(Location.plain(name))'\(hint)")
  }

  private mutating func checkPresence(of type: FHIRType, since mark: Int) {
    for required in TypeTable.shared.requiredElements[Int(type.index)]
    where !seen[mark...].contains(where: { $0.element == Int(required) }) {
      let element = FHIRElement(index: Int(required))
      location.push(element.nameID)
      add(.required, "\(type.name) needs '\(element.name)'")
      location.pop()
    }
  }

  /// ext-1: an extension has a value or extensions of its own, not both.
  private mutating func checkExtension(since mark: Int) {
    var (hasValue, hasExtensions) = (false, false)
    for member in seen[mark...] {
      let element = FHIRElement(index: member.element)
      if element.isChoice { hasValue = true }
      if element.nameID == FHIRKey.extension.id { hasExtensions = true }
    }
    if hasValue, hasExtensions { add(.invariant, "an extension has a value or extensions, not both") }
    if !hasValue, !hasExtensions { add(.invariant, "an extension needs a value or extensions") }
  }

  /// The member that holds the companions of this property's values, or the values of these companions.
  private mutating func partner(of property: FHIRProperty, in object: Int) -> Int? {
    let key = property.isCompanion ? property.typeReference.keyID : property.typeReference.companionKeyID
    var child = object + 1
    while child < Int(nodes[object].next) {
      if vocabularyID(nodes[child].keyID) == key { return child }
      child = Int(nodes[child].next)
    }
    return nil
  }

  private mutating func checkTarget(_ index: Int, _ reference: FHIRTypeReference) {
    guard let text = JSONValue(document: document, index: index)[.reference] else { return }
    let node = text.node
    guard node.kind == .string, bytes[Int(node.start)] != UInt8(ascii: "#"),
      let name = Reference(parsing: text.string ?? "").type, let target = FHIRTypes.shared.type(named: name)
    else { return }
    let targets = reference.targets
    if !targets.isEmpty, !targets.contains(where: target.isSubtype) {
      location.push(FHIRKey.reference.id)
      add(.value, "expected a reference to \(targets.map(\.name).joined(separator: ", ")), found \(name)")
      location.pop()
    }
  }

  // MARK: Names

  private func keyName(_ index: Int) -> String { document.keyName(nodes[index].keyID) }

  private mutating func vocabularyID(_ key: Int) -> Int {
    if hasVocabulary { return key < FHIRVocabulary.count ? key : -1 }
    if let known = translated[key] { return known }
    let id = key < 0 ? -1 : FHIRVocabulary.shared.id(of: document.keyName(key)) ?? -1
    translated[key] = id
    return id
  }

  static func name(of kind: JSONKind) -> String {
    switch kind {
    case .null: "null"
    case .true, .false: "a boolean"
    case .number: "a number"
    case .string, .escapedString: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
