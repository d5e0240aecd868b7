/// The decimals that CQL can hold: 28 digits, 8 of them after the point (CQL 1.5, `System.Decimal`).
extension ExactDecimal {
  /// How many digits after the point CQL keeps.
  public static let cqlPlaces = 8
  /// 99999999999999999999.99999999 (CQL `maximum Decimal`).
  public static let cqlMaximum = ExactDecimal(unchecked: 9_999_999_999_999_999_999_999_999_999, scale: 8)
  /// -99999999999999999999.99999999 (CQL `minimum Decimal`).
  public static let cqlMinimum = cqlMaximum.negated
  /// 0.00000001: the distance to the next decimal.
  public static let cqlStep = ExactDecimal(unchecked: 1, scale: 8)

  /// Whether CQL can hold the value as it is.
  public var isWithinCQLLimits: Bool { isWithinCQLRange && normalized.scale <= 8 }

  private var isWithinCQLRange: Bool { self <= Self.cqlMaximum && self >= Self.cqlMinimum }

  /// The value rounded to 8 places, halves away from zero; nil when it is then out of CQL's range.
  public func roundedForCQL() -> ExactDecimal? {
    let rounded = rounded(to: Self.cqlPlaces)
    return rounded.isWithinCQLRange ? rounded : nil
  }

  /// The next greater CQL decimal; nil after the last.
  public var cqlSuccessor: ExactDecimal? { adding(Self.cqlStep).flatMap { $0.isWithinCQLRange ? $0 : nil } }
  /// The next smaller CQL decimal; nil before the first.
  public var cqlPredecessor: ExactDecimal? { subtracting(Self.cqlStep).flatMap { $0.isWithinCQLRange ? $0 : nil } }
}
