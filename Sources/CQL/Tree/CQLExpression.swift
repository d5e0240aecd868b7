public import ClinicalTypes

/// A node of the tree: what to compute, its type where known, and where it stands in the source.
///
/// Nodes are immutable objects, so that the evaluator can keep what it prepares for a node under the node's identity.
///
/// ```swift
/// let sum = CQLExpression(.operation(.add, [CQLExpression(.literal(.integer(1))), x]), type: .integer, at: range)
/// ```
public final class CQLExpression: Sendable {
  /// What the node computes.
  public let kind: Kind
  /// The type of the result; nil where nobody has said (ELM of translator 1.3).
  public let type: CQLType?
  /// The place in the source.
  public let locator: SourceRange?

  /// A node.
  public init(_ kind: Kind, type: CQLType? = nil, at locator: SourceRange? = nil) {
    self.kind = kind
    if type == nil, case .literal(let literal) = kind { self.type = literal.type } else { self.type = type }
    self.locator = locator
  }

  /// What a node computes.
  public enum Kind: Sendable {
    // Values
    /// `null`
    case null
    /// A constant.
    case literal(CQLLiteral)
    /// `Interval[low, high)`
    case interval(IntervalSelector)
    /// `{ a, b }`
    case list([CQLExpression])
    /// `Tuple { a: x }`
    case tuple([NamedExpression])
    /// `Code { code: 'x' }`, `FHIR.Period { … }`; `as` says of which class.
    case instance(CQLType, [NamedExpression])

    // References
    /// A define.
    case expressionRef(DefinitionReference)
    /// A parameter.
    case parameterRef(DefinitionReference)
    /// A code.
    case codeRef(DefinitionReference)
    /// A concept.
    case conceptRef(DefinitionReference)
    /// A code system, as a value of type CodeSystem.
    case codeSystemRef(DefinitionReference)
    /// A value set, as a value of type ValueSet; not its codes (see ``CQLOperator/expandValueSet``).
    case valueSetRef(DefinitionReference)
    /// A call of a function with its arguments; `signature` picks the overload, an empty one leaves it to evaluation.
    case functionRef(DefinitionReference, [CQLExpression], signature: [CQLType])
    /// An operand of the function around.
    case operandRef(String)
    /// The alias of a query's source or relationship.
    case aliasRef(String)
    /// A `let` of a query, or the accumulator of an `aggregate` clause.
    case queryLetRef(String)
    /// A name that only the data at hand explains: a property of the row inside `sort by`.
    case identifierRef(String)

    // Structure
    /// `source.path`; the path may have several steps and indexers in old ELM (`period.start.value`, `name[0]`).
    case property(CQLExpression, path: String)
    /// `if c then a else b`
    case `if`(CQLExpression, then: CQLExpression, else: CQLExpression)
    /// `case [x] when a then b … else c end`
    case `case`(comparand: CQLExpression?, [CaseItem], else: CQLExpression)
    /// An operator or system function; the precision of `same day as`, `years between`, `month from` goes with it.
    case operation(CQLOperator, [CQLExpression], precision: CalendarUnit? = nil)
    /// `x as T` (null when it is none), `cast x as T` (strict: an error)
    case `as`(CQLExpression, CQLType, isStrict: Bool)
    /// `x is T`
    case `is`(CQLExpression, CQLType)
    /// `convert x to T`
    case convert(CQLExpression, CQLType)
    /// `CanConvert(x, T)`: whether `convert` would give a value
    case canConvert(CQLExpression, CQLType)
    /// `minimum T`
    case minValue(CQLType)
    /// `maximum T`
    case maxValue(CQLType)

    // Data
    /// `[Observation: "Body weight"]`
    case retrieve(CQLRetrieve)
    /// `from … let … with … where … return … sort`
    case query(CQLQuery)
    /// ELM's Sort without a query.
    case sort(CQLExpression, [SortItem])
    /// ELM's Filter, ForEach and Repeat, in which ``current(_:)`` is the item.
    case iteration(Iteration, CQLExpression, scope: String?, CQLExpression)
    /// The item of the iteration named `scope`, or of the innermost one.
    case current(String?)
  }

  /// What an iteration does with the items.
  public enum Iteration: String, Sendable {
    /// Keeps those for which the element expression is true.
    case filter = "Filter"
    /// Gives the element expression for each.
    case forEach = "ForEach"
    /// Applies the element expression again and again until nothing new comes.
    case `repeat` = "Repeat"
  }

  /// A name with an expression: an element of a tuple or an instance.
  public struct NamedExpression: Sendable {
    /// The name.
    public let name: String
    /// The value.
    public let value: CQLExpression

    /// An element.
    public init(_ name: String, _ value: CQLExpression) {
      self.name = name
      self.value = value
    }
  }

  /// `when … then …`
  public struct CaseItem: Sendable {
    /// The condition, or what the comparand must equal.
    public let when: CQLExpression
    /// The result.
    public let then: CQLExpression

    /// An item.
    public init(when: CQLExpression, then: CQLExpression) {
      self.when = when
      self.then = then
    }
  }

  /// An interval's four parts. Whether an end is closed may depend on data (FHIRHelpers: `Interval[p.start, p.end]`).
  public struct IntervalSelector: Sendable {
    /// The lower end; nil is null.
    public let low: CQLExpression?
    /// The upper end; nil is null.
    public let high: CQLExpression?
    /// Whether the lower end belongs to the interval.
    public let lowClosed: Bool
    /// Whether the upper end belongs to the interval.
    public let highClosed: Bool
    /// Decides `lowClosed` at evaluation, if given.
    public let lowClosedExpression: CQLExpression?
    /// Decides `highClosed` at evaluation, if given.
    public let highClosedExpression: CQLExpression?

    /// An interval.
    public init(
      low: CQLExpression?, high: CQLExpression?, lowClosed: Bool = true, highClosed: Bool = true,
      lowClosedExpression: CQLExpression? = nil, highClosedExpression: CQLExpression? = nil
    ) {
      self.low = low
      self.high = high
      self.lowClosed = lowClosed
      self.highClosed = highClosed
      self.lowClosedExpression = lowClosedExpression
      self.highClosedExpression = highClosedExpression
    }
  }
}
