/// Whether other libraries may use a definition.
public enum AccessLevel: String, Sendable {
  /// They may.
  case `public` = "Public"
  /// They may not.
  case `private` = "Private"
}

/// `using FHIR version '4.0.1'`
public struct ModelUse: Sendable, Hashable {
  /// `FHIR`, or the alias after `called`.
  public var name: String
  /// The model's namespace: `http://hl7.org/fhir`, `urn:hl7-org:elm-types:r1`.
  public var uri: String
  /// The model's version.
  public var version: String?

  /// A use of a model.
  public init(name: String, uri: String, version: String? = nil) {
    self.name = name
    self.uri = uri
    self.version = version
  }
}

/// `include FHIRHelpers version '4.0.1' called FHIRHelpers`
public struct LibraryInclude: Sendable, Hashable {
  /// The library that is meant.
  public var identifier: LibraryIdentifier
  /// The name by which this library calls it.
  public var alias: String

  /// An include.
  public init(_ identifier: LibraryIdentifier, alias: String) {
    self.identifier = identifier
    self.alias = alias
  }
}

/// `parameter MeasurementPeriod Interval<DateTime> default …`
public struct ParameterDefinition: Sendable {
  /// The name.
  public var name: String
  /// The declared type, or that of the default.
  public var type: CQLType?
  /// The value when the caller gives none; nil means null.
  public var defaultValue: CQLExpression?
  /// Who may use it.
  public var access: AccessLevel
  /// Where it stands in the source.
  public var locator: SourceRange?

  /// A parameter.
  public init(
    _ name: String, type: CQLType?, defaultValue: CQLExpression? = nil, access: AccessLevel = .public,
    at locator: SourceRange? = nil
  ) {
    self.name = name
    self.type = type
    self.defaultValue = defaultValue
    self.access = access
    self.locator = locator
  }
}

/// A define: `define "Has Diabetes": exists [Condition: "Diabetes"]`.
///
/// `context Patient` defines an expression named `Patient`, as ELM has it: `singleton from [Patient]`. It stands in the
/// list like any other, before the first define of its context.
public struct ExpressionDefinition: Sendable {
  /// The name.
  public var name: String
  /// The context: `Patient` or `Unfiltered` (old ELM: `Population`).
  public var context: String
  /// Who may use it.
  public var access: AccessLevel
  /// The type of the result, where known.
  public var type: CQLType?
  /// What it computes.
  public var expression: CQLExpression
  /// Where it stands in the source.
  public var locator: SourceRange?

  /// A define.
  public init(
    _ name: String, context: String = "Patient", access: AccessLevel = .public, type: CQLType? = nil,
    expression: CQLExpression, at locator: SourceRange? = nil
  ) {
    self.name = name
    self.context = context
    self.access = access
    self.type = type ?? expression.type
    self.expression = expression
    self.locator = locator
  }
}

/// `define function "Age At"(P Patient, D Date): …`
public struct FunctionDefinition: Sendable {
  /// An operand of a function.
  public struct Operand: Sendable, Hashable {
    /// The name by which the body refers to it.
    public var name: String
    /// The declared type.
    public var type: CQLType

    /// An operand.
    public init(_ name: String, _ type: CQLType) {
      self.name = name
      self.type = type
    }
  }

  /// The name; overloads share it.
  public var name: String
  /// The operands, in order.
  public var operands: [Operand]
  /// The type of the result, where known.
  public var type: CQLType?
  /// The body; nil means an external function, which evaluation refuses by name.
  public var body: CQLExpression?
  /// Whether it may be called on its first operand (`X.f()`).
  public var isFluent: Bool
  /// Who may use it.
  public var access: AccessLevel
  /// The context.
  public var context: String
  /// Where it stands in the source.
  public var locator: SourceRange?

  /// A function.
  public init(
    _ name: String, operands: [Operand], type: CQLType? = nil, body: CQLExpression?, isFluent: Bool = false,
    access: AccessLevel = .public, context: String = "Patient", at locator: SourceRange? = nil
  ) {
    self.name = name
    self.operands = operands
    self.type = type
    self.body = body
    self.isFluent = isFluent
    self.access = access
    self.context = context
    self.locator = locator
  }
}
