extension ExactDecimal: LosslessStringConvertible {
  /// Reads a decimal: an optional sign, digits, optionally a point and digits, optionally `e` and an exponent.
  ///
  /// Nil for anything else, and for what does not fit 38 digits. `1.0e2` becomes `100`, `1e-3` becomes `0.001`.
  @inlinable
  public init?(_ text: String) { self.init(utf8: text.utf8.span) }

  /// Reads a decimal as `init(_: String)` does.
  @inlinable
  public init?(_ text: Substring) { self.init(utf8: text.utf8.span) }

  /// Reads a decimal from UTF-8 text as `init(_: String)` does; allocates nothing.
  public init?(utf8 text: Span<UInt8>) {
    var index = 0
    let count = text.count
    var negative = false
    if index < count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
      negative = text[index] == UInt8(ascii: "-")
      index += 1
    }
    // Digits gather in 64 bits until those are full: few clinical values ever need more.
    var small: UInt64 = 0
    var wide: UInt128 = 0
    var isWide = false
    var places = 0
    var hasPoint = false
    var digitsInPart = 0
    scan: while index < count {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = byte &- UInt8(ascii: "0")
        if !isWide, small < 1_000_000_000_000_000_000 {
          small = small * 10 + UInt64(digit)
        } else {
          if !isWide { (wide, isWide) = (UInt128(small), true) }
          guard wide <= UInt128(Int128.max) / 10 else { return nil }
          wide = wide * 10 + UInt128(digit)
        }
        digitsInPart += 1
        if hasPoint { places += 1 }
      case UInt8(ascii: "."):
        guard !hasPoint, digitsInPart > 0 else { return nil }
        hasPoint = true
        digitsInPart = 0
      default: break scan
      }
      index += 1
    }
    guard digitsInPart > 0 else { return nil }
    let magnitude = isWide ? wide : UInt128(small)
    guard index < count else {
      self.init(negative: negative, magnitude: magnitude, scale: places)
      return
    }
    guard let exponent = Self.exponent(in: text, from: index) else { return nil }
    self.init(negative: negative, magnitude: magnitude, scale: places, exponent: exponent)
  }

  /// `magnitude` × 10^(`exponent` - `scale`), keeping the digits that were written.
  private init?(negative: Bool, magnitude: UInt128, scale: Int, exponent: Int) {
    let places = scale - exponent
    if places >= 0 {
      self.init(negative: negative, magnitude: magnitude, scale: places)
    } else if magnitude == 0 {
      self = .zero
    } else {
      guard let power = PowersOfTen.power(-places) else { return nil }
      let (scaled, overflow) = magnitude.multipliedReportingOverflow(by: power)
      guard !overflow else { return nil }
      self.init(negative: negative, magnitude: scaled, scale: 0)
    }
  }

  /// The exponent that starts at `index` with `e`, up to five digits long.
  private static func exponent(in text: Span<UInt8>, from index: Int) -> Int? {
    guard text[index] | 0x20 == UInt8(ascii: "e") else { return nil }
    var index = index + 1
    var negative = false
    if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
      negative = text[index] == UInt8(ascii: "-")
      index += 1
    }
    guard index < text.count, text.count - index <= 5 else { return nil }
    var value = 0
    while index < text.count {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[index]) else { return nil }
      value = value * 10 + Int(text[index] - UInt8(ascii: "0"))
      index += 1
    }
    return negative ? -value : value
  }

  /// The value with as many digits after the point as it has: never an exponent.
  public var description: String {
    let digits = String(coefficient.magnitude)
    let sign = coefficient < 0 ? "-" : ""
    let places = Int(scale)
    if places == 0 { return sign + digits }
    if digits.utf8.count <= places {
      return sign + "0." + String(repeating: "0", count: places - digits.utf8.count) + digits
    }
    let point = digits.utf8.index(digits.utf8.endIndex, offsetBy: -places)
    return sign + digits[..<point] + "." + digits[point...]
  }
}
