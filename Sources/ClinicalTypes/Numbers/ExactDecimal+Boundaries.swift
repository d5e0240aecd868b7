extension ExactDecimal {
  /// The places that a boundary may have.
  static let boundaryPrecisions = 0...28

  /// The least value that the written digits can stand for, half a unit of the last digit below: 1.587 → 1.58650000.
  ///
  /// With fewer places than that needs, a bound nearer to zero is cut and one further from zero rounded half away.
  /// Source: FHIRPath (STU) `lowBoundary(precision)`. Nil for places outside 0…28.
  public func lowBoundary(precision: Int = 8) -> ExactDecimal? {
    boundary(precision, halfUnit: -5, inward: coefficient > 0)
  }

  /// The greatest value that the written digits can stand for: 1.587 → 1.58750000.
  ///
  /// Source: FHIRPath (STU) `highBoundary(precision)`. Nil for places outside 0…28.
  public func highBoundary(precision: Int = 8) -> ExactDecimal? {
    boundary(precision, halfUnit: 5, inward: coefficient < 0)
  }

  private func boundary(_ precision: Int, halfUnit: Int128, inward: Bool) -> ExactDecimal? {
    guard Self.boundaryPrecisions.contains(precision), let finer = rescaled(to: Int(scale) + 1),
      let half = ExactDecimal(coefficient: halfUnit, scale: Int(scale) + 1), let bound = finer.adding(half)
    else { return nil }
    return bound.rounded(to: precision, inward ? .towardZero : .halfAwayFromZero).rescaled(to: precision)
  }

  /// The least value that begins with the written digits: 1.587 → 1.58700000 (CQL 1.5 `LowBoundary`).
  ///
  /// Nil for places outside 0…28.
  public func truncatedLowBoundary(precision: Int = 8) -> ExactDecimal? {
    extended(precision, withNines: coefficient < 0)
  }

  /// The greatest value that begins with the written digits: 1.587 → 1.58799999 (CQL 1.5 `HighBoundary`).
  ///
  /// Nil for places outside 0…28.
  public func truncatedHighBoundary(precision: Int = 8) -> ExactDecimal? {
    extended(precision, withNines: coefficient >= 0)
  }

  private func extended(_ precision: Int, withNines: Bool) -> ExactDecimal? {
    guard Self.boundaryPrecisions.contains(precision) else { return nil }
    guard precision > Int(scale) else { return rounded(to: precision, .towardZero) }
    guard let zeros = rescaled(to: precision) else { return nil }
    guard withNines, let unit = PowersOfTen.power(precision - Int(scale)) else { return zeros }
    let nines = Int128(truncatingIfNeeded: unit - 1)
    let (value, overflow) = zeros.coefficient.addingReportingOverflow(coefficient < 0 ? -nines : nines)
    return overflow ? nil : ExactDecimal(coefficient: value, scale: precision)
  }
}
