/// A unit that has been read: what it measures, and its exact factor to the base units.
///
/// `(value + offset) × factor` is a value in base units; the offset is zero except for temperatures.
public final class UCUMUnit: Sendable {
  /// The unit as it was written.
  public let code: String
  let dimension: UnitDimension
  let factor: UnitFactor
  /// Added before the factor is applied; only temperature scales have one.
  let offset: ExactDecimal
  /// The symbol of a scale of its own (`pH`, `B[SPL]`): comparable only with itself.
  let opaqueScale: String?
  /// The factors as written, for putting units together.
  let terms: [UnitTerm]

  init(
    code: String, dimension: UnitDimension, factor: UnitFactor, offset: ExactDecimal = .zero,
    opaqueScale: String? = nil,
    terms: [UnitTerm] = []
  ) {
    self.code = code
    self.dimension = dimension
    self.factor = factor
    self.offset = offset
    self.opaqueScale = opaqueScale
    self.terms = terms
  }

  /// Whether values of the two units can be converted into each other.
  public func isComparable(to other: UCUMUnit) -> Bool {
    dimension == other.dimension && opaqueScale == other.opaqueScale
  }

  /// Whether the unit is a plain number: `1`, `%`, `10*3`, `{score}`.
  public var isDimensionless: Bool { dimension.isNone && opaqueScale == nil }

  /// Whether the unit has a zero point or a logarithm of its own, so that its values cannot be multiplied.
  public var isSpecial: Bool { opaqueScale != nil || !offset.isZero }
}

/// One symbol of a unit expression with its exponent: `cm2`, `10*3`, or a number.
struct UnitTerm: Sendable, Hashable {
  let symbol: String
  var exponent: Int
  var isNumber: Bool { symbol.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }

  /// The terms as a UCUM code, equal symbols merged; `1` when nothing is left.
  static func code(of terms: [UnitTerm]) -> String {
    var merged: [UnitTerm] = []
    for term in terms {
      if let index = merged.firstIndex(where: { $0.symbol == term.symbol }) {
        merged[index].exponent += term.exponent
      } else {
        merged.append(term)
      }
    }
    let upper = merged.filter { $0.exponent > 0 }.flatMap(\.factors).joined(separator: ".")
    // Division is from left to right, so that each factor below the line has its own stroke.
    let lower = merged.filter { $0.exponent < 0 }.flatMap(\.factors).map { "/" + $0 }.joined()
    return upper.isEmpty && lower.isEmpty ? "1" : upper + lower
  }

  /// The symbol with its exponent; a number, which cannot have one, as often as the exponent says.
  private var factors: [String] {
    let count = abs(exponent)
    if isNumber { return Array(repeating: symbol, count: count) }
    return [count == 1 && symbol != "10*" && symbol != "10^" ? symbol : symbol + String(count)]
  }
}
