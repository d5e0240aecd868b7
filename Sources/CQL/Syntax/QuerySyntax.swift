/// A query as written (CQL 1.5, grammar rule `query`).
public struct QuerySyntax: Sendable {
  /// `[Condition] C`
  public struct Source: Sendable {
    /// The alias.
    public let alias: String
    /// Where the alias stands.
    public let aliasRange: TextRange
    /// The list, or a single value.
    public let expression: ExpressionSyntax
  }

  /// `x: …` of a let clause.
  public struct Let: Sendable {
    /// The name.
    public let name: String
    /// Where the name stands.
    public let nameRange: TextRange
    /// The value.
    public let expression: ExpressionSyntax
  }

  /// `with … such that …`, `without … such that …`
  public struct Inclusion: Sendable {
    /// Whether there must be none.
    public let isWithout: Bool
    /// The related items.
    public let source: Source
    /// What a related item must fulfil.
    public let condition: ExpressionSyntax
  }

  /// `return all …`
  public struct Return: Sendable {
    /// Whether `all` or `distinct` is written; nil is neither, which means distinct.
    public let isDistinct: Bool?
    /// What each row gives.
    public let expression: ExpressionSyntax
  }

  /// `aggregate R starting 0: …`
  public struct Aggregate: Sendable {
    /// Whether `all` or `distinct` is written; nil is neither, which means all.
    public let isDistinct: Bool?
    /// The accumulator.
    public let name: String
    /// Where the accumulator's name stands.
    public let nameRange: TextRange
    /// The first value.
    public let starting: ExpressionSyntax?
    /// The next value.
    public let expression: ExpressionSyntax
  }

  /// One key of a sort clause; no expression means the item itself.
  public struct SortKey: Sendable {
    /// What is compared.
    public let expression: ExpressionSyntax?
    /// The direction as written: `asc`, `ascending`, `desc`, `descending`, or nil.
    public let direction: String?
  }

  /// The sources; `from` is written where there are several.
  public var sources: [Source] = []
  /// The let clause.
  public var lets: [Let] = []
  /// The with and without clauses.
  public var inclusions: [Inclusion] = []
  /// The where clause.
  public var filter: ExpressionSyntax?
  /// The return clause.
  public var result: Return?
  /// The aggregate clause.
  public var aggregate: Aggregate?
  /// The sort clause.
  public var sort: [SortKey] = []

  var depth: Int {
    var depth = 0
    for source in sources { depth = max(depth, source.expression.depth) }
    for item in lets { depth = max(depth, item.expression.depth) }
    for item in inclusions { depth = max(depth, item.source.expression.depth, item.condition.depth) }
    for key in sort { depth = max(depth, key.expression?.depth ?? 0) }
    return max(
      depth, filter?.depth ?? 0, result?.expression.depth ?? 0, aggregate?.expression.depth ?? 0,
      aggregate?.starting?.depth ?? 0)
  }
}

/// A retrieve as written: `[Patient -> Condition: code ~ "Diabetes"]`.
public struct RetrieveSyntax: Sendable {
  /// How codes are compared.
  public enum Comparator: String, Sendable {
    case `in`
    case equal = "="
    case equivalent = "~"
  }

  /// The expression before `->`, by name.
  public var context: QualifiedNameSyntax?
  /// The type of the resources.
  public var type: TypeSpecifierSyntax
  /// The path of the codes, when written.
  public var codePath: String?
  /// The comparator, when written.
  public var comparator: Comparator?
  /// The codes.
  public var terminology: ExpressionSyntax?
}
