import FHIR
import JSON

/// The underscored companions of primitives: `_birthDate` holds the id and the extensions of `birthDate`.
enum Companion {
  /// Where the object with a primitive's id and extensions is, or nil when it has none.
  static func of(_ node: FHIRPathNode) -> Int? {
    if node.isCompanionOnly { return Int(node.index) }
    let document = node.document
    let tape = document.nodes
    // A primitive given as an object, as the companion's content would be.
    if tape[Int(node.index)].kind == .object { return Int(node.index) }
    guard node.owner >= 0, tape[Int(node.index)].kind != .array else { return nil }
    let owner = tape[Int(node.owner)]
    var child = Int(node.owner) + 1
    while child < Int(owner.next) {
      let candidate = tape[child]
      if child <= Int(node.index), Int(node.index) < Int(candidate.next) {
        return companion(ofMember: child, element: Int(node.index), owner: Int(node.owner), document)
      }
      child = Int(candidate.next)
    }
    return nil
  }

  /// The companions that stand further on than an array of values goes: elements without a value.
  static func beyond(_ array: Int, ofType type: TypeID, owner: Int, in document: JSONDocument) -> [FHIRPathNode] {
    let values = JSONValue(document: document, index: array)
    guard let companions = companionArray(array, owner: owner, in: document) else { return [] }
    return companions.elements.dropFirst(values.count).filter(\.isObject).map {
      FHIRPathNode(document: document, index: $0.index, owner: owner, type: type, isCompanionOnly: true)
    }
  }

  /// The array of companions beside an array of values.
  static func companionArray(_ array: Int, owner: Int, in document: JSONDocument) -> JSONValue? {
    let member = document.nodes[array].keyID
    guard owner >= 0, member >= 0, let key = companionKey(member, document) else { return nil }
    let found = JSONValue(document: document, index: owner)[keyID: key]
    return found?.isArray ?? false ? found : nil
  }

  /// The companion of the value at `element`, which is the member itself or an element of it.
  private static func companion(
    ofMember member: Int, element: Int, owner: Int, _ document: JSONDocument
  ) -> Int? {
    if member != element {
      guard let companions = companionArray(member, owner: owner, in: document) else { return nil }
      var cursor = CompanionCursor(companions)
      let tape = document.nodes
      var (position, child) = (0, member + 1)
      while child < element {
        child = Int(tape[child].next)
        position += 1
      }
      return cursor.object(at: position, tape)
    }
    guard let key = companionKey(document.nodes[member].keyID, document),
      let found = JSONValue(document: document, index: owner)[keyID: key], found.isObject
    else { return nil }
    return found.index
  }

  /// The ids of the vocabulary's companions, by the id of the name without underscore.
  private static let companions: [Int32] = {
    let vocabulary = FHIRVocabulary.shared
    return (0..<vocabulary.count).map { Int32(vocabulary.id(of: "_" + vocabulary.name($0)) ?? -1) }
  }()

  private static func companionKey(_ key: Int, _ document: JSONDocument) -> Int? {
    guard key >= 0 else { return nil }
    if document.vocabulary === FHIRVocabulary.shared, key < companions.count {
      return companions[key] < 0 ? nil : Int(companions[key])
    }
    return document.keyID(of: "_" + document.keyName(key))
  }
}
