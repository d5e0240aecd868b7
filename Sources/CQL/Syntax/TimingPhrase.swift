/// A timing phrase between two operands: `starts 3 days or less before start`, `during day of`, `overlaps after`
/// (CQL 1.5, Author's Guide, "Interval Operators"; grammar rule `intervalOperatorPhrase`).
public struct TimingPhrase: Sendable, Hashable {
  /// Which end of the left operand is meant.
  public enum LeftBoundary: String, Sendable, Hashable { case starts, ends, occurs }
  /// Which end of the right operand is meant.
  public enum RightBoundary: String, Sendable, Hashable { case start, end }
  /// Before or after.
  public enum Direction: String, Sendable, Hashable { case before, after }
  /// `same … as`, `same … or before`, `same … or after`
  public enum Same: String, Sendable, Hashable {
    case `as` = "as"
    case orBefore = "or before"
    case orAfter = "or after"
  }

  /// How far apart, in `3 days or less before`.
  public struct Offset: Sendable, Hashable {
    /// Which distances will do.
    public enum Qualifier: Sendable, Hashable { case exactly, orMore, orLess, lessThan, moreThan }
    /// Which distances will do.
    public var qualifier: Qualifier
    /// The distance.
    public var quantity: QuantitySyntax
  }

  /// The relation itself.
  public enum Relation: Sendable, Hashable {
    case same(Same)
    case includes(properly: Bool)
    /// `during` and `included in` mean the same.
    case includedIn(properly: Bool)
    /// `inclusive`: `on or before`, `before or on`.
    case relative(Direction, inclusive: Bool, Offset?)
    case within(QuantitySyntax, properly: Bool)
    case meets(Direction?)
    case overlaps(Direction?)
    case starts
    case ends
  }

  /// Which end of the left operand is meant.
  public var left: LeftBoundary?
  /// The relation.
  public var relation: Relation
  /// `day of`, or the word in `same day as`.
  public var precision: PrecisionSyntax?
  /// Which end of the right operand is meant.
  public var right: RightBoundary?
}
