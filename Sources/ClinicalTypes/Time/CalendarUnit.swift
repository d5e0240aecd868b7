/// A unit of calendar durations, as written without quotes in FHIRPath and CQL: `3 months`.
///
/// A calendar year or month has no fixed length; the UCUM units `a` and `mo` are definite and not equal to them
/// (FHIRPath N1, 6.1.1; CQL 1.5, Quantities).
public enum CalendarUnit: UInt8, Sendable, Hashable, Comparable, CaseIterable {
  case year
  case month
  case week
  case day
  case hour
  case minute
  case second
  case millisecond

  /// Longer units come first.
  @inlinable
  public static func < (left: CalendarUnit, right: CalendarUnit) -> Bool { left.rawValue < right.rawValue }

  /// Reads a keyword, singular or plural.
  public init?(keyword: String) {
    switch keyword {
    case "year", "years": self = .year
    case "month", "months": self = .month
    case "week", "weeks": self = .week
    case "day", "days": self = .day
    case "hour", "hours": self = .hour
    case "minute", "minutes": self = .minute
    case "second", "seconds": self = .second
    case "millisecond", "milliseconds": self = .millisecond
    default: return nil
    }
  }

  /// The singular keyword.
  public var keyword: String {
    switch self {
    case .year: "year"
    case .month: "month"
    case .week: "week"
    case .day: "day"
    case .hour: "hour"
    case .minute: "minute"
    case .second: "second"
    case .millisecond: "millisecond"
    }
  }

  /// The unit that a UCUM code of time names: `a` for year, `mo` for month, `wk`, `d`, `h`, `min`, `s`, `ms`.
  public init?(ucum code: String) {
    guard let match = Self.allCases.first(where: { $0.ucumCode == code }) else { return nil }
    self = match
  }

  /// The UCUM code nearest to the unit; for year and month it names a definite duration instead.
  public var ucumCode: String {
    switch self {
    case .year: "a"
    case .month: "mo"
    case .week: "wk"
    case .day: "d"
    case .hour: "h"
    case .minute: "min"
    case .second: "s"
    case .millisecond: "ms"
    }
  }

  /// Whether the calendar unit and its UCUM code mean the same length: true of weeks and shorter.
  public var isDefinite: Bool { self >= .week }

  /// The precision of values that differ by one such unit; a week counts as days.
  public var precision: TemporalPrecision {
    switch self {
    case .year: .year
    case .month: .month
    case .week, .day: .day
    case .hour: .hour
    case .minute: .minute
    case .second: .second
    case .millisecond: .millisecond
    }
  }

  /// The unit's length in milliseconds; nil for year and month.
  var milliseconds: Int64? {
    switch self {
    case .year, .month: nil
    case .week: 604_800_000
    case .day: 86_400_000
    case .hour: 3_600_000
    case .minute: 60_000
    case .second: 1000
    case .millisecond: 1
    }
  }
}
