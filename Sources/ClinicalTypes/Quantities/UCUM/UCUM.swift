internal import Synchronization

/// The Unified Code for Units of Measure: reading, comparing and converting units exactly.
///
/// Knows the units that clinical data uses and every prefix. Three deliberate limits protect patients: mass and amount of
/// substance are never converted into each other (that needs the substance), arbitrary units such as `[iU]` compare only
/// with themselves, and logarithmic scales such as `[pH]` are never converted.
public enum UCUM {
  /// Reads a unit; the error says what is wrong and what may have been meant.
  public static func parse(_ code: String) throws(UCUMError) -> UCUMUnit {
    if let known = unit(code) { return known }
    return try UCUMParser.parse(code, in: .shared)
  }

  /// The unit of a code, or nil if it is none. Recently used codes are remembered.
  public static func unit(_ code: String) -> UCUMUnit? {
    guard code.utf8.count <= UCUMParser.maximumLength else { return nil }
    if let remembered = cache.withLock({ $0[code] }) { return remembered.unit }
    let unit = try? UCUMParser.parse(code, in: .shared)
    cache.withLock { cache in
      // A full cache starts anew: real data has few units, and hostile data must not make it grow.
      if cache.count >= cacheLimit { cache.removeAll(keepingCapacity: true) }
      cache[code] = CacheEntry(unit: unit)
    }
    return unit
  }

  /// Whether the code is a UCUM unit.
  public static func isValid(_ code: String) -> Bool { unit(code) != nil }

  /// Whether values of the two codes can be converted into each other; false if either is no unit.
  public static func isComparable(_ left: String, _ right: String) -> Bool {
    guard let left = unit(left), let right = unit(right) else { return false }
    return left.isComparable(to: right)
  }

  /// The value in another unit: exact where it is a decimal, otherwise to 28 significant digits.
  public static func convert(
    _ value: ExactDecimal, from source: String, to target: String
  ) throws(UCUMError) -> ExactDecimal {
    if source == target { return value }
    return try convert(value, from: try parse(source), to: try parse(target))
  }

  /// The value in another unit: exact where it is a decimal, otherwise to 28 significant digits.
  public static func convert(
    _ value: ExactDecimal, from source: UCUMUnit, to target: UCUMUnit
  ) throws(UCUMError) -> ExactDecimal {
    guard source.isComparable(to: target) else {
      let reason = [source, target].compactMap(\.opaqueScale).first.map {
        "'\($0)' has a logarithmic or arbitrary scale and is never converted"
      }
      throw UCUMError(
        .notComparable, unit: source.code,
        reason ?? "cannot be converted to '\(target.code.prefix(80))', which measures something else")
    }
    guard let ratio = source.factor.multiplied(by: target.factor.inverse),
      let shifted = source.offset.isZero ? value : value.adding(source.offset),
      let scaled = ratio.applied(to: shifted),
      let result = target.offset.isZero ? scaled : scaled.subtracting(target.offset)
    else {
      throw UCUMError(
        .outOfRange, unit: source.code, "the value in '\(target.code.prefix(80))' does not fit 38 digits")
    }
    return result
  }

  /// How two values stand to each other, exactly; nil if their units measure different things.
  static func compare(
    _ left: ExactDecimal, _ leftUnit: UCUMUnit, _ right: ExactDecimal, _ rightUnit: UCUMUnit
  ) -> Ordering? {
    guard leftUnit.isComparable(to: rightUnit),
      let ratio = leftUnit.factor.multiplied(by: rightUnit.factor.inverse),
      let first = leftUnit.offset.isZero ? left : left.adding(leftUnit.offset),
      let second = rightUnit.offset.isZero ? right : right.adding(rightUnit.offset)
    else { return nil }
    return ratio.ordering(of: first, to: second)
  }

  /// What is known of a code; no unit means that it is invalid.
  private struct CacheEntry: Sendable {
    let unit: UCUMUnit?
  }

  static let cacheLimit = 512
  private static let cache = Mutex<[String: CacheEntry]>([:])

  /// How many codes are remembered.
  static var cachedCount: Int { cache.withLock { $0.count } }
}
