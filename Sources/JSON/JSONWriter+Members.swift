/// Whole members. A nil value writes nothing, since CDS Hooks and FHIR forbid null members.
extension JSONWriter {
  /// Writes a string member, or nothing for nil.
  public mutating func member(_ name: String, _ string: String?) {
    guard let string else { return }
    key(name)
    value(string)
  }

  /// Writes a boolean member, or nothing for nil.
  public mutating func member(_ name: String, _ bool: Bool?) {
    guard let bool else { return }
    key(name)
    value(bool)
  }

  /// Writes an integer member, or nothing for nil.
  public mutating func member(_ name: String, _ int: Int?) {
    guard let int else { return }
    key(name)
    value(int)
  }

  /// Copies a parsed value as a member, or writes nothing for nil.
  public mutating func member(_ name: String, _ parsed: JSONValue?) {
    guard let parsed else { return }
    key(name)
    raw(parsed)
  }

  /// Writes a tree as a member, or nothing for nil.
  public mutating func member(_ name: String, _ tree: JSONTree?) {
    guard let tree else { return }
    key(name)
    tree.write(to: &self)
  }
}
