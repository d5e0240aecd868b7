/// An exact positive factor between units: `numerator` / `denominator` × 10^`tens`, reduced.
struct UnitFactor: Sendable, Hashable {
  let numerator: UInt128
  let denominator: UInt128
  let tens: Int

  static let one = UnitFactor(tens: 0)

  init(tens: Int) {
    numerator = 1
    denominator = 1
    self.tens = tens
  }

  private init(numerator: UInt128, denominator: UInt128, tens: Int) {
    self.numerator = numerator
    self.denominator = denominator
    self.tens = tens
  }

  /// A positive decimal; nil for zero and below.
  init?(_ value: ExactDecimal) {
    guard value.coefficient > 0 else { return nil }
    self = UnitFactor(reducing: value.coefficient.magnitude, 1, tens: -Int(value.scale))
  }

  /// Moves powers of ten and common divisors out of both numbers.
  private init(reducing numerator: UInt128, _ denominator: UInt128, tens: Int) {
    var (upper, lower, tens) = (numerator, denominator, tens)
    while upper % 10 == 0 { (upper, tens) = (upper / 10, tens + 1) }
    while lower % 10 == 0 { (lower, tens) = (lower / 10, tens - 1) }
    let divisor = Self.greatestCommonDivisor(upper, lower)
    self.init(numerator: upper / divisor, denominator: lower / divisor, tens: tens)
  }

  private static func greatestCommonDivisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
    var (left, right) = (first, second)
    while right != 0 { (left, right) = (right, left % right) }
    return left
  }

  /// Whether nothing but the power of ten is left, as between metric units.
  private var isPowerOfTen: Bool { numerator == 1 && denominator == 1 }

  /// Whether every decimal times the factor is a decimal again.
  var isDecimal: Bool { withDecimalDenominator != nil }

  var inverse: UnitFactor { UnitFactor(numerator: denominator, denominator: numerator, tens: -tens) }

  /// The product; nil when it exceeds 128 bits or 10^±400.
  func multiplied(by other: UnitFactor) -> UnitFactor? {
    if other == .one { return self }
    if isPowerOfTen, other.isPowerOfTen {
      return abs(tens + other.tens) <= 400 ? UnitFactor(tens: tens + other.tens) : nil
    }
    let first = Self.greatestCommonDivisor(numerator, other.denominator)
    let second = Self.greatestCommonDivisor(other.numerator, denominator)
    let (upper, upperOverflow) = (numerator / first).multipliedReportingOverflow(by: other.numerator / second)
    let (lower, lowerOverflow) = (denominator / second).multipliedReportingOverflow(by: other.denominator / first)
    guard !upperOverflow, !lowerOverflow, abs(tens + other.tens) <= 400 else { return nil }
    return UnitFactor(reducing: upper, lower, tens: tens + other.tens)
  }

  /// The power; nil when it does not fit.
  func raised(to exponent: Int) -> UnitFactor? {
    let base = exponent < 0 ? inverse : self
    if base.numerator == 1, base.denominator == 1 {
      let (power, overflow) = base.tens.multipliedReportingOverflow(by: abs(exponent))
      return overflow || abs(power) > 400 ? nil : UnitFactor(tens: power)
    }
    var result = UnitFactor.one
    for _ in 0..<abs(exponent) {
      guard let next = result.multiplied(by: base) else { return nil }
      result = next
    }
    return result
  }

  /// `value` × the factor: exact where a decimal can be, otherwise to `digits` significant digits.
  func applied(to value: ExactDecimal, significantDigits digits: Int = 28) -> ExactDecimal? {
    if value.coefficient == 0 { return value }
    guard let exact = withDecimalDenominator else { return approximated(value, digits) }
    let (product, overflow) = value.coefficient.magnitude.multipliedReportingOverflow(by: exact.numerator)
    let places = Int(value.scale) - exact.tens
    guard !overflow, product <= UInt128(Int128.max) else { return approximated(value, digits) }
    if places < 0 {
      guard let power = PowersOfTen.power(-places) else { return nil }
      let (whole, wholeOverflow) = product.multipliedReportingOverflow(by: power)
      return wholeOverflow ? nil : ExactDecimal(negative: value.isNegative, magnitude: whole, scale: 0)
    }
    if places > ExactDecimal.maximumScale {
      return trimmed(negative: value.isNegative, magnitude: product, places: places)
    }
    return ExactDecimal(negative: value.isNegative, magnitude: product, scale: places)
  }

  /// The same factor with denominator 1, where the denominator is a power of 2 or 5.
  private var withDecimalDenominator: UnitFactor? {
    if denominator == 1 { return self }
    var (rest, upper, power) = (denominator, numerator, tens)
    let partner: UInt128 = rest % 2 == 0 ? 5 : 2
    let prime: UInt128 = rest % 2 == 0 ? 2 : 5
    while rest % prime == 0 {
      let (next, overflow) = upper.multipliedReportingOverflow(by: partner)
      guard !overflow else { return nil }
      (rest, upper, power) = (rest / prime, next, power - 1)
    }
    return rest == 1 ? UnitFactor(numerator: upper, denominator: 1, tens: power) : nil
  }

  /// Drops trailing zeros, then digits, until the places fit.
  private func trimmed(negative: Bool, magnitude: UInt128, places: Int) -> ExactDecimal? {
    let excess = places - ExactDecimal.maximumScale
    guard let power = PowersOfTen.power(excess) else { return .zero }
    let (quotient, remainder) = magnitude.quotientAndRemainder(dividingBy: power)
    return ExactDecimal(
      negative: negative, magnitude: quotient + (remainder >= power - remainder ? 1 : 0),
      scale: ExactDecimal.maximumScale)
  }

  private func approximated(_ value: ExactDecimal, _ digits: Int) -> ExactDecimal? {
    // Aim at `digits` digits: scale the dividend up or the divisor, and with it the result, down.
    let size = PowersOfTen.digits(of: value.coefficient.magnitude) + PowersOfTen.digits(of: numerator)
    let shift = min(max(digits + PowersOfTen.digits(of: denominator) - size + 1, -38), 38)
    let (scaled, overflow) = value.coefficient.magnitude.multipliedReportingOverflow(
      by: PowersOfTen.table[max(shift, 0)])
    let (divisor, divisorOverflow) = denominator.multipliedReportingOverflow(by: PowersOfTen.table[max(-shift, 0)])
    guard !overflow, !divisorOverflow else { return nil }
    let (high, low) = scaled.multipliedFullWidth(by: numerator)
    guard high < divisor else { return nil }
    let (quotient, remainder) = divisor.dividingFullWidth((high, low))
    let (rounded, roundOverflow) = quotient.addingReportingOverflow(remainder >= divisor - remainder ? 1 : 0)
    guard !roundOverflow else { return nil }
    let places = Int(value.scale) + shift - tens
    if places < 0 {
      guard let power = PowersOfTen.power(-places) else { return nil }
      let (whole, wholeOverflow) = rounded.multipliedReportingOverflow(by: power)
      return wholeOverflow ? nil : ExactDecimal(negative: value.isNegative, magnitude: whole, scale: 0)
    }
    if places > ExactDecimal.maximumScale {
      return trimmed(negative: value.isNegative, magnitude: rounded, places: places)
    }
    return ExactDecimal(negative: value.isNegative, magnitude: rounded, scale: places)?.normalized
  }

  /// How `left` × the factor stands to `right`, exactly.
  func ordering(of left: ExactDecimal, to right: ExactDecimal) -> Ordering {
    if left.coefficient.signum() != right.coefficient.signum() {
      return Ordering(left.coefficient.signum(), right.coefficient.signum())
    }
    if left.coefficient == 0 { return .equal }
    let power = tens - Int(left.scale) + Int(right.scale)
    if let order = narrowOrdering(left.coefficient.magnitude, right.coefficient.magnitude, power) {
      return left.coefficient < 0 ? order.reversed : order
    }
    var leftSide = WideMagnitude(left.coefficient.magnitude, times: numerator)
    var rightSide = WideMagnitude(right.coefficient.magnitude, times: denominator)
    if power > 0 { leftSide.multiply(byPowerOfTen: power) } else { rightSide.multiply(byPowerOfTen: -power) }
    let order = leftSide.ordering(to: rightSide)
    return left.coefficient < 0 ? order.reversed : order
  }

  /// The ordering of `left` × factor to `right`, shifted by `power`, where 128 bits are enough for it.
  private func narrowOrdering(_ left: UInt128, _ right: UInt128, _ power: Int) -> Ordering? {
    guard let shift = PowersOfTen.power(abs(power)) else { return nil }
    let (leftSide, leftOverflow) = left.multipliedReportingOverflow(by: numerator)
    let (rightSide, rightOverflow) = right.multipliedReportingOverflow(by: denominator)
    guard !leftOverflow, !rightOverflow else { return nil }
    let (shifted, overflow) = (power > 0 ? leftSide : rightSide).multipliedReportingOverflow(by: shift)
    guard !overflow else { return nil }
    return power > 0 ? Ordering(shifted, rightSide) : Ordering(leftSide, shifted)
  }
}
