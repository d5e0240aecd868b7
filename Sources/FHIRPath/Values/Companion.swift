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
        let position = child == Int(node.index) ? nil : position(of: Int(node.index), inArrayAt: child, tape)
        return companion(ofMember: candidate.keyID, at: position, owner: Int(node.owner), document)
      }
      child = Int(candidate.next)
    }
    return nil
  }

  private static func position(of index: Int, inArrayAt array: Int, _ tape: [JSONNode]) -> Int {
    var position = 0
    var child = array + 1
    while child < index {
      child = Int(tape[child].next)
      position += 1
    }
    return position
  }

  /// The companions that stand further on than an array of values goes: elements without a value.
  static func beyond(_ array: Int, ofType type: TypeID, owner: Int, in document: JSONDocument) -> [FHIRPathNode] {
    let values = JSONValue(document: document, index: array)
    guard owner >= 0, let key = companionKey(values.node.keyID, document),
      let companions = JSONValue(document: document, index: owner)[keyID: key], companions.isArray
    else { return [] }
    return companions.elements.dropFirst(values.count).filter(\.isObject).map {
      FHIRPathNode(document: document, index: $0.index, owner: owner, type: type, isCompanionOnly: true)
    }
  }

  private static func companion(
    ofMember key: Int, at position: Int?, owner: Int, _ document: JSONDocument
  ) -> Int? {
    guard key >= 0, let companionKey = companionKey(key, document) else { return nil }
    guard var found = JSONValue(document: document, index: owner)[keyID: companionKey] else { return nil }
    if let position {
      guard let element = found[position] else { return nil }
      found = element
    }
    return found.isObject ? found.index : nil
  }

  /// The ids of the vocabulary's companions, by the id of the name without underscore.
  private static let companions: [Int32] = {
    let vocabulary = FHIRVocabulary.shared
    return (0..<vocabulary.count).map { Int32(vocabulary.id(of: "_" + vocabulary.name($0)) ?? -1) }
  }()

  private static func companionKey(_ key: Int, _ document: JSONDocument) -> Int? {
    if document.vocabulary === FHIRVocabulary.shared, key < companions.count {
      return companions[key] < 0 ? nil : Int(companions[key])
    }
    return document.keyID(of: "_" + document.keyName(key))
  }
}
