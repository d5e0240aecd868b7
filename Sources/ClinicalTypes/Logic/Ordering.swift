/// How one value stands to another. Where the answer may be unknown, functions return `Ordering?` and `nil` is "uncertain".
public enum Ordering: Int8, Sendable, Hashable {
  /// The left value comes first.
  case less = -1
  /// The two are the same.
  case equal = 0
  /// The left value comes last.
  case greater = 1

  /// The ordering of two comparable values.
  @inlinable
  public init<Value: Comparable>(_ left: Value, _ right: Value) {
    self = left < right ? .less : left == right ? .equal : .greater
  }

  /// The ordering with left and right exchanged.
  @inlinable
  public var reversed: Ordering {
    switch self {
    case .less: .greater
    case .equal: .equal
    case .greater: .less
    }
  }
}

/// A value whose order against another of its kind may be unknown (partial dates, quantities in unrelated units).
public protocol UncertainlyComparable: Sendable {
  /// How `self` stands to `other`; `nil` when that cannot be known.
  func compare(to other: Self) -> Ordering?
}

extension UncertainlyComparable {
  /// `self < other`; `nil` when uncertain.
  @inlinable
  public func isLess(than other: Self) -> Bool? { compare(to: other).map { $0 == .less } }
  /// `self <= other`; `nil` when uncertain.
  @inlinable
  public func isAtMost(_ other: Self) -> Bool? { compare(to: other).map { $0 != .greater } }
  /// `self > other`; `nil` when uncertain.
  @inlinable
  public func isGreater(than other: Self) -> Bool? { compare(to: other).map { $0 == .greater } }
  /// `self >= other`; `nil` when uncertain.
  @inlinable
  public func isAtLeast(_ other: Self) -> Bool? { compare(to: other).map { $0 != .less } }
}

extension Int: UncertainlyComparable {
  /// Integers always compare.
  @inlinable
  public func compare(to other: Int) -> Ordering? { Ordering(self, other) }
}

extension String: UncertainlyComparable {
  /// Strings compare by Unicode scalar values, so that the order does not depend on a locale.
  public func compare(to other: String) -> Ordering? {
    if self == other { return .equal }
    return unicodeScalars.lexicographicallyPrecedes(other.unicodeScalars) ? .less : .greater
  }
}
