/// A date that may lack its day, or its day and month: `2014`, `2014-03`, `2014-03-25`. Years run from 0001 to 9999.
///
/// `==` asks for the same components; `equals(_:)` for the same date in the sense of FHIRPath and CQL.
/// Source: FHIR R4 `date`; FHIRPath N1, 4.1.5; CQL 1.5 `System.Date`.
public struct PartialDate: Sendable, Hashable {
  private let storedYear: UInt16
  /// 0 where the date has none.
  private let storedMonth: UInt8
  private let storedDay: UInt8

  /// A date of these components; nil when one is out of range or a day is given without a month.
  public init?(year: Int, month: Int? = nil, day: Int? = nil) {
    guard (1...9999).contains(year) else { return nil }
    guard let month else {
      guard day == nil else { return nil }
      self.init(unchecked: year, 0, 0)
      return
    }
    guard (1...12).contains(month) else { return nil }
    if let day {
      guard day >= 1, day <= 28 || day <= GregorianCalendar.days(inMonth: month, year: year) else { return nil }
    }
    self.init(unchecked: year, month, day ?? 0)
  }

  /// Components known to be in range; 0 for none.
  init(unchecked year: Int, _ month: Int, _ day: Int) {
    storedYear = UInt16(truncatingIfNeeded: year)
    storedMonth = UInt8(truncatingIfNeeded: month)
    storedDay = UInt8(truncatingIfNeeded: day)
  }

  /// The earliest date, 0001-01-01 (CQL `minimum Date`).
  public static let minimum = PartialDate(unchecked: 1, 1, 1)
  /// The latest date, 9999-12-31 (CQL `maximum Date`).
  public static let maximum = PartialDate(unchecked: 9999, 12, 31)

  /// The year, 1…9999.
  public var year: Int { Int(storedYear) }
  /// The month, 1…12.
  public var month: Int? { storedMonth == 0 ? nil : Int(storedMonth) }
  /// The day of the month, from 1.
  public var day: Int? { storedDay == 0 ? nil : Int(storedDay) }
  /// The finest component there is.
  public var precision: TemporalPrecision { storedMonth == 0 ? .year : storedDay == 0 ? .month : .day }

  /// The date as an integer whose order is that of dates of the same precision.
  var key: UInt32 { UInt32(storedYear) << 16 | UInt32(storedMonth) << 8 | UInt32(storedDay) }

  /// The component at `precision`, or nil where there is none.
  public func component(_ precision: TemporalPrecision) -> Int? {
    switch precision {
    case .year: year
    case .month: month
    case .day: day
    default: nil
    }
  }

  /// The date with nothing finer than `precision`.
  public func truncated(to precision: TemporalPrecision) -> PartialDate {
    if precision >= self.precision { return self }
    return PartialDate(unchecked: year, precision >= .month ? Int(storedMonth) : 0, 0)
  }

  /// The same day without a time, as a dateTime.
  public var dateTime: PartialDateTime { PartialDateTime(date: self) }
}

extension PartialDate: LosslessStringConvertible {
  /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, with or without the `@` of a literal.
  public init?(_ text: String) { self.init(utf8: text.utf8.span) }
  /// Reads a date as `init(_: String)` does.
  public init?(_ text: Substring) { self.init(utf8: text.utf8.span) }

  /// Reads a date from UTF-8 text as `init(_: String)` does.
  public init?(utf8 text: Span<UInt8>) {
    var index = TemporalScanner.isAt("@", text, 0) ? 1 : 0
    guard let date = TemporalScanner.date(text, &index), index == text.count else { return nil }
    self = date
  }

  /// The date as FHIR writes it: `2014-03`.
  public var description: String {
    TemporalText.string { text in write(to: &text) }
  }

  func write(to text: inout TemporalText) {
    text.append(year, digits: 4)
    guard let month else { return }
    text.append("-")
    text.append(month, digits: 2)
    guard let day else { return }
    text.append("-")
    text.append(day, digits: 2)
  }
}
