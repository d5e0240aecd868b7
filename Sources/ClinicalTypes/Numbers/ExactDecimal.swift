/// A decimal number exactly as written: an integer coefficient and how many of its digits stand after the point.
///
/// `1.50` stays `1.50` and equals `1.5`. Up to 38 digits. An operation whose exact result does not fit returns nil;
/// nothing traps and nothing passes through `Double` except the functions that say so.
/// Source: FHIR R4 `decimal` (precision is significant); FHIRPath N1, 4.1.4; CQL 1.5 `System.Decimal`.
public struct ExactDecimal: Sendable {
  /// The digits without the point, with their sign.
  public let coefficient: Int128
  /// How many digits stand after the point: the written precision.
  public let scale: UInt8

  /// The most digits after the point that a value may have.
  public static let maximumScale = 38
  /// Zero, with no digits after the point.
  public static let zero = ExactDecimal(0)
  /// One, with no digits after the point.
  public static let one = ExactDecimal(1)

  /// `coefficient` × 10^-`scale`.
  @usableFromInline
  init(unchecked coefficient: Int128, scale: UInt8) {
    self.coefficient = coefficient
    self.scale = scale
  }

  /// `coefficient` × 10^-`scale`; nil if the scale is not in 0…38 or the coefficient is the one value without an opposite.
  public init?(coefficient: Int128, scale: Int) {
    guard (0...Self.maximumScale).contains(scale), coefficient != .min else { return nil }
    self.init(unchecked: coefficient, scale: UInt8(scale))
  }

  /// A whole number.
  @inlinable
  public init(_ value: Int) { self.init(unchecked: Int128(value), scale: 0) }

  /// From sign and magnitude; nil if the magnitude does not fit.
  init?(negative: Bool, magnitude: UInt128, scale: Int) {
    guard (0...Self.maximumScale).contains(scale), let value = Int128(exactly: magnitude) else { return nil }
    self.init(unchecked: negative ? -value : value, scale: UInt8(scale))
  }

  /// How many digits stand after the point (FHIRPath `precision()`, CQL `Precision`).
  @inlinable
  public var precision: Int { Int(scale) }
  /// Whether the value is below zero.
  @inlinable
  public var isNegative: Bool { coefficient < 0 }
  /// Whether the value is zero.
  @inlinable
  public var isZero: Bool { coefficient == 0 }
  /// Whether the value has no fraction: true of `3.00`.
  public var isInteger: Bool { normalized.scale == 0 }

  /// The same value without trailing zeros after the point: `1.50` → `1.5`, `2.0` → `2`.
  public var normalized: ExactDecimal {
    guard scale > 0 else { return self }
    if coefficient == 0 { return .zero }
    // Most clinical values fit 64 bits, where division is many times cheaper.
    if let small = Int64(exactly: coefficient) {
      var (value, places) = (small, scale)
      while places > 0, value % 10 == 0 { (value, places) = (value / 10, places - 1) }
      return ExactDecimal(unchecked: Int128(value), scale: places)
    }
    var (value, places) = (coefficient, scale)
    while places > 0, value % 10 == 0 { (value, places) = (value / 10, places - 1) }
    return ExactDecimal(unchecked: value, scale: places)
  }

  /// The value as an `Int`, if it is a whole number that fits.
  public var int: Int? {
    let exact = normalized
    return exact.scale == 0 ? Int(exactly: exact.coefficient) : nil
  }

  /// The nearest `Double`. For drawing and for functions that have no exact result; never for clinical comparison.
  public var double: Double {
    guard scale > 0 else { return Double(coefficient) }
    // Both operands are exact below 2^53 and 10^22, so that the quotient is correctly rounded.
    if scale <= 22, coefficient.magnitude < 1 << 53 {
      return Double(Int64(coefficient)) / Double(PowersOfTen.table[Int(scale)])
    }
    return Double(description) ?? Double(coefficient) / Double(PowersOfTen.table[Int(scale)])
  }
}

extension ExactDecimal: Comparable, Hashable, UncertainlyComparable {
  /// Equal by value: `1.5 == 1.50`.
  public static func == (left: ExactDecimal, right: ExactDecimal) -> Bool {
    left.scale == right.scale ? left.coefficient == right.coefficient : left.ordering(to: right) == .equal
  }

  /// Ordered by value.
  public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    left.scale == right.scale ? left.coefficient < right.coefficient : left.ordering(to: right) == .less
  }

  /// Equal values hash alike, however they were written.
  public func hash(into hasher: inout Hasher) {
    let exact = normalized
    hasher.combine(exact.coefficient)
    hasher.combine(exact.scale)
  }

  /// Decimals always compare.
  public func compare(to other: ExactDecimal) -> Ordering? { ordering(to: other) }

  /// How the two values stand to each other.
  public func ordering(to other: ExactDecimal) -> Ordering {
    if scale == other.scale { return Ordering(coefficient, other.coefficient) }
    if scale > other.scale { return other.ordering(to: self).reversed }
    let (scaled, overflow) = coefficient.multipliedReportingOverflow(
      by: Int128(truncatingIfNeeded: PowersOfTen.table[Int(other.scale - scale)]))
    // Once scaled it exceeds every 128-bit number, so that its sign alone decides.
    if overflow { return coefficient < 0 ? .less : .greater }
    return Ordering(scaled, other.coefficient)
  }
}

extension ExactDecimal: ExpressibleByIntegerLiteral {
  /// A whole number.
  @inlinable
  public init(integerLiteral value: Int) { self.init(value) }
}
