public import JSON

/// Which codes an element of a resource must hold (`DataRequirement.codeFilter`), checked again on everything that comes,
/// since servers ignore search parameters.
public struct CodeFilter: Sendable, Hashable {
  /// A code and its system. No system: the code of a primitive element such as `status`, or of any system.
  public struct Key: Sendable, Hashable {
    /// The system's URI.
    public let system: String?
    /// The code.
    public let code: String

    /// A key.
    public init(system: String? = nil, code: String) {
      self.system = system
      self.code = code
    }
  }

  /// The element, in dots from the resource (`code`, `category`, `status`, `medication`).
  public let path: String
  /// The codes that count.
  public let codes: Set<Key>

  /// A filter.
  public init(path: String, codes: Set<Key>) {
    self.path = path
    self.codes = codes
  }

  /// Whether `resource` holds one of the codes. Nil when that cannot be told here, because the element is a reference to a
  /// resource elsewhere (`medicationReference`).
  public func matches(_ resource: JSONValue) -> Bool? {
    var nodes = [resource]
    var isElsewhere = false
    for step in path.split(separator: ".") {
      nodes = nodes.flatMap { node -> [JSONValue] in
        let name = String(step)
        if node["\(name)Reference"] != nil { isElsewhere = true }
        let found = [name, "\(name)CodeableConcept", "\(name)Coding"].compactMap { node[$0] }
        return found.flatMap { $0.isArray ? Array($0.elements) : [$0] }
      }
    }
    let keys = nodes.flatMap(codes(of:))
    if keys.contains(where: { codes.contains($0) || codes.contains(Key(code: $0.code)) }) { return true }
    return keys.isEmpty && isElsewhere ? nil : false
  }

  private func codes(of node: JSONValue) -> [Key] {
    if let code = node.string { return [Key(code: code)] }
    let codings = node["coding"].map { Array($0.elements) } ?? [node]
    return codings.compactMap { coding in
      coding["code"]?.string.map { Key(system: coding["system"]?.string, code: $0) }
    }
  }
}
