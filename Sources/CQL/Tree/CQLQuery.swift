/// A query (CQL 1.5, Author's Guide, Queries).
public struct CQLQuery: Sendable {
  /// A source: `[Condition] C`.
  public struct Source: Sendable {
    /// The alias.
    public let alias: String
    /// A list; any other value is a source of one item, and the query then gives one item.
    public let expression: CQLExpression

    /// A source.
    public init(_ alias: String, _ expression: CQLExpression) {
      self.alias = alias
      self.expression = expression
    }
  }

  /// `let x: …`
  public struct Let: Sendable {
    /// The name.
    public let name: String
    /// The value.
    public let expression: CQLExpression

    /// A definition.
    public init(_ name: String, _ expression: CQLExpression) {
      self.name = name
      self.expression = expression
    }
  }

  /// `with [Encounter] E such that …` or `without …`
  public struct Relationship: Sendable {
    /// Whether there must be none.
    public let isWithout: Bool
    /// The related items.
    public let source: Source
    /// What a related item must fulfil.
    public let suchThat: CQLExpression

    /// A relationship.
    public init(isWithout: Bool, source: Source, suchThat: CQLExpression) {
      self.isWithout = isWithout
      self.source = source
      self.suchThat = suchThat
    }
  }

  /// `return [all | distinct] …`
  public struct Return: Sendable {
    /// What each row gives.
    public let expression: CQLExpression
    /// Whether equal rows count once (the default of CQL).
    public let isDistinct: Bool

    /// A return clause.
    public init(_ expression: CQLExpression, isDistinct: Bool) {
      self.expression = expression
      self.isDistinct = isDistinct
    }
  }

  /// `aggregate [distinct] X starting 0: X + A`
  public struct Aggregate: Sendable {
    /// The accumulator's name; ``CQLExpression/Kind/queryLetRef(_:)`` refers to it.
    public let name: String
    /// The first value; nil is null.
    public let starting: CQLExpression?
    /// The next value.
    public let expression: CQLExpression
    /// Whether equal rows count once.
    public let isDistinct: Bool

    /// An aggregate clause.
    public init(_ name: String, starting: CQLExpression?, expression: CQLExpression, isDistinct: Bool) {
      self.name = name
      self.starting = starting
      self.expression = expression
      self.isDistinct = isDistinct
    }
  }

  /// The sources; several make a product.
  public let sources: [Source]
  /// The definitions for each row.
  public let lets: [Let]
  /// The with and without clauses, in order.
  public let relationships: [Relationship]
  /// The filter.
  public let filter: CQLExpression?
  /// What a row gives; nil is the row itself: the item of one source, a tuple of several, without duplicates removed.
  public let result: Return?
  /// The fold; excludes ``result``.
  public let aggregate: Aggregate?
  /// The order; empty is the order of the sources.
  public let sort: [SortItem]

  /// A query.
  public init(
    sources: [Source], lets: [Let] = [], relationships: [Relationship] = [], filter: CQLExpression? = nil,
    result: Return? = nil, aggregate: Aggregate? = nil, sort: [SortItem] = []
  ) {
    self.sources = sources
    self.lets = lets
    self.relationships = relationships
    self.filter = filter
    self.result = result
    self.aggregate = aggregate
    self.sort = sort
  }
}

/// One key of an order.
public struct SortItem: Sendable {
  /// What is compared.
  public enum Key: Sendable {
    /// The items themselves.
    case item
    /// A property of the items.
    case column(String)
    /// An expression in which ``CQLExpression/Kind/identifierRef(_:)`` names properties of the item
    /// (`$this` is the item).
    case expression(CQLExpression)
  }

  /// What is compared.
  public let key: Key
  /// Whether the greatest comes first.
  public let isDescending: Bool

  /// A key.
  public init(_ key: Key, isDescending: Bool) {
    self.key = key
    self.isDescending = isDescending
  }
}
