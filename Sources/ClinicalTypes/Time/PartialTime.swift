/// A time of day that may lack its finer components: `14`, `14:30`, `14:30:15`, `14:30:15.250`. It has no zone.
///
/// `==` asks for the same components; `equals(_:)` for the same time in the sense of FHIRPath and CQL.
/// Source: FHIR R4 `time`; FHIRPath N1, 4.1.7; CQL 1.5 `System.Time`.
public struct PartialTime: Sendable, Hashable {
  private let storedHour: UInt8
  private let storedMinute: UInt8
  private let storedSecond: UInt8
  private let storedPrecision: TemporalPrecision
  private let storedMillisecond: UInt16

  /// A time of these components; nil when one is out of range or stands below one that is missing.
  public init?(hour: Int, minute: Int? = nil, second: Int? = nil, millisecond: Int? = nil) {
    guard (second ?? 0) < 60 else { return nil }
    self.init(leapHour: hour, minute: minute, second: second, millisecond: millisecond)
  }

  /// As the public initialiser, but 60 seconds are allowed, which FHIR permits for leap seconds.
  init?(leapHour hour: Int, minute: Int?, second: Int?, millisecond: Int?) {
    guard (0...23).contains(hour), (0...59).contains(minute ?? 0), (0...60).contains(second ?? 0),
      (0...999).contains(millisecond ?? 0)
    else { return nil }
    guard minute != nil || second == nil, second != nil || millisecond == nil else { return nil }
    let precision: TemporalPrecision =
      millisecond != nil ? .millisecond : second != nil ? .second : minute != nil ? .minute : .hour
    self.init(unchecked: hour, minute ?? 0, second ?? 0, millisecond ?? 0, precision)
  }

  /// Components known to be in range; 0 below the precision.
  init(unchecked hour: Int, _ minute: Int, _ second: Int, _ millisecond: Int, _ precision: TemporalPrecision) {
    storedHour = UInt8(truncatingIfNeeded: hour)
    storedMinute = UInt8(truncatingIfNeeded: minute)
    storedSecond = UInt8(truncatingIfNeeded: second)
    storedMillisecond = UInt16(truncatingIfNeeded: millisecond)
    storedPrecision = precision
  }

  /// The time `milliseconds` after midnight, 0 ..< 86,400,000, at `precision`.
  init(millisecondOfDay milliseconds: Int64, precision: TemporalPrecision) {
    let value = Int(milliseconds)
    self.init(
      unchecked: value / 3_600_000,
      precision >= .minute ? value / 60_000 % 60 : 0,
      precision >= .second ? value / 1000 % 60 : 0,
      precision >= .millisecond ? value % 1000 : 0,
      max(precision, .hour))
  }

  /// Midnight to the millisecond (CQL `minimum Time`).
  public static let minimum = PartialTime(unchecked: 0, 0, 0, 0, .millisecond)
  /// The last millisecond of the day (CQL `maximum Time`).
  public static let maximum = PartialTime(unchecked: 23, 59, 59, 999, .millisecond)

  /// The hour, 0…23.
  public var hour: Int { Int(storedHour) }
  /// The minute, 0…59.
  public var minute: Int? { storedPrecision >= .minute ? Int(storedMinute) : nil }
  /// The second, 0…59 (60 for a leap second in FHIR data).
  public var second: Int? { storedPrecision >= .second ? Int(storedSecond) : nil }
  /// The millisecond, 0…999.
  public var millisecond: Int? { storedPrecision >= .millisecond ? Int(storedMillisecond) : nil }
  /// The finest component there is, hour or finer.
  public var precision: TemporalPrecision { storedPrecision }

  /// Milliseconds since midnight, missing components being zero.
  public var millisecondOfDay: Int64 {
    let seconds = Int64(storedHour) * 3600 + Int64(storedMinute) * 60 + Int64(storedSecond)
    return seconds * 1000 + Int64(storedMillisecond)
  }

  /// The time as an integer whose order is that of times of the same precision.
  var key: UInt32 {
    UInt32(storedHour) << 22 | UInt32(storedMinute) << 16 | UInt32(storedSecond) << 10 | UInt32(storedMillisecond)
  }

  /// The component at `precision`, or nil where there is none.
  public func component(_ precision: TemporalPrecision) -> Int? {
    switch precision {
    case .year, .month, .day: nil
    case .hour: hour
    case .minute: minute
    case .second: second
    case .millisecond: millisecond
    }
  }

  /// The time with nothing finer than `precision` (hour at the coarsest).
  public func truncated(to precision: TemporalPrecision) -> PartialTime {
    if precision >= storedPrecision { return self }
    return PartialTime(
      unchecked: hour, precision >= .minute ? Int(storedMinute) : 0, precision >= .second ? Int(storedSecond) : 0, 0,
      max(precision, .hour))
  }
}

extension PartialTime: LosslessStringConvertible {
  /// Reads `hh`, `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fff`, with or without the `@` and `T` of a literal.
  public init?(_ text: String) { self.init(utf8: text.utf8.span) }
  /// Reads a time as `init(_: String)` does.
  public init?(_ text: Substring) { self.init(utf8: text.utf8.span) }

  /// Reads a time from UTF-8 text as `init(_: String)` does.
  public init?(utf8 text: Span<UInt8>) {
    var index = TemporalScanner.isAt("@", text, 0) ? 1 : 0
    if TemporalScanner.isAt("T", text, index) { index += 1 }
    guard let time = TemporalScanner.time(text, &index, allowingLeapSecond: false), index == text.count else {
      return nil
    }
    self = time
  }

  /// Reads a FHIR `time`: hours, minutes and seconds are all required, and there is no zone.
  public init?(fhirTime text: String) {
    let bytes = text.utf8.span
    var index = 0
    guard let time = TemporalScanner.time(bytes, &index, allowingLeapSecond: true), index == bytes.count,
      time.precision >= .second
    else { return nil }
    self = time
  }

  /// The time as FHIR writes it, without `T`: `14:30`.
  public var description: String {
    TemporalText.string { text in write(to: &text) }
  }

  func write(to text: inout TemporalText) {
    text.append(hour, digits: 2)
    guard let minute else { return }
    text.append(":")
    text.append(minute, digits: 2)
    guard let second else { return }
    text.append(":")
    text.append(second, digits: 2)
    guard let millisecond else { return }
    text.append(".")
    text.append(millisecond, digits: 3)
  }
}
