/// Arithmetic on quantities (FHIRPath N1, 6.6; CQL 1.5, Appendix B, Arithmetic Operators). Nil where the units do not
/// allow it or the result does not fit.
extension Quantity {
  /// The sum, in the finer of the two units: `3 'm' + 3 'cm'` is `303 'cm'`.
  ///
  /// Temperatures on different scales have no sum: it depends on whether an operand is a temperature or a difference.
  public func adding(_ other: Quantity) -> Quantity? {
    if unit == other.unit { return value.adding(other.value).map { Quantity($0, unit) } }
    guard let left = resolvedUnit, let right = other.resolvedUnit, left.isComparable(to: right),
      left.offset.isZero, right.offset.isZero
    else { return nil }
    guard left.factor.ordering(of: .one, to: .one, over: right.factor) != .greater else { return other.adding(self) }
    guard let converted = try? UCUM.convert(other.value, from: right, to: left) else { return nil }
    return value.adding(converted).map { Quantity($0, unit) }
  }

  /// The difference, in the finer of the two units.
  public func subtracting(_ other: Quantity) -> Quantity? { adding(other.negated) }

  /// The opposite.
  public var negated: Quantity { Quantity(value.negated, unit) }
  /// The quantity without its sign.
  public var magnitude: Quantity { Quantity(value.magnitude, unit) }

  /// The product; its unit is the product of the units: `cm` × `m` gives `cm.m`.
  public func multiplied(by other: Quantity) -> Quantity? {
    guard let product = value.multiplied(by: other.value) else { return nil }
    if other.unit == "1" { return Quantity(product, unit) }
    if unit == "1" { return Quantity(product, other.unit) }
    guard let left = definiteOperand, let right = other.definiteOperand else { return nil }
    return Quantity(product, UnitTerm.code(of: left.terms + right.terms))
  }

  /// The quotient, to `scale` places; its unit is the quotient of the units, `1` where both measure the same.
  public func divided(by other: Quantity, scale: Int = 8) -> Quantity? {
    if other.unit == "1" { return value.divided(by: other.value, scale: scale).map { Quantity($0, unit) } }
    if unit == other.unit { return value.divided(by: other.value, scale: scale).map { Quantity($0) } }
    guard let left = definiteOperand, let right = other.definiteOperand else { return nil }
    if left.isComparable(to: right) {
      guard let divisor = try? UCUM.convert(other.value, from: right, to: left) else { return nil }
      return value.divided(by: divisor, scale: scale).map { Quantity($0) }
    }
    guard let quotient = value.divided(by: other.value, scale: scale) else { return nil }
    let inverse = right.terms.map { UnitTerm(symbol: $0.symbol, exponent: -$0.exponent) }
    return Quantity(quotient, UnitTerm.code(of: left.terms + inverse))
  }

  /// How many whole times `other` goes into the quantity, in the left operand's unit (CQL `div` on quantities).
  public func truncatedQuotient(by other: Quantity) -> Quantity? {
    guard let divisor = unit == other.unit ? other : try? other.converted(to: unit) else { return nil }
    return value.truncatedQuotient(by: divisor.value).map { Quantity($0, unit) }
  }

  /// What whole division leaves, in the left operand's unit (CQL `mod` on quantities).
  public func truncatedRemainder(by other: Quantity) -> Quantity? {
    guard let divisor = unit == other.unit ? other : try? other.converted(to: unit) else { return nil }
    return value.truncatedRemainder(by: divisor.value).map { Quantity($0, unit) }
  }

  /// The unit as a factor of a product: no temperature or logarithm, no calendar year or month.
  private var definiteOperand: UCUMUnit? {
    guard let unit = resolvedUnit, !unit.isSpecial, unit.dimension != .calendarMonth else { return nil }
    return unit
  }
}
