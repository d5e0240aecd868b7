/// Powers of ten and digit counts for 128-bit magnitudes.
enum PowersOfTen {
  /// 10^0 … 10^38: all that fit 128 bits.
  static let table: [UInt128] = {
    var powers: [UInt128] = [1]
    for _ in 1...38 { powers.append(powers[powers.count - 1] * 10) }
    return powers
  }()

  /// 10^exponent, or nil outside 0…38.
  @inline(__always)
  static func power(_ exponent: Int) -> UInt128? {
    // Small powers are by far the most common; they need no look-up in 128 bits.
    exponent == 0 ? 1 : table.indices.contains(exponent) ? table[exponent] : nil
  }

  /// How many decimal digits `magnitude` has; 1 for zero.
  static func digits(of magnitude: UInt128) -> Int {
    // 1233 / 4096 approximates log10(2) closely enough to be off by at most one.
    let bits = 128 - magnitude.leadingZeroBitCount
    let estimate = (bits * 1233) >> 12
    return estimate < table.count && magnitude >= table[estimate] ? estimate + 1 : max(estimate, 1)
  }
}
