/// The elements of an array, in order. Iterating allocates nothing.
public struct JSONElements: Sequence, IteratorProtocol, Sendable {
  private let document: JSONDocument
  private var position: Int
  private let end: Int

  init(_ container: JSONValue, _ end: UInt32) {
    document = container.document
    position = container.index + 1
    self.end = Int(end)
  }

  /// No elements.
  static func none(of value: JSONValue) -> JSONElements { JSONElements(value, UInt32(value.index + 1)) }

  /// The next element, or nil after the last.
  public mutating func next() -> JSONValue? {
    guard position < end else { return nil }
    defer { position = Int(document.nodes[position].next) }
    return JSONValue(document: document, index: position)
  }
}

/// The members of an object, in document order.
public struct JSONMembers: Sequence, IteratorProtocol, Sendable {
  var elements: JSONElements

  /// The next member, or nil after the last.
  public mutating func next() -> (key: String, value: JSONValue)? {
    guard let value = elements.next() else { return nil }
    return (value.document.keyName(value.node.keyID), value)
  }
}
