/// A node of the syntax tree: what stands in the text, before anything is known of names and types.
public final class ExpressionSyntax: Sendable {
  /// What is written.
  public let form: Form
  /// Where it is written.
  public let range: TextRange
  /// Length of the longest way to a leaf, bounded by ``SyntaxLimits/treeDepth``.
  let depth: Int

  init(_ form: Form, at range: TextRange) {
    self.form = form
    self.range = range
    depth = 1 + form.childDepth
  }

  /// What may be written.
  public enum Form: Sendable {
    case literal(LiteralSyntax)
    /// A name alone: alias, define, parameter, code … or the beginning of a qualified name.
    case identifier(String)
    /// `%name`
    case external(String)
    /// `$this`, `$index`, `$total`
    case variable(String)
    /// `base.name`
    case member(ExpressionSyntax, String)
    /// `name(…)` or `base.name(…)`
    case call(base: ExpressionSyntax?, name: String, arguments: [ExpressionSyntax])
    case indexer(ExpressionSyntax, ExpressionSyntax)
    case interval(low: ExpressionSyntax, high: ExpressionSyntax, lowClosed: Bool, highClosed: Bool)
    case tuple([NamedElement])
    case instance(TypeSpecifierSyntax, [NamedElement])
    case list(element: TypeSpecifierSyntax?, [ExpressionSyntax])
    case code(CodeSelectorSyntax)
    case concept([CodeSelectorSyntax], display: String?)
    case unary(UnaryOperatorSyntax, ExpressionSyntax)
    case binary(BinaryOperatorSyntax, ExpressionSyntax, ExpressionSyntax)
    case timing(TimingPhrase, ExpressionSyntax, ExpressionSyntax)
    /// `x in y`, `y contains x`, with `day of` between
    case membership(contains: Bool, PrecisionSyntax?, ExpressionSyntax, ExpressionSyntax)
    case test(TestSyntax, negated: Bool, ExpressionSyntax)
    case `is`(ExpressionSyntax, TypeSpecifierSyntax)
    /// `x as T`, `cast x as T`
    case `as`(ExpressionSyntax, TypeSpecifierSyntax, isCast: Bool)
    case convert(ExpressionSyntax, to: TypeSpecifierSyntax)
    case convertUnit(ExpressionSyntax, unit: String)
    case between(ExpressionSyntax, properly: Bool, low: ExpressionSyntax, high: ExpressionSyntax)
    /// `days between a and b`, `difference in days between a and b`
    case spanBetween(isDifference: Bool, PrecisionSyntax, ExpressionSyntax, ExpressionSyntax)
    /// `duration in days of i`, `difference in days of i`
    case spanOf(isDifference: Bool, PrecisionSyntax, ExpressionSyntax)
    case component(ComponentSyntax, ExpressionSyntax)
    case conditional(ExpressionSyntax, then: ExpressionSyntax, else: ExpressionSyntax)
    case cases(comparand: ExpressionSyntax?, [CaseItem], else: ExpressionSyntax)
    case collapse(ExpressionSyntax, per: PerSyntax?)
    case expand(ExpressionSyntax, per: PerSyntax?)
    /// `minimum T`, `maximum T`
    case extreme(isMaximum: Bool, TypeSpecifierSyntax)
    case retrieve(RetrieveSyntax)
    case query(QuerySyntax)
  }

  /// An element of a tuple or an instance.
  public struct NamedElement: Sendable {
    /// The name.
    public let name: String
    /// Where the name stands.
    public let nameRange: TextRange
    /// The value.
    public let value: ExpressionSyntax
  }

  /// `when … then …`
  public struct CaseItem: Sendable {
    /// The condition.
    public let when: ExpressionSyntax
    /// The result.
    public let then: ExpressionSyntax
  }

  /// The step of `collapse` and `expand`.
  public enum PerSyntax: Sendable {
    case precision(PrecisionSyntax)
    case expression(ExpressionSyntax)
  }
}

/// `Code '29463-7' from "LOINC" display 'Body weight'`
public struct CodeSelectorSyntax: Sendable, Hashable {
  /// The code.
  public var code: String
  /// The code system's name, qualified by a library's alias if need be.
  public var system: QualifiedNameSyntax
  /// What to show.
  public var display: String?
  /// Where it stands.
  public var range: TextRange
}

/// A name with qualifiers: `Common."LOINC"`.
public struct QualifiedNameSyntax: Sendable, Hashable {
  /// The qualifiers, outermost first.
  public var qualifiers: [String]
  /// The name.
  public var name: String
  /// Where it stands.
  public var range: TextRange

  /// The whole name with dots.
  public var joined: String { (qualifiers + [name]).joined(separator: ".") }
}

extension ExpressionSyntax.Form {
  /// The depth of the deepest child.
  fileprivate var childDepth: Int {
    switch self {
    case .literal, .identifier, .external, .variable, .code, .concept, .extreme: 0
    case .member(let a, _), .unary(_, let a), .test(_, _, let a), .is(let a, _), .as(let a, _, _), .convert(let a, _),
      .convertUnit(let a, _), .spanOf(_, _, let a), .component(_, let a):
      a.depth
    case .call(let base, _, let arguments): max(base?.depth ?? 0, deepest(arguments))
    case .indexer(let a, let b), .interval(let a, let b, _, _), .binary(_, let a, let b), .timing(_, let a, let b),
      .membership(_, _, let a, let b), .spanBetween(_, _, let a, let b):
      max(a.depth, b.depth)
    case .tuple(let elements), .instance(_, let elements): elements.reduce(0) { max($0, $1.value.depth) }
    case .list(_, let items): deepest(items)
    case .between(let a, _, let b, let c), .conditional(let a, let b, let c): max(a.depth, b.depth, c.depth)
    case .cases(let comparand, let items, let last):
      items.reduce(max(comparand?.depth ?? 0, last.depth)) { max($0, $1.when.depth, $1.then.depth) }
    case .collapse(let a, let per), .expand(let a, let per):
      if case .expression(let b) = per { max(a.depth, b.depth) } else { a.depth }
    case .retrieve(let retrieve): retrieve.terminology?.depth ?? 0
    case .query(let query): query.depth
    }
  }

  private func deepest(_ nodes: [ExpressionSyntax]) -> Int { nodes.reduce(0) { max($0, $1.depth) } }
}
