/// What a unit measures: an exponent for each base quantity, and one for each arbitrary unit.
///
/// Amount of substance, equivalents and osmoles have dimensions of their own. UCUM treats them as mere numbers, which
/// would make `mmol/L` comparable with `/L`; for a patient's results that is a mistake waiting to happen.
struct UnitDimension: Sendable, Hashable {
  private var exponents: SIMD64<Int16>

  static let none = UnitDimension(exponents: .zero)
  static let laneCount = 64
  /// The lane of calendar months, which no UCUM unit has.
  static let calendarMonth = UnitDimension(lane: laneCount - 1)

  private init(exponents: SIMD64<Int16>) { self.exponents = exponents }

  /// The dimension of one base quantity.
  init(lane: Int) {
    exponents = .zero
    exponents[lane] = 1
  }

  /// The exponent of one base quantity.
  func exponent(lane: Int) -> Int { Int(exponents[lane]) }

  var isNone: Bool { exponents == .zero }

  // Exponents stay far below 16 bits: a unit's length bounds its factors, and each factor's exponent is at most 30.
  func multiplied(by other: UnitDimension) -> UnitDimension { UnitDimension(exponents: exponents &+ other.exponents) }
  func raised(to exponent: Int) -> UnitDimension {
    UnitDimension(exponents: exponents &* Int16(truncatingIfNeeded: exponent))
  }
}
