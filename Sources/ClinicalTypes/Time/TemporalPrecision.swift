/// The finest component that a date or time states.
public enum TemporalPrecision: UInt8, Sendable, Hashable, Comparable, CaseIterable {
  case year
  case month
  case day
  case hour
  case minute
  case second
  case millisecond

  /// Coarser precisions come first.
  @inlinable
  public static func < (left: TemporalPrecision, right: TemporalPrecision) -> Bool { left.rawValue < right.rawValue }

  /// How many digits a date or dateTime of this precision has: 4, 6, 8, 10, 12, 14 or 17 (FHIRPath `precision()`).
  public var digits: Int {
    switch self {
    case .year: 4
    case .month: 6
    case .day: 8
    case .hour: 10
    case .minute: 12
    case .second: 14
    case .millisecond: 17
    }
  }

  /// How many digits a time of day of this precision has: 2, 4, 6 or 9; 0 for precisions that a time cannot have.
  public var timeDigits: Int { self < .hour ? 0 : digits - 8 }

  /// The precision of a date or dateTime that has this many digits; nil for any other number.
  public init?(digits: Int) {
    guard let match = Self.allCases.first(where: { $0.digits == digits }) else { return nil }
    self = match
  }

  /// The precision of a time of day that has this many digits; nil for any other number.
  public init?(timeDigits: Int) {
    guard timeDigits > 0 else { return nil }
    self.init(digits: timeDigits + 8)
  }
}
