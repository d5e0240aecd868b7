import FHIR
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

  private let steps: [Step]

  /// One element of the path, which may be a choice of types.
  private struct Step: Sendable, Hashable {
    let values: [FHIRKey]
    let reference: FHIRKey

    init(_ name: Substring) {
      values = [FHIRKey(String(name)), FHIRKey("\(name)CodeableConcept"), FHIRKey("\(name)Coding")]
      reference = FHIRKey("\(name)Reference")
    }
  }

  /// A filter.
  public init(path: String, codes: Set<Key>) {
    self.path = path
    self.codes = codes
    steps = path.split(separator: ".").map(Step.init)
  }

  /// Whether `resource` holds one of the codes. Nil when that cannot be told here, because the element is a reference to a
  /// resource elsewhere (`medicationReference`).
  public func matches(_ resource: JSONValue) -> Bool? {
    var nodes = [resource]
    var isElsewhere = false
    for step in steps {
      var found: [JSONValue] = []
      for node in nodes {
        if node[step.reference] != nil { isElsewhere = true }
        for key in step.values {
          guard let value = node[key] else { continue }
          if value.isArray { found += value.elements } else { found.append(value) }
        }
      }
      nodes = found
    }
    var holdsCode = false
    for node in nodes {
      if let code = node.string {
        if codes.contains(Key(code: code)) { return true }
        holdsCode = true
        continue
      }
      for coding in node[.coding].map({ Array($0.elements) }) ?? [node] {
        guard let code = coding[.code]?.string else { continue }
        let system = CodeSystemOID.uri(of: coding[.system]) ?? coding[.system].string
        if codes.contains(Key(system: system, code: code)) || codes.contains(Key(code: code)) {
          return true
        }
        holdsCode = true
      }
    }
    return isElsewhere && !holdsCode ? nil : false
  }
}
