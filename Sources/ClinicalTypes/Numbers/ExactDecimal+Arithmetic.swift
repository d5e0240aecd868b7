extension ExactDecimal {
  /// The exact sum, with the longer scale of the two; nil if it does not fit.
  public func adding(_ other: ExactDecimal) -> ExactDecimal? {
    if scale == other.scale {
      let (sum, overflow) = coefficient.addingReportingOverflow(other.coefficient)
      return overflow ? nil : ExactDecimal(coefficient: sum, scale: Int(scale))
    }
    if scale > other.scale { return other.adding(self) }
    if let wider = rescaled(to: Int(other.scale)) {
      let (sum, overflow) = wider.coefficient.addingReportingOverflow(other.coefficient)
      return overflow ? nil : ExactDecimal(coefficient: sum, scale: Int(other.scale))
    }
    // The trailing zeros of the finer operand may be all that stands in the way.
    let finer = other.normalized
    return finer.scale < other.scale ? adding(finer) : nil
  }

  /// The exact difference; nil if it does not fit.
  public func subtracting(_ other: ExactDecimal) -> ExactDecimal? { adding(other.negated) }

  /// The exact product, with the scales added; nil if it does not fit even without trailing zeros.
  public func multiplied(by other: ExactDecimal) -> ExactDecimal? {
    let (product, overflow) = coefficient.multipliedReportingOverflow(by: other.coefficient)
    if !overflow, let result = ExactDecimal(coefficient: product, scale: Int(scale) + Int(other.scale)) {
      return result
    }
    let (left, right) = (normalized, other.normalized)
    if left.scale < scale || right.scale < other.scale { return left.multiplied(by: right) }
    return nil
  }

  /// The opposite.
  public var negated: ExactDecimal { ExactDecimal(unchecked: 0 &- coefficient, scale: scale) }
  /// The value without its sign.
  public var magnitude: ExactDecimal { coefficient < 0 ? negated : self }

  /// The same value written with `scale` digits after the point; nil if digits would be lost or do not fit.
  public func rescaled(to newScale: Int) -> ExactDecimal? {
    let places = Int(scale)
    if newScale == places { return self }
    if newScale < places {
      let rounded = rounded(to: newScale, .towardZero)
      return rounded == self ? rounded : nil
    }
    guard newScale <= Self.maximumScale, let power = PowersOfTen.power(newScale - places),
      let factor = Int128(exactly: power)
    else { return nil }
    let (scaled, overflow) = coefficient.multipliedReportingOverflow(by: factor)
    return overflow ? nil : ExactDecimal(coefficient: scaled, scale: newScale)
  }

  /// The value with at most `places` digits after the point. A shorter value is returned as it is.
  public func rounded(to places: Int, _ rule: RoundingRule = .halfAwayFromZero) -> ExactDecimal {
    let places = max(places, 0)
    guard places < Int(scale) else { return self }
    let divisor = PowersOfTen.table[Int(scale) - places]
    var (quotient, remainder) = coefficient.magnitude.quotientAndRemainder(dividingBy: divisor)
    if rule.roundsAway(
      negative: coefficient < 0, remainderIsZero: remainder == 0,
      remainderToHalf: Ordering(remainder, divisor - remainder))
    {
      quotient += 1
    }
    let value = Int128(truncatingIfNeeded: quotient)
    return ExactDecimal(unchecked: coefficient < 0 ? -value : value, scale: UInt8(places))
  }

  /// The quotient with `scale` digits after the point; nil for division by zero and for what does not fit.
  public func divided(
    by other: ExactDecimal, scale newScale: Int = 8, _ rule: RoundingRule = .halfAwayFromZero
  ) -> ExactDecimal? {
    guard other.coefficient != 0, (0...Self.maximumScale).contains(newScale) else { return nil }
    let negative = (coefficient < 0) != (other.coefficient < 0)
    let shift = newScale + Int(other.scale) - Int(scale)
    var (dividend, divisor) = (coefficient.magnitude, other.coefficient.magnitude)
    var high: UInt128 = 0
    if shift >= 0 {
      // At most 76 places, so that two steps of up to 38 suffice; the second one must not overflow 256 bits.
      let first = min(shift, 38)
      (high, dividend) = dividend.multipliedFullWidth(by: PowersOfTen.table[first])
      if shift > first {
        guard high == 0 else { return nil }
        (high, dividend) = dividend.multipliedFullWidth(by: PowersOfTen.table[shift - first])
      }
    } else {
      let (scaled, overflow) = divisor.multipliedReportingOverflow(by: PowersOfTen.table[-shift])
      if overflow {
        // The divisor exceeds twice any dividend: less than half a unit is left.
        let away = rule.roundsAway(negative: negative, remainderIsZero: dividend == 0, remainderToHalf: .less)
        return ExactDecimal(negative: negative, magnitude: away ? 1 : 0, scale: newScale)
      }
      divisor = scaled
    }
    guard high < divisor else { return nil }
    var (quotient, remainder) =
      high == 0
      ? dividend.quotientAndRemainder(dividingBy: divisor) : divisor.dividingFullWidth((high, dividend))
    if rule.roundsAway(
      negative: negative, remainderIsZero: remainder == 0, remainderToHalf: Ordering(remainder, divisor - remainder))
    {
      let (next, overflow) = quotient.addingReportingOverflow(1)
      guard !overflow else { return nil }
      quotient = next
    }
    return ExactDecimal(negative: negative, magnitude: quotient, scale: newScale)
  }

  /// How many whole times `other` goes into the value, truncated (FHIRPath and CQL `div`); nil for zero.
  public func truncatedQuotient(by other: ExactDecimal) -> ExactDecimal? {
    divided(by: other, scale: 0, .towardZero)
  }

  /// What truncated division leaves; it has the sign of the dividend (FHIRPath and CQL `mod`); nil for zero.
  public func truncatedRemainder(by other: ExactDecimal) -> ExactDecimal? {
    guard other.coefficient != 0 else { return nil }
    let places = max(scale, other.scale)
    if let left = rescaled(to: Int(places)), let right = other.rescaled(to: Int(places)) {
      return ExactDecimal(unchecked: left.coefficient % right.coefficient, scale: places)
    }
    guard let quotient = truncatedQuotient(by: other), let product = quotient.multiplied(by: other) else { return nil }
    return subtracting(product)
  }

  /// The greatest whole number not above the value.
  public var floor: ExactDecimal { rounded(to: 0, .floor) }
  /// The least whole number not below the value.
  public var ceiling: ExactDecimal { rounded(to: 0, .ceiling) }
  /// The value without its fraction.
  public var truncated: ExactDecimal { rounded(to: 0, .towardZero) }
}
