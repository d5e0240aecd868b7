/// A natural number of any size, for the few comparisons that 128 bits cannot hold.
struct WideMagnitude {
  /// Least significant word first; no zero words at the end.
  private var words: [UInt32]

  /// The product of two 128-bit numbers.
  init(_ left: UInt128, times right: UInt128) {
    let (high, low) = left.multipliedFullWidth(by: right)
    words = []
    for part in [low, high] {
      for index in 0..<4 { words.append(UInt32(truncatingIfNeeded: part >> UInt128(32 * index))) }
    }
    trim()
  }

  /// Multiplies by 10^`exponent`; the exponent is bounded by what units and decimals allow (below 1000).
  mutating func multiply(byPowerOfTen exponent: Int) {
    var rest = exponent
    while rest > 0 {
      let step = min(rest, 9)
      var carry: UInt64 = 0
      let factor = UInt64(PowersOfTen.table[step])
      for index in words.indices {
        let product = UInt64(words[index]) * factor + carry
        words[index] = UInt32(truncatingIfNeeded: product)
        carry = product >> 32
      }
      if carry > 0 { words.append(UInt32(carry)) }
      rest -= step
    }
  }

  func ordering(to other: WideMagnitude) -> Ordering {
    if words.count != other.words.count { return Ordering(words.count, other.words.count) }
    for index in words.indices.reversed() where words[index] != other.words[index] {
      return Ordering(words[index], other.words[index])
    }
    return .equal
  }

  private mutating func trim() {
    while words.last == 0 { words.removeLast() }
  }
}
