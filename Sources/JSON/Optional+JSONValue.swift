/// The accessors of ``JSONValue`` on an optional one, so that a path is read in one line.
extension Optional where Wrapped == JSONValue {
  /// The member called `key`, or nil.
  public subscript(_ key: String) -> JSONValue? { self?[key] }
  /// The element at `position`, or nil.
  public subscript(_ position: Int) -> JSONValue? { self?[position] }
  /// The value of a string, or nil.
  public var string: String? { self?.string }
  /// The value of `true` or `false`, or nil.
  public var bool: Bool? { self?.bool }
  /// A number as written, or nil.
  public var numberText: String? { self?.numberText }
  /// A number written as an integer that fits, or nil.
  public var int: Int? { self?.int }
  /// The elements of an array, or none.
  public var elements: [JSONValue] { self.map { Array($0.elements) } ?? [] }
  /// The members of an object, or none.
  public var members: [(key: String, value: JSONValue)] { self.map { Array($0.members) } ?? [] }
  /// Whether there is a string equal to `other`.
  public func stringEquals(_ other: StaticString) -> Bool { self?.stringEquals(other) ?? false }
}
