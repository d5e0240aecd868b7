/// A definition or statement of a library as written.
public struct DefinitionSyntax: Sendable {
  /// What is defined.
  public enum Form: Sendable {
    case using(QualifiedNameSyntax, version: String?, alias: String?)
    case include(QualifiedNameSyntax, version: String?, alias: String?)
    case codeSystem(id: String, version: String?)
    case valueSet(id: String, version: String?, codeSystems: [QualifiedNameSyntax])
    case code(id: String, system: QualifiedNameSyntax, display: String?)
    case concept(codes: [QualifiedNameSyntax], display: String?)
    case parameter(type: TypeSpecifierSyntax?, value: ExpressionSyntax?)
    case context(model: String?)
    case expression(ExpressionSyntax)
    case function(FunctionSyntax)
  }

  /// What is defined.
  public let form: Form
  /// The name; of `using` and `include` the last part of the qualified name, of `context` the context.
  public let name: String
  /// Where the name stands.
  public let nameRange: TextRange
  /// Where the whole stands.
  public let range: TextRange
  /// Whether `private` is written.
  public let isPrivate: Bool
  /// The tags in the comments before it, in order.
  public let tags: [TagSyntax]
}

/// A function as written.
public struct FunctionSyntax: Sendable {
  /// An operand.
  public struct Operand: Sendable {
    /// The name.
    public let name: String
    /// Where the name stands.
    public let nameRange: TextRange
    /// The type.
    public let type: TypeSpecifierSyntax
  }

  /// The operands.
  public let operands: [Operand]
  /// The declared type of the result.
  public let returns: TypeSpecifierSyntax?
  /// The body; nil means `external`.
  public let body: ExpressionSyntax?
  /// Whether it may be called on its first operand.
  public let isFluent: Bool
}

/// `@name: value` in a comment before a definition.
public struct TagSyntax: Sendable, Hashable {
  /// The name.
  public let name: String
  /// The value, possibly empty.
  public let value: String
}

/// A library as written.
public struct LibrarySyntax: Sendable {
  /// The name; nil where the library is anonymous.
  public internal(set) var name: QualifiedNameSyntax?
  /// The version.
  public internal(set) var version: String?
  /// The tags in the comments before the library's name.
  public internal(set) var tags: [TagSyntax] = []
  /// The definitions and statements in order.
  public internal(set) var definitions: [DefinitionSyntax] = []
}
