/// A JSON value that can be built and edited, for what goes out; parsed input is read as ``JSONValue``.
///
/// Parts that came from a document stay views (``view(_:)``) and are copied as written.
public indirect enum JSONTree: Sendable {
  /// `null`
  case null
  /// `true` or `false`
  case bool(Bool)
  /// A number by its text, so that decimals keep their written form.
  case number(String)
  /// A string
  case string(String)
  /// An array
  case array([JSONTree])
  /// An object, its members in order
  case object(JSONObject)
  /// A parsed value, copied as written
  case view(JSONValue)

  /// A tree that shows `value`; it is opened member by member only where it is edited.
  public init(_ value: JSONValue) { self = .view(value) }

  /// The member called `key`. Setting nil removes it; setting on a value that is no object makes it one.
  public subscript(_ key: String) -> JSONTree? {
    get {
      switch self {
      case .object(let object): object[key]
      case .view(let value): value[key].map(JSONTree.view)
      default: nil
      }
    }
    set {
      var object = opened ?? JSONObject()
      object[key] = newValue
      self = .object(object)
    }
  }

  /// The elements of an array, or nil for any other value.
  public var elements: [JSONTree]? {
    switch self {
    case .array(let elements): elements
    case .view(let value) where value.isArray: value.elements.map(JSONTree.view)
    default: nil
    }
  }

  /// The value of a string, or nil for any other value.
  public var string: String? {
    switch self {
    case .string(let string): string
    case .view(let value): value.string
    default: nil
    }
  }

  /// The members of an object, or nil for any other value.
  public var opened: JSONObject? {
    switch self {
    case .object(let object): object
    case .view(let value) where value.isObject: JSONObject(value)
    default: nil
    }
  }

  /// Writes the tree. Recursion is bounded by the depth of what this program built, never by input: a view is copied.
  public func write(to writer: inout JSONWriter) {
    switch self {
    case .null: writer.null()
    case .bool(let bool): writer.value(bool)
    case .number(let text): writer.number(text)
    case .string(let string): writer.value(string)
    case .array(let elements): writer.array { for element in elements { element.write(to: &$0) } }
    case .object(let object):
      writer.object {
        for (name, value) in object {
          $0.key(name)
          value.write(to: &$0)
        }
      }
    case .view(let value): writer.raw(value)
    }
  }

  /// The tree as UTF-8 text.
  public func serialized() -> [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.bytes
  }
}

extension JSONTree: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A boolean.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// An integer.
  public init(integerLiteral value: Int) { self = .number(String(value)) }
  /// An array.
  public init(arrayLiteral elements: JSONTree...) { self = .array(elements) }
  /// An object with its members in the order written; of two with one name, the last counts.
  public init(dictionaryLiteral elements: (String, JSONTree)...) {
    var object = JSONObject()
    for (name, value) in elements { object[name] = value }
    self = .object(object)
  }
}
