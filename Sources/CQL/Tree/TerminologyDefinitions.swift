/// The name of a definition, with the alias of the library that holds it if it is another one.
public struct DefinitionReference: Sendable, Hashable, CustomStringConvertible {
  /// The alias of the include; nil means this library.
  public var library: String?
  /// The name.
  public var name: String

  /// A reference.
  public init(_ name: String, library: String? = nil) {
    self.name = name
    self.library = library
  }

  /// `"Name"` or `Library."Name"`.
  public var description: String { library.map { "\($0).\"\(name)\"" } ?? "\"\(name)\"" }
}

/// `codesystem "LOINC": 'http://loinc.org'`
public struct CodeSystemDefinition: Sendable, Hashable {
  /// The name.
  public var name: String
  /// The system's URI.
  public var id: String
  /// The system's version.
  public var version: String?
  /// Who may use it.
  public var access: AccessLevel

  /// A code system.
  public init(_ name: String, id: String, version: String? = nil, access: AccessLevel = .public) {
    self.name = name
    self.id = id
    self.version = version
    self.access = access
  }
}

/// `valueset "Diabetes": 'http://…'`
public struct ValueSetDefinition: Sendable, Hashable {
  /// The name.
  public var name: String
  /// The value set's canonical URL (or OID, in old content).
  public var id: String
  /// The value set's version.
  public var version: String?
  /// The code systems whose versions the value set is bound to.
  public var codeSystems: [DefinitionReference]
  /// Who may use it.
  public var access: AccessLevel

  /// A value set.
  public init(
    _ name: String, id: String, version: String? = nil, codeSystems: [DefinitionReference] = [],
    access: AccessLevel = .public
  ) {
    self.name = name
    self.id = id
    self.version = version
    self.codeSystems = codeSystems
    self.access = access
  }
}

/// `code "Body weight": '29463-7' from "LOINC" display 'Body weight'`
public struct CodeDefinition: Sendable, Hashable {
  /// The name.
  public var name: String
  /// The code.
  public var id: String
  /// The code system; nil in ELM that leaves it out.
  public var codeSystem: DefinitionReference?
  /// What to show.
  public var display: String?
  /// Who may use it.
  public var access: AccessLevel

  /// A code.
  public init(
    _ name: String, id: String, codeSystem: DefinitionReference?, display: String? = nil, access: AccessLevel = .public
  ) {
    self.name = name
    self.id = id
    self.codeSystem = codeSystem
    self.display = display
    self.access = access
  }
}

/// `concept "Weight": { "Body weight", … } display 'Weight'`
public struct ConceptDefinition: Sendable, Hashable {
  /// The name.
  public var name: String
  /// The codes that mean it.
  public var codes: [DefinitionReference]
  /// What to show.
  public var display: String?
  /// Who may use it.
  public var access: AccessLevel

  /// A concept.
  public init(
    _ name: String, codes: [DefinitionReference], display: String? = nil, access: AccessLevel = .public
  ) {
    self.name = name
    self.codes = codes
    self.display = display
    self.access = access
  }
}
