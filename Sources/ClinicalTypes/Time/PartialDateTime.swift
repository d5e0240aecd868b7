/// A date with an optional time of day and zone offset, each as precise as it was written. 12 bytes.
///
/// `==` asks for the same components and offset (`Z` and `+00:00` are one); `equals(_:)` for the same point in time in
/// the sense of FHIRPath and CQL, where the answer may be unknown.
/// Source: FHIR R4 `dateTime` and `instant`; FHIRPath N1, 4.1.6; CQL 1.5 `System.DateTime`.
public struct PartialDateTime: Sendable {
  /// The date; it has its day whenever there is a time.
  public let date: PartialDate
  private let hour8: UInt8
  private let minute8: UInt8
  private let second8: UInt8
  /// The finest component there is.
  public let precision: TemporalPrecision
  private let millisecond16: UInt16
  private let offset16: Int16

  /// A date without a time.
  public init(date: PartialDate, offset: ZoneOffset? = nil) { self.init(date, nil, offset) }

  /// A date and time; nil if a time is given while the date lacks its day.
  public init?(date: PartialDate, time: PartialTime?, offset: ZoneOffset? = nil) {
    guard time == nil || date.precision == .day else { return nil }
    self.init(date, time, offset)
  }

  /// A dateTime of these components; nil when one is out of range or stands below one that is missing.
  public init?(
    year: Int, month: Int? = nil, day: Int? = nil, hour: Int? = nil, minute: Int? = nil, second: Int? = nil,
    millisecond: Int? = nil, offsetMinutes: Int? = nil
  ) {
    guard let date = PartialDate(year: year, month: month, day: day) else { return nil }
    var offset: ZoneOffset?
    if let offsetMinutes {
      offset = ZoneOffset(minutes: offsetMinutes)
      guard offset != nil else { return nil }
    }
    guard let hour else {
      guard minute == nil, second == nil, millisecond == nil else { return nil }
      self.init(date, nil, offset)
      return
    }
    guard day != nil, let time = PartialTime(hour: hour, minute: minute, second: second, millisecond: millisecond)
    else { return nil }
    self.init(date, time, offset)
  }

  /// A date that has its day if there is a time.
  init(_ date: PartialDate, _ time: PartialTime?, _ offset: ZoneOffset?) {
    self.date = date
    offset16 = offset?.stored ?? ZoneOffset.none
    hour8 = UInt8(truncatingIfNeeded: time?.hour ?? 0)
    minute8 = UInt8(truncatingIfNeeded: time?.minute ?? 0)
    second8 = UInt8(truncatingIfNeeded: time?.second ?? 0)
    millisecond16 = UInt16(truncatingIfNeeded: time?.millisecond ?? 0)
    precision = time?.precision ?? date.precision
  }

  /// 0001-01-01T00:00:00.000Z (CQL `minimum DateTime`).
  public static let minimum = PartialDateTime(.minimum, .minimum, .zulu)
  /// 9999-12-31T23:59:59.999Z (CQL `maximum DateTime`).
  public static let maximum = PartialDateTime(.maximum, .maximum, .zulu)

  /// The time of day, if there is one.
  public var time: PartialTime? {
    guard precision >= .hour else { return nil }
    return PartialTime(unchecked: Int(hour8), Int(minute8), Int(second8), Int(millisecond16), precision)
  }

  /// The zone offset, if there is one.
  public var offset: ZoneOffset? { ZoneOffset(stored: offset16) }
  /// Minutes east of UTC, if the zone is known.
  public var offsetMinutes: Int? { offset?.minutes }

  /// The year, 1…9999.
  public var year: Int { date.year }
  /// The month, 1…12.
  public var month: Int? { date.month }
  /// The day of the month, from 1.
  public var day: Int? { date.day }
  /// The hour, 0…23.
  public var hour: Int? { precision >= .hour ? Int(hour8) : nil }
  /// The minute, 0…59.
  public var minute: Int? { precision >= .minute ? Int(minute8) : nil }
  /// The second, 0…59 (60 for a leap second in FHIR data).
  public var second: Int? { precision >= .second ? Int(second8) : nil }
  /// The millisecond, 0…999.
  public var millisecond: Int? { precision >= .millisecond ? Int(millisecond16) : nil }

  /// The components as an integer whose order is that of dateTimes of the same precision and offset.
  var key: UInt64 {
    UInt64(date.key) << 32 | UInt64(hour8) << 22 | UInt64(minute8) << 16 | UInt64(second8) << 10 | UInt64(millisecond16)
  }

  /// The component at `precision`, or nil where there is none.
  public func component(_ precision: TemporalPrecision) -> Int? {
    precision <= .day ? date.component(precision) : time?.component(precision)
  }

  /// The value with nothing finer than `precision`.
  public func truncated(to precision: TemporalPrecision) -> PartialDateTime {
    if precision >= self.precision { return self }
    return PartialDateTime(
      date.truncated(to: precision), precision >= .hour ? time?.truncated(to: precision) : nil, offset)
  }

  /// The same components with another offset, or none: no point in time is kept.
  public func replacingOffset(_ offset: ZoneOffset?) -> PartialDateTime { PartialDateTime(date, time, offset) }
}

extension PartialDateTime: Hashable {
  /// Whether precision, components and offset are the same.
  public static func == (left: PartialDateTime, right: PartialDateTime) -> Bool {
    left.key == right.key && left.precision == right.precision && left.offset == right.offset
  }

  /// Hashes precision, components and offset.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(key)
    hasher.combine(precision)
    hasher.combine(offset)
  }
}
