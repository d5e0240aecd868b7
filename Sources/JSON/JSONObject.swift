/// The members of an object that is being built, in order. Look-ups are linear: FHIR's objects are small.
public struct JSONObject: Sendable, Sequence {
  private var members: [(key: String, value: JSONTree)] = []

  /// No members.
  public init() {}

  /// The members of a parsed object, each a view.
  public init(_ value: JSONValue) { members = value.members.map { ($0.key, .view($0.value)) } }

  /// The member called `key`. Setting keeps its place, or adds it at the end; setting nil removes it.
  public subscript(_ key: String) -> JSONTree? {
    get { members.first { $0.key == key }?.value }
    set {
      let place = members.firstIndex { $0.key == key }
      switch (place, newValue) {
      case (let place?, let value?): members[place].value = value
      case (let place?, nil): members.remove(at: place)
      case (nil, let value?): members.append((key, value))
      case (nil, nil): break
      }
    }
  }

  /// How many members there are.
  public var count: Int { members.count }
  /// Whether there are none.
  public var isEmpty: Bool { members.isEmpty }

  /// Visits the members in order.
  public func makeIterator() -> IndexingIterator<[(key: String, value: JSONTree)]> { members.makeIterator() }
}
