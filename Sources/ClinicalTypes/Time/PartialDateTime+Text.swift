extension PartialDateTime: LosslessStringConvertible {
  /// Reads what FHIRPath and CQL literals allow, with or without `@`: a date, optionally `T`, then optionally a time,
  /// then optionally `Z` or an offset. `2014`, `2014T`, `@2014-01-01T14`, `2014-01-01T14:30-05:00`.
  public init?(_ text: String) { self.init(utf8: text.utf8.span) }
  /// Reads a dateTime as `init(_: String)` does.
  public init?(_ text: Substring) { self.init(utf8: text.utf8.span) }

  /// Reads a dateTime from UTF-8 text as `init(_: String)` does.
  public init?(utf8 text: Span<UInt8>) {
    self.init(utf8: text, from: TemporalScanner.isAt("@", text, 0) ? 1 : 0, allowingLeapSecond: false)
  }

  /// Reads a FHIR `dateTime`: a date, or a date with hours, minutes, seconds and a zone.
  public init?(fhirDateTime text: String) { self.init(fhirDateTime: text.utf8.span) }

  /// Reads a FHIR `dateTime` from UTF-8 text.
  public init?(fhirDateTime text: Span<UInt8>) {
    self.init(utf8: text, from: 0, allowingLeapSecond: true)
    if precision > .day {
      guard precision >= .second, offset != nil else { return nil }
    } else if text.count > 10 || text.count == 5 || text.count == 8 {
      return nil  // a `T` without a time
    }
  }

  /// Reads a FHIR `instant`: seconds and a zone are required.
  public init?(fhirInstant text: String) {
    self.init(fhirDateTime: text.utf8.span)
    guard precision >= .second else { return nil }
  }

  private init?(utf8 text: Span<UInt8>, from start: Int, allowingLeapSecond: Bool) {
    var index = start
    guard let date = TemporalScanner.date(text, &index) else { return nil }
    var time: PartialTime?
    var offset: ZoneOffset?
    if TemporalScanner.isAt("T", text, index) {
      index += 1
      if index < text.count {
        guard date.precision == .day,
          let scanned = TemporalScanner.time(text, &index, allowingLeapSecond: allowingLeapSecond)
        else { return nil }
        time = scanned
        if index < text.count {
          offset = TemporalScanner.offset(text, &index)
          guard offset != nil else { return nil }
        }
      }
    }
    guard index == text.count else { return nil }
    self.init(date, time, offset)
  }

  /// The value as FHIR writes it: `2014`, `2014-01-01`, `2014-01-01T14:30:00.000+02:00`.
  public var description: String {
    TemporalText.string { text in
      date.write(to: &text)
      guard let time else { return }
      text.append("T")
      time.write(to: &text)
      offset?.write(to: &text)
    }
  }

  /// The value as a FHIRPath or CQL dateTime literal without `@`: as `description`, with the `T` even where there is no time.
  public var literal: String { precision <= .day ? date.description + "T" : description }
}
