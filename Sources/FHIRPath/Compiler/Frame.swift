import FHIR
import JSON

/// The document that compiled code runs over, as unowned memory, and the evaluation it runs for.
///
/// A frame lives inside `with`, which keeps the document's arrays in place; indices come from the tape itself.
final class Frame {
  let document: JSONDocument
  let nodes: UnsafeBufferPointer<JSONNode>
  let bytes: UnsafeBufferPointer<UInt8>
  let state: EvaluationState
  let model = TypeModel.shared

  private init(
    _ document: JSONDocument, _ nodes: UnsafeBufferPointer<JSONNode>, _ bytes: UnsafeBufferPointer<UInt8>,
    _ state: EvaluationState
  ) {
    self.document = document
    self.nodes = nodes
    self.bytes = bytes
    self.state = state
  }

  /// Whether compiled code can run over a document: its names must be the vocabulary's.
  static func canRun(over document: JSONDocument) -> Bool { document.vocabulary === FHIRVocabulary.shared }

  static func with<Result>(
    _ document: JSONDocument, _ state: EvaluationState, _ body: (Frame) throws(FHIRPathError) -> Result
  ) throws(FHIRPathError) -> Result {
    try document.nodes.withUnsafeBufferPointer { (nodes) throws(FHIRPathError) in
      try document.bytes.withUnsafeBufferPointer { (bytes) throws(FHIRPathError) in
        try body(Frame(document, nodes, bytes, state))
      }
    }
  }

  func node(_ ref: NodeRef) -> FHIRPathNode {
    FHIRPathNode(
      document: document, index: Int(ref.index), owner: Int(ref.owner), type: ref.type,
      isCompanionOnly: ref.isCompanionOnly)
  }

  func value(_ ref: NodeRef) -> FHIRPathValue { .node(node(ref)) }

  /// Whether an element is a string of exactly these bytes; nil when that takes a closer look (escapes, dates).
  @inline(__always)
  func textEquals(_ ref: NodeRef, _ text: [UInt8]) -> Bool? {
    let node = nodes[Int(ref.index)]
    guard node.kind == .string, model.isText(ref.type) else { return nil }
    guard Int(node.end &- node.start) == text.count else { return false }
    var at = Int(node.start)
    for byte in text {
      if bytes[at] != byte { return false }
      at &+= 1
    }
    return true
  }

  // MARK: Steps

  /// Pushes the children of an element called `name`.
  func step(_ ref: NodeRef, _ name: StepName, _ sink: NodeSink) throws(FHIRPathError) -> Bool {
    try state.spend(1)
    let object = nodes[Int(ref.index)]
    guard object.kind == .object, let member = model.member(name.key, of: ref.type), member.isElementName,
      model.primitive(ref.type) == nil
    else { return try slowStep(ref, name, sink) }
    return member.isChoice
      ? try choiceStep(ref, Int(object.next), name, sink)
      : try plainStep(ref, Int(object.next), name, member.type, sink)
  }

  @inline(__always)
  private func plainStep(
    _ ref: NodeRef, _ end: Int, _ name: StepName, _ type: TypeID, _ sink: NodeSink
  ) throws(FHIRPathError) -> Bool {
    var child = Int(ref.index) &+ 1
    var companion = -1
    while child < end {
      let candidate = nodes[child]
      let key = candidate.keyID
      if key == name.key { return try elements(at: child, type, ref, sink) }
      if key == name.companion { companion = child }
      child = Int(candidate.next)
    }
    return companion < 0 ? false : try slowStep(ref, name, sink)
  }

  private func choiceStep(
    _ ref: NodeRef, _ end: Int, _ name: StepName, _ sink: NodeSink
  ) throws(FHIRPathError) -> Bool {
    var child = Int(ref.index) &+ 1
    var hasCompanion = false
    while child < end {
      let candidate = nodes[child]
      let key = candidate.keyID
      if model.isChoiceVariant(key), let found = model.member(key, of: ref.type), Int(found.element) == name.key {
        if !found.isCompanion { return try elements(at: child, found.type, ref, sink) }
        hasCompanion = true
      }
      child = Int(candidate.next)
    }
    return hasCompanion ? try slowStep(ref, name, sink) : false
  }

  @inline(__always)
  private func elements(
    at index: Int, _ declared: TypeID, _ owner: NodeRef, _ sink: NodeSink
  ) throws(FHIRPathError) -> Bool {
    let node = nodes[index]
    guard node.kind == .array else {
      let found = NodeRef(index: index, owner: Int(owner.index), type: concrete(declared, index))
      if node.kind == .null, Companion.of(self.node(found)) == nil { return false }
      return try sink(found)
    }
    var child = index &+ 1
    var position = 0
    var cursor: CompanionCursor?
    while child < Int(node.next) {
      var isElement = nodes[child].kind != .null
      if !isElement {
        var walk =
          cursor ?? CompanionCursor(Companion.companionArray(index, owner: Int(owner.index), in: document))
        isElement = walk.object(at: position, nodes) != nil
        cursor = walk
      }
      if isElement {
        let element = NodeRef(index: child, owner: Int(owner.index), type: concrete(declared, child))
        if try sink(element) { return true }
      }
      try state.spend(1)
      child = Int(nodes[child].next)
      position &+= 1
    }
    if model.primitive(declared) != nil {
      for extra in Companion.beyond(index, ofType: declared, owner: Int(owner.index), in: document)
      where try sink(NodeRef(extra)) { return true }
    }
    return false
  }

  @inline(__always)
  private func concrete(_ declared: TypeID, _ index: Int) -> TypeID {
    declared == model.resource || declared == model.domainResource ? resourceType(index) ?? declared : declared
  }

  private func resourceType(_ index: Int) -> TypeID? {
    let object = nodes[index]
    guard object.kind == .object else { return nil }
    var child = index &+ 1
    while child < Int(object.next) {
      let candidate = nodes[child]
      if candidate.keyID == model.keyResourceType {
        guard candidate.kind == .string else { return nil }
        let type = model.resource(
          named: UnsafeBufferPointer(rebasing: bytes[Int(candidate.start)..<Int(candidate.end)]))
        return type == .untyped ? nil : type
      }
      child = Int(candidate.next)
    }
    return nil
  }

  /// Primitives with companions, plain JSON, names that the type does not have: what the interpreter does.
  @inline(never)
  private func slowStep(_ ref: NodeRef, _ name: StepName, _ sink: NodeSink) throws(FHIRPathError) -> Bool {
    if nodes[Int(ref.index)].kind != .object, ref.owner < 0 { return false }
    var found: [NodeRef] = []
    Navigation.forEachChild(of: node(ref), named: name.element) { found.append(NodeRef($0)) }
    for child in found where try sink(child) { return true }
    return false
  }
}
