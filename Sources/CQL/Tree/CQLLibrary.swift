/// A CQL library as a typed tree: what the translator and the ELM reader both produce, and what the evaluator runs.
///
/// The tree has the semantics of ELM r1 (CQL 1.5, Logical Specification): every implicit conversion of the source is an
/// explicit node. Definitions keep the order of the source.
public struct CQLLibrary: Sendable {
  /// Name and version, as `library X version '1'` says; an anonymous library has an empty name.
  public var identifier: LibraryIdentifier
  /// The models in use: `System` and, as a rule, `FHIR`.
  public var usings: [ModelUse]
  /// The libraries that this one calls, by alias.
  public var includes: [LibraryInclude]
  /// What the caller may set.
  public var parameters: [ParameterDefinition]
  /// Named code systems.
  public var codeSystems: [CodeSystemDefinition]
  /// Named value sets.
  public var valueSets: [ValueSetDefinition]
  /// Named codes.
  public var codes: [CodeDefinition]
  /// Named concepts.
  public var concepts: [ConceptDefinition]
  /// The contexts in the order in which they are first used: `Patient`, `Unfiltered`.
  public var contexts: [String]
  /// The defines, without the `Patient` that a context brings along; see ``ExpressionDefinition``.
  public var expressions: [ExpressionDefinition]
  /// The functions; one name may have several overloads.
  public var functions: [FunctionDefinition]

  /// A library with nothing but its name.
  public init(identifier: LibraryIdentifier) {
    self.identifier = identifier
    usings = []
    includes = []
    parameters = []
    codeSystems = []
    valueSets = []
    codes = []
    concepts = []
    contexts = []
    expressions = []
    functions = []
  }
}

/// The name and version of a library.
public struct LibraryIdentifier: Sendable, Hashable, CustomStringConvertible {
  /// The name, qualified with dots where the source qualifies it.
  public var name: String
  /// The version; nil means any.
  public var version: String?

  /// An identifier.
  public init(_ name: String, version: String? = nil) {
    self.name = name
    self.version = version
  }

  /// `Name` or `Name|1.0`.
  public var description: String { version.map { "\(name)|\($0)" } ?? name }
}
