import FHIR
import JSON

/// Steps over a document's tape from an element to its children.
enum Navigation {
  /// The resource type that an object states, or `.untyped`.
  static func resourceType(of index: Int, in document: JSONDocument) -> TypeID {
    let nodes = document.nodes
    let node = nodes[index]
    guard node.kind == .object else { return .untyped }
    let key =
      document.vocabulary === FHIRVocabulary.shared
      ? TypeModel.shared.keyResourceType : document.keyID(of: "resourceType") ?? -2
    var child = index + 1
    while child < Int(node.next) {
      let candidate = nodes[child]
      if candidate.keyID == key {
        guard candidate.kind == .string else { return .untyped }
        return TypeModel.shared.resource(named: Int(candidate.start)..<Int(candidate.end), in: document.bytes)
      }
      child = Int(candidate.next)
    }
    return .untyped
  }

  /// The vocabulary's id of a member, whatever vocabulary its document was read with; -1 for names that FHIR lacks.
  static func vocabularyKey(_ key: Int, in document: JSONDocument) -> Int {
    if document.vocabulary === FHIRVocabulary.shared { return key < FHIRVocabulary.shared.count ? key : -1 }
    return key < 0 ? -1 : FHIRVocabulary.shared.id(of: document.keyName(key)) ?? -1
  }

  /// The type of an element whose definition says `declared`: a resource says itself which one it is.
  @inline(__always)
  static func concreteType(_ declared: TypeID, at index: Int, in document: JSONDocument) -> TypeID {
    let model = TypeModel.shared
    guard declared == model.resource || declared == model.domainResource else { return declared }
    let stated = resourceType(of: index, in: document)
    return stated == .untyped ? declared : stated
  }

  /// Appends the children of `node` called `name`, in document order.
  static func children(of node: FHIRPathNode, named name: ElementName, into result: inout [FHIRPathValue]) {
    forEachChild(of: node, named: name) { result.append(.node($0)) }
  }

  /// Calls `body` for each child of `node` called `name`, in document order.
  static func forEachChild(of node: FHIRPathNode, named name: ElementName, _ body: (FHIRPathNode) -> Void) {
    let model = TypeModel.shared
    if node.type.isFHIR, model.primitives[Int(node.type.raw)] != nil {
      return primitiveChildren(of: node, named: name, body)
    }
    let document = node.document
    let tape = document.nodes
    let object = tape[Int(node.index)]
    guard object.kind == .object else {
      if node.type == .untyped, name.text == "id" || name.text == "extension" {
        primitiveChildren(of: node, named: name, body)
      }
      return
    }
    let member = name.key >= 0 ? model.member(name.key, of: node.type) : nil
    guard let member, member.isElementName else {
      return untypedChildren(of: node, named: name, body)
    }
    var child = Int(node.index) &+ 1
    var companion = -1
    var companionType = TypeID.untyped
    let isShared = document.vocabulary === FHIRVocabulary.shared
    while child < Int(object.next) {
      let candidate = tape[child]
      let key = isShared ? candidate.keyID : vocabularyKey(candidate.keyID, in: document)
      if key == name.key, !member.isChoice {
        return elements(at: child, declared: member.type, owner: node, body)
      }
      if let found = model.member(key, of: node.type), found.element == UInt16(truncatingIfNeeded: name.key) {
        if found.isCompanion {
          companion = child
          companionType = found.type
        } else {
          return elements(at: child, declared: found.type, owner: node, body)
        }
      }
      child = Int(candidate.next)
    }
    if companion >= 0 { companionElements(at: companion, type: companionType, owner: node, body) }
  }

  /// Members of plain JSON, or ones that the type does not define and that are no other element's JSON name.
  private static func untypedChildren(of node: FHIRPathNode, named name: ElementName, _ body: (FHIRPathNode) -> Void) {
    let document = node.document
    // A choice's JSON name (`valueQuantity`) is no element's name in FHIRPath.
    if node.type.isFHIR, name.key >= 0, TypeModel.shared.member(name.key, of: node.type) != nil { return }
    guard let key = document.keyID(of: name.text), let child = node.json[keyID: key] else { return }
    elements(at: child.index, declared: .untyped, owner: node, body)
  }

  /// The id and the extensions of a primitive.
  private static func primitiveChildren(
    of node: FHIRPathNode, named name: ElementName, _ body: (FHIRPathNode) -> Void
  ) {
    guard let companion = Companion.of(node) else { return }
    let object = FHIRPathNode(
      document: node.document, index: companion, owner: Int(node.owner), type: TypeModel.shared.element)
    forEachChild(of: object, named: name, body)
  }

  /// The element at `index`, or each of an array's.
  @inline(__always) private static func elements(
    at index: Int, declared: TypeID, owner: FHIRPathNode, _ body: (FHIRPathNode) -> Void
  ) {
    let document = owner.document
    let tape = document.nodes
    let node = tape[index]
    guard node.kind == .array else {
      let found = element(at: index, declared: declared, owner: Int(owner.index), in: document)
      // A null says nothing, and only keeps the place for a companion.
      if node.kind == .null, Companion.of(found) == nil { return }
      return body(found)
    }
    var child = index &+ 1
    var position = 0
    var cursor: CompanionCursor?
    while child < Int(node.next) {
      // A null in an array only keeps the place for a companion.
      var isElement = tape[child].kind != .null
      if !isElement {
        var walk =
          cursor ?? CompanionCursor(Companion.companionArray(index, owner: Int(owner.index), in: document))
        isElement = walk.object(at: position, tape) != nil
        cursor = walk
      }
      if isElement { body(element(at: child, declared: declared, owner: Int(owner.index), in: document)) }
      child = Int(tape[child].next)
      position &+= 1
    }
    if TypeModel.shared.primitive(declared) != nil {
      Companion.beyond(index, ofType: declared, owner: Int(owner.index), in: document).forEach(body)
    }
  }

  @inline(__always) private static func element(
    at index: Int, declared: TypeID, owner: Int, in document: JSONDocument
  ) -> FHIRPathNode {
    let type =
      declared == .untyped ? resourceType(of: index, in: document) : concreteType(declared, at: index, in: document)
    return FHIRPathNode(document: document, index: index, owner: owner, type: type)
  }

  private static func companionElements(
    at index: Int, type: TypeID, owner: FHIRPathNode, _ body: (FHIRPathNode) -> Void
  ) {
    let tape = owner.document.nodes
    func emit(_ index: Int) {
      guard tape[index].kind == .object else { return }
      body(
        FHIRPathNode(
          document: owner.document, index: index, owner: Int(owner.index), type: type, isCompanionOnly: true))
    }
    guard tape[index].kind == .array else { return emit(index) }
    var child = index + 1
    while child < Int(tape[index].next) {
      emit(child)
      child = Int(tape[child].next)
    }
  }

  /// Appends every child of `node`, in document order, those of a primitive included.
  static func children(of node: FHIRPathNode, into result: inout [FHIRPathValue]) {
    forEachChild(of: node) { result.append(.node($0)) }
  }

  /// Calls `body` for every child of `node`, in document order, those of a primitive included.
  static func forEachChild(of node: FHIRPathNode, _ body: (FHIRPathNode) -> Void) {
    let model = TypeModel.shared
    let document = node.document
    let tape = document.nodes
    if node.type.isFHIR, model.primitive(node.type) != nil {
      guard let companion = Companion.of(node) else { return }
      return forEachChild(
        of: FHIRPathNode(document: document, index: companion, owner: Int(node.owner), type: model.element), body)
    }
    let object = tape[Int(node.index)]
    guard object.kind == .object else { return }
    var child = Int(node.index) + 1
    while child < Int(object.next) {
      let candidate = tape[child]
      defer { child = Int(candidate.next) }
      let key = vocabularyKey(candidate.keyID, in: document)
      if let member = model.member(key, of: node.type) {
        if member.isCompanion {
          // The companion of a value that is there is reached through the value.
          if !hasValue(forCompanion: candidate.keyID, in: node) {
            companionElements(at: child, type: member.type, owner: node, body)
          }
        } else {
          elements(at: child, declared: member.type, owner: node, body)
        }
      } else if key != model.keyResourceType || !node.type.isFHIR {
        elements(at: child, declared: .untyped, owner: node, body)
      }
    }
  }

  private static func hasValue(forCompanion key: Int, in node: FHIRPathNode) -> Bool {
    let name = node.document.keyName(key).dropFirst()
    return node.json[String(name)] != nil
  }
}
