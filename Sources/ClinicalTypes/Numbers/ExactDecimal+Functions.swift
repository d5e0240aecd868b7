#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// Functions whose results are rarely decimals. `exp`, logarithms and fractional powers pass through `Double`: their
/// relative error is below 2^-50 (about 1e-15) before the result is rounded to 8 places, so that all 8 places hold while
/// the result is below 10^6. Square roots and whole powers are exact, or correctly rounded, while they fit 128 bits.
extension ExactDecimal {
  /// The decimal nearest to `value` with at most `scale` places; nil for infinities, NaN and what does not fit.
  public init?(_ value: Double, scale: Int = 8) {
    guard value.isFinite else { return nil }
    if value.magnitude < 1e-30 {
      self = .zero
      return
    }
    guard let exact = ExactDecimal(value.description) else { return nil }
    self = exact.rounded(to: scale).normalized
  }

  /// The square root with at most `scale` places; nil for negative numbers.
  public func squareRoot(scale newScale: Int = 8) -> ExactDecimal? {
    guard coefficient >= 0, (0...Self.maximumScale).contains(newScale) else { return nil }
    let shift = 2 * newScale - Int(scale)
    guard shift >= 0, let power = PowersOfTen.power(shift) else {
      return ExactDecimal(double.squareRoot(), scale: newScale)
    }
    let (radicand, overflow) = coefficient.magnitude.multipliedReportingOverflow(by: power)
    guard !overflow else { return ExactDecimal(double.squareRoot(), scale: newScale) }
    var root = Self.integerRoot(of: radicand)
    if radicand - root * root > root { root += 1 }
    return ExactDecimal(negative: false, magnitude: root, scale: newScale)?.normalized
  }

  /// The greatest integer whose square is at most `value`.
  private static func integerRoot(of value: UInt128) -> UInt128 {
    guard value > 1 else { return value }
    // Newton's method from above falls until it stops; 2^ceil(bits / 2) is never below the root.
    var root = UInt128(1) << ((128 - value.leadingZeroBitCount + 1) / 2)
    while true {
      let next = (root + value / root) / 2
      if next >= root { return root }
      root = next
    }
  }

  /// e to this power, to 8 places; nil when it does not fit.
  public func exponential() -> ExactDecimal? { ExactDecimal(exp(double)) }

  /// The natural logarithm, to 8 places; nil unless the value is positive.
  public func naturalLogarithm() -> ExactDecimal? { coefficient > 0 ? ExactDecimal(log(double)) : nil }

  /// The logarithm to `base`, to 8 places; nil unless both are positive and the base is not one.
  public func logarithm(base: ExactDecimal) -> ExactDecimal? {
    guard coefficient > 0, base.coefficient > 0, base != .one else { return nil }
    return ExactDecimal(log(double) / log(base.double))
  }

  /// The value to the power of `exponent`: exact for whole exponents while it fits, otherwise to 8 places.
  ///
  /// Nil for zero to a negative power, for fractional powers of negative numbers, and for what does not fit. 0^0 is 1.
  public func raised(to exponent: ExactDecimal) -> ExactDecimal? {
    guard let whole = exponent.int else {
      if coefficient < 0 || (coefficient == 0 && exponent.isNegative) { return nil }
      return ExactDecimal(pow(double, exponent.double))
    }
    if whole >= 0 { return raised(toWhole: whole) ?? ExactDecimal(pow(double, Double(whole))) }
    guard coefficient != 0, whole > -1_000_000 else { return nil }
    if let power = normalized.raised(toWhole: -whole), let result = ExactDecimal.one.divided(by: power) {
      return result.normalized
    }
    return ExactDecimal(pow(double, Double(whole)))
  }

  /// The exact power by repeated squaring; nil when it does not fit.
  private func raised(toWhole exponent: Int) -> ExactDecimal? {
    if exponent == 0 { return .one }
    if coefficient == 0 { return .zero }
    let unit = normalized
    if unit.coefficient.magnitude == 1, unit.scale == 0 {
      return unit.coefficient < 0 && exponent % 2 != 0 ? ExactDecimal(-1) : .one
    }
    // Any other base outgrows 128 bits or 38 places long before.
    guard exponent <= 1024 else { return nil }
    var (result, square, rest) = (ExactDecimal.one, self, exponent)
    while true {
      if rest & 1 == 1 {
        guard let next = result.multiplied(by: square) else { return nil }
        result = next
      }
      rest >>= 1
      if rest == 0 { return result }
      guard let next = square.multiplied(by: square) else { return nil }
      square = next
    }
  }
}
