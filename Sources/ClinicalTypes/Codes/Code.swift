/// A code from a code system (FHIR `Coding`; CQL `System.Code`).
public struct Code: Sendable, Hashable {
  /// The code system's canonical URL; nil where the source names none.
  public var system: String?
  /// The code as the system spells it.
  public var code: String
  /// The code system's version, where the source says so.
  public var version: String?
  /// How the source displays the code. Never decides identity.
  public var display: String?

  /// A code of a system.
  public init(system: String?, code: String, version: String? = nil, display: String? = nil) {
    self.system = system
    self.code = code
    self.version = version
    self.display = display
  }

  /// Whether both are the same code of the same system, whatever their version or display (CQL `Equivalent`, codes).
  public func isEquivalent(to other: Code) -> Bool { code == other.code && system == other.system }
}
