/// A value of a ``JSONDocument``: the document and an index. Copying it copies a reference.
///
/// Subscripts and accessors answer nil where the value has another shape, and the same ones exist on
/// `Optional<JSONValue>`, so that a path reads in one line: `value["name"][0]["family"].string`.
public struct JSONValue: Sendable {
  /// The document that the value belongs to.
  public let document: JSONDocument
  /// The value's place in ``JSONDocument/nodes``.
  public let index: Int

  /// A view of the value at `index` of the document's nodes.
  /// - Precondition: `index` is a valid index of `document.nodes`.
  @inlinable public init(document: JSONDocument, index: Int) {
    self.document = document
    self.index = index
  }

  /// The value's entry on the tape.
  @inlinable public var node: JSONNode { document.nodes[index] }
  /// What the value is.
  @inlinable public var kind: JSONKind { node.kind }
  /// Whether the value is `null`.
  public var isNull: Bool { kind == .null }
  /// Whether the value is an object.
  public var isObject: Bool { kind == .object }
  /// Whether the value is an array.
  public var isArray: Bool { kind == .array }
  /// Whether the value is a string.
  public var isString: Bool { kind == .string || kind == .escapedString }

  /// The member called `key`, or nil when there is none or the value is no object. O(members).
  public subscript(_ key: String) -> JSONValue? {
    guard kind == .object, let id = document.keyID(of: key) else { return nil }
    return self[keyID: id]
  }

  /// The member whose interned name is `id`, or nil. O(members), integers only.
  @inlinable public subscript(keyID id: Int) -> JSONValue? {
    let node = document.nodes[index]
    guard node.kind == .object else { return nil }
    var child = index &+ 1
    while child < Int(node.next) {
      let candidate = document.nodes[child]
      if candidate.keyID == id { return JSONValue(document: document, index: child) }
      child = Int(candidate.next)
    }
    return nil
  }

  /// The element at `position`, or nil when it is outside the array or the value is none. O(position).
  public subscript(_ position: Int) -> JSONValue? {
    guard kind == .array, position >= 0 else { return nil }
    return elements.dropFirst(position).first { _ in true }
  }

  /// How many elements or members the value has; 0 for scalars. O(children).
  public var count: Int {
    var count = 0
    for _ in children { count += 1 }
    return count
  }

  /// The elements of an array; none for any other value.
  public var elements: JSONElements { JSONElements(self, isArray ? node.next : UInt32(index + 1)) }

  /// The members of an object in document order; none for any other value.
  public var members: JSONMembers {
    JSONMembers(elements: JSONElements(self, isObject ? node.next : UInt32(index + 1)))
  }

  private var children: JSONElements {
    isObject || isArray ? JSONElements(self, node.next) : JSONElements(self, UInt32(index + 1))
  }

  /// The value's text as written; a string's with its quotes.
  public var sourceBytes: ArraySlice<UInt8> {
    let node = node
    return isString
      ? document.bytes[Int(node.start) - 1..<Int(node.end) + 1] : document.bytes[Int(node.start)..<Int(node.end)]
  }

  /// Where the value stands, as in `prefetch.patient.name[0]`, for messages. O(nodes before it).
  public var path: String {
    var path = JSONPath()
    var at = 0
    while at < index {
      let isObject = document.nodes[at].kind == .object
      var child = at + 1
      var position = 0
      while Int(document.nodes[child].next) <= index {
        child = Int(document.nodes[child].next)
        position += 1
      }
      if isObject {
        path.append(member: document.keyName(document.nodes[child].keyID))
      } else {
        path.append(index: position)
      }
      at = child
    }
    return path.text
  }
}
