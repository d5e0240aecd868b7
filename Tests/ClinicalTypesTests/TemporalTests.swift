import ClinicalTypes
import TestSupport
import Testing

@Suite struct TemporalTests {
  static func dateTime(_ text: String) throws -> PartialDateTime { try #require(PartialDateTime(text), "\(text)") }
  static func date(_ text: String) throws -> PartialDate { try #require(PartialDate(text), "\(text)") }
  static func time(_ text: String) throws -> PartialTime { try #require(PartialTime(text), "\(text)") }

  @Test(arguments: [
    "2014", "2014-03", "2014-03-25", "2014-03-25T14", "2014-03-25T14:30", "2014-03-25T14:30:15",
    "2014-03-25T14:30:15.250", "2014-03-25T14:30:15Z",
    "2014-03-25T14:30:15.001-05:30", "2014-03-25T14:30+14:00", "2016-02-29", "2000-02-29", "0001-01-01",
    "9999-12-31T23:59:59.999+00:00",
  ])
  func printsWhatItReads(text: String) throws {
    #expect(try Self.dateTime(text).description == text)
    #expect(PartialDateTime("@" + text) == PartialDateTime(text))
  }

  @Test(arguments: [
    "", "14", "0000", "20145", "2014-", "2014-1", "2014-13", "2014-00", "2014-02-30", "2015-02-29", "1900-02-29",
    "2014-04-31", "2014-03-25T", "2014-03-25T24",
    "2014-03-25T14:60", "2014-03-25T14:30:60", "2014-03-25T14:30:15.", "2014-03-25T14:30:15+15:00",
    "2014-03-25T14:30:15+1", "2014T10", "2014-03T10",
    "2014-03-25 14:30", "2014-03-25T14:30:15z", "2014-03-25T14:30:15+05:60", "-2014", "２０１４", "2014-03-25Z",
  ])
  func refuses(text: String) {
    #expect(PartialDateTime(text) == nil || text == "2014-03-25T")
    #expect(PartialDateTime(fhirDateTime: text) == nil || text.hasSuffix(":60") && text.count == 19)
    #expect(PartialDate(text) == nil)
  }

  @Test func isStrictAboutFHIR() {
    #expect(PartialDateTime(fhirDateTime: "2014-03-25T14:30:15Z") != nil)
    #expect(PartialDateTime(fhirDateTime: "2014-03-25T14:30:60Z")?.second == 60)
    for text in ["2014-03-25T14:30:15", "2014-03-25T14:30Z", "2014T", "@2014", "2014-03T"] {
      #expect(PartialDateTime(fhirDateTime: text) == nil)
    }
    #expect(PartialDateTime(fhirInstant: "2014-03-25") == nil)
    #expect(
      PartialTime(fhirTime: "14:30") == nil && PartialTime(fhirTime: "T14:30:00") == nil
        && PartialTime(fhirTime: "14:30:00") != nil)
    #expect(PartialDateTime("2014T")?.literal == "2014T")
    #expect(PartialDateTime("2014-03-25T14:30:15.1234567")?.millisecond == 123)
    #expect(PartialDateTime("2014-03-25T14:30:15.5")?.millisecond == 500)
    #expect(MemoryLayout<PartialDateTime>.size <= 16 && MemoryLayout<PartialDate>.size == 4)
  }

  @Test(
    arguments: [
      ("2012-04-15", "2012-04-15T10:00:00", nil), ("2012-04-15T15:30:31", "2012-04-15T15:30:31.0", .equal),
      ("2012-04-15T15:30:31", "2012-04-15T15:30:31.1", .less),
      ("2012-04-15T15:00:00Z", "2012-04-15T10:00:00", nil),
      ("2012-04-15T15:00:00+02:00", "2012-04-15T16:00:00+03:00", .equal),
      ("2017-11-05T01:30:00.0-04:00", "2017-11-05T01:15:00.0-05:00", .less), ("2018-03", "2018-03-01", nil),
      ("2018-03", "2018-04-01", .less),
      ("2018-03-01T10:30", "2018-03-01T10:30:00", nil), ("2018-03-05T10:30Z", "2018-03-01T10:30", .greater),
      ("2018", "2018", .equal),
      ("2018-03-01T23:00-05:00", "2018-03-02T04:00Z", .equal), ("9999-12-31T23:00-05:00", "9999-12-31T23:00Z", nil),
    ] as [(String, String, Ordering?)])
  func comparesDateTimes(left: String, right: String, order: Ordering?) throws {
    let (left, right) = (try Self.dateTime(left), try Self.dateTime(right))
    #expect(left.compare(to: right) == order)
    #expect(right.compare(to: left) == order?.reversed)
    #expect(left.equals(right) == order.map { $0 == .equal })
    #expect(left.isEquivalent(to: right) == (order == .equal))
  }

  @Test func comparesAtAPrecision() throws {
    let (left, right) = (
      try Self.dateTime("2012-03-10T10:20:00.999+07:00"), try Self.dateTime("2012-03-10T09:20:00.999+06:00")
    )
    #expect(left.compare(to: right, at: .hour) == .equal)
    #expect(try Self.dateTime("2014-12-20").compare(to: Self.dateTime("2014-12-20T15"), at: .minute) == nil)
    #expect(try Self.dateTime("2014-12-20").compare(to: Self.dateTime("2014-12-20T15"), at: .day) == .equal)
    #expect(try Self.dateTime("2005-10-10").compare(to: Self.dateTime("2005-09"), at: .day) == .greater)
    #expect(
      try Self.dateTime("2014-10-10T10:00:00").compare(to: Self.dateTime("2014-10-10T10:00:00.0"), at: .millisecond)
        == nil)
    #expect(
      try Self.dateTime("2012-04-15T15:00:00Z").compare(
        to: Self.dateTime("2012-04-15T10:00:00"), at: nil, defaultOffset: .zulu) == .greater)
    #expect(try Self.time("10:30").compare(to: Self.time("10:30:00")) == nil)
    #expect(try Self.time("T10:30:00").equals(Self.time("@T10:30:00.0")) == true)
    #expect(try Self.time("10:30:15").compare(to: Self.time("10:45"), at: .hour) == .equal)
    #expect(try Self.date("2014-03-25").compare(to: Self.date("2014-04"), at: .year) == .equal)
  }

  @Test(
    arguments: [
      ("2012-02-29", 1, .year, "2013-02-28"), ("2014-01-31", 1, .month, "2014-02-28"),
      ("2016-01-31", 1, .month, "2016-02-29"), ("2014", 24, .month, "2016"),
      ("2014", 25, .month, "2016"), ("2014", -25, .month, "2012"), ("2014", 735, .day, "2016"),
      ("2014-06", 33, .day, "2014-07"), ("2014-06", -33, .day, "2014-05"), ("2016-05", -31_535_999, .second, "2015-05"),
      ("2005-10-10", 25, .hour, "2005-10-11"), ("2005-10-10", 5, .hour, "2005-10-10"), ("2005-10-10", 8000, .year, nil),
      ("2005-10-10", -2005, .year, nil),
      ("2016-06-10T05", 19, .hour, "2016-06-11T00"), ("2016-06-10T05", 119, .minute, "2016-06-10T06"),
      ("2016-10-01T10:20:30", -15, .hour, "2016-09-30T19:20:30"),
      ("2016-06-10T05:05:05.005", 995, .millisecond, "2016-06-10T05:05:06.000"),
      ("1973-12-25T00:00:00.000+10:00", 7, .day, "1974-01-01T00:00:00.000+10:00"),
      ("2024-02-28", 52, .week, "2025-02-26"), ("0001-01-01", -1, .day, nil),
      ("9999-12-31T23:59:59.999", 1, .millisecond, nil), ("2014", Int.max, .year, nil),
      ("2014-01-01T00:00", Int.min, .week, nil),
      ("2014-01-01", Int.max, .month, nil), ("2014-01-01", Int.min, .week, nil), ("0001", -11, .month, "0001"),
    ] as [(String, Int, CalendarUnit, String?)])
  func adds(start: String, amount: Int, unit: CalendarUnit, result: String?) throws {
    #expect(try Self.dateTime(start).adding(amount, unit)?.description == result)
    if let date = PartialDate(start) { #expect(date.adding(amount, unit)?.description == result) }
  }

  @Test(
    arguments: [
      ("15:59:59.999", 5, .hour, "20:59:59.999"), ("15:59:59.999", 1, .millisecond, "16:00:00.000"),
      ("23:30", 45, .minute, "00:15"), ("00:15", -45, .minute, "23:30"),
      ("23:30", 59, .second, "23:30"), ("23:30", 120, .second, "23:32"), ("10:00", 1, .day, nil),
      ("10", Int.max, .hour, "17"),
    ] as [(String, Int, CalendarUnit, String?)])
  func addsToTimes(start: String, amount: Int, unit: CalendarUnit, result: String?) throws {
    #expect(try Self.time(start).adding(amount, unit)?.description == result)
  }

  @Test(
    arguments: ["2014", "2014-06", "2014-06-01", "2014-06-01T10", "2014-06-01T10:00:00.000Z"], CalendarUnit.allCases)
  func survivesExtremeAmounts(start: String, unit: CalendarUnit) throws {
    let value = try Self.dateTime(start)
    for amount in [Int.min, Int.min + 1, Int.max, -120_000, 120_000] {
      let later = value.adding(amount, unit)
      #expect(later.map { (1...9999).contains($0.year) } != false)
      #expect(amount == .min || value.subtracting(-amount, unit) == later)
      #expect(value.date.adding(amount, unit).map { (1...9999).contains($0.year) } != false)
      if let time = value.time { #expect(time.adding(amount, unit)?.precision ?? time.precision == time.precision) }
    }
    #expect(value.subtracting(.min, unit) == nil)
  }

  @Test func addsQuantities() throws {
    let date = try Self.date("1973-12-25")
    #expect(try date.adding(#require(Quantity("7.7 days"))) == Self.date("1974-01-01"))
    #expect(try date.adding(#require(Quantity("1 'wk'"))) == Self.date("1974-01-01"))
    #expect(try date.subtracting(#require(Quantity("1 month"))) == Self.date("1973-11-25"))
    for unit in ["1 'a'", "1 'mo'", "1 'cm'", "1"] { #expect(date.adding(try #require(Quantity(unit))) == nil) }
    #expect(date.adding(Quantity(ExactDecimal.cqlMaximum, "days")) == nil)
  }

  @Test(
    arguments: [
      ("2005", "2010", .year, 4, 5), ("2005-05", "2010-04", .year, 4, 4), ("2005", "2006-05", .month, 4, 16),
      ("2014-01-15", "2014-02", .day, 16, 44),
      ("2010-10-12T12:05", "2008-08-15T08:08", .day, -788, -788),
      ("2012-03-10T22:05:09", "2012-03-24T07:19:33", .week, 1, 1),
      ("2017-03-12T01:00:00-07:00", "2017-03-12T03:00:00-06:00", .hour, 1, 1),
      ("2017-11-05T01:30:00-06:00", "2017-11-05T01:15:00-07:00", .minute, 45, 45),
      ("2017-03-12T00:00:00-07:00", "2017-03-13T00:00:00-06:00", .day, 0, 0),
    ] as [(String, String, CalendarUnit, Int, Int)])
  func countsWholePeriods(start: String, end: String, unit: CalendarUnit, low: Int, high: Int) throws {
    #expect(try Self.dateTime(start).wholePeriods(to: Self.dateTime(end), in: unit) == low...high)
  }

  @Test(
    arguments: [
      ("2000", "2005-12", .year, 5, 5), ("2005", "2006-07", .month, 7, 18),
      ("2000-10-15T10:30", "2000-10-25T10:00", .day, 10, 10), ("2000-10-15", "2000-10-28", .week, 1, 1),
      ("2016", "1998", .year, -18, -18), ("2017-03-12T00:00:00-07:00", "2017-03-13T00:00:00-06:00", .day, 1, 1),
      ("2000-10-10T10:05:45.500-06:00", "2000-10-10T10:05:45.900-07:00", .millisecond, 3_600_400, 3_600_400),
      ("2000-04-01T12", "2000-04-01T20", .hour, 8, 8),
    ] as [(String, String, CalendarUnit, Int, Int)])
  func countsBoundaries(start: String, end: String, unit: CalendarUnit, low: Int, high: Int) throws {
    #expect(try Self.dateTime(start).boundariesCrossed(to: Self.dateTime(end), in: unit) == low...high)
  }

  @Test func countsAges() throws {
    #expect(try Self.date("1980-02-29").completedYears(on: Self.date("2021-02-28")) == 40...40)
    #expect(try Self.date("1980-02-29").completedYears(on: Self.date("2021-03-01")) == 41...41)
    #expect(try Self.date("1980").completedYears(on: Self.date("2021-03-01")) == 40...41)
    #expect(try Self.time("20:26:15.555").wholePeriods(to: Self.time("23:25:15.555"), in: .hour) == 2...2)
    #expect(try Self.time("06").wholePeriods(to: Self.time("07:00:00"), in: .hour) == 1...1)
    #expect(try Self.time("20").boundariesCrossed(to: Self.time("23:25:15.555"), in: .hour) == 3...3)
    #expect(try Self.time("20").wholePeriods(to: Self.time("21"), in: .minute) == 0...119)
    #expect(try Self.time("20").wholePeriods(to: Self.time("21"), in: .day) == nil)
  }

  @Test func hasBoundaries() throws {
    let hour = try Self.dateTime("2014-01-01T08")
    #expect(hour.lowBoundary().description == "2014-01-01T08:00:00.000+14:00")
    #expect(hour.highBoundary().description == "2014-01-01T08:00:59.999-12:00")
    #expect(hour.highBoundary(style: .cql).description == "2014-01-01T08:59:59.999")
    #expect(hour.lowBoundary(precision: .day).description == "2014-01-01")
    #expect(try Self.dateTime("2014-01-01T08:05-05:00").highBoundary().description == "2014-01-01T08:05:59.999-05:00")
    #expect(try Self.date("2014").highBoundary(precision: .month)?.description == "2014-12")
    #expect(try Self.date("2016-02").highBoundary()?.description == "2016-02-29")
    #expect(try Self.time("10:30").highBoundary()?.description == "10:30:59.999")
    #expect(try Self.date("2014").lowBoundary(precision: .hour) == nil)
    #expect(
      TemporalPrecision(digits: 17) == .millisecond && TemporalPrecision(digits: 5) == nil
        && TemporalPrecision(timeDigits: 4) == .minute)
  }

  @Test func obeysTheLawsOfTheCalendar() throws {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<3000 {
      let day = Int.random(in: -700_000...2_900_000, using: &random)
      let date = try #require(PartialDate(epochDay: day))
      #expect(date.epochDay == day && PartialDate(date.description) == date)
      let step = Int.random(in: -20000...20000, using: &random)
      let moved = try #require(date.adding(step, .day))
      #expect(moved.subtracting(step, .day) == date)
      #expect(date.boundariesCrossed(to: moved, in: .day) == step...step)
      #expect(date.wholePeriods(to: moved, in: .week) == (step / 7)...(step / 7))
      let months = Int.random(in: 0...600, using: &random)
      let later = try #require(date.adding(months, .month))
      let counted = try #require(date.wholePeriods(to: later, in: .month)?.lowerBound)
      #expect(counted == months || (counted == months - 1 && later.day != date.day))
      let instant = Int64.random(in: -60_000_000_000_000...250_000_000_000_000, using: &random)
      let zone = try #require(ZoneOffset(minutes: Int.random(in: -840...840, using: &random)))
      let moment = try #require(PartialDateTime(epochMilliseconds: instant, offset: zone))
      #expect(moment.epochMilliseconds() == instant && PartialDateTime(moment.description) == moment)
      #expect(moment.normalized(to: .zulu)?.equals(moment) == true)
      #expect(moment.lowBoundary() == moment && moment.highBoundary() == moment)
      let coarse = moment.truncated(to: try #require(TemporalPrecision.allCases.randomElement(using: &random)))
      #expect(coarse.lowBoundary(style: .cql).compare(to: moment).map { $0 != .greater } != false)
      #expect(coarse.highBoundary(style: .cql).compare(to: moment).map { $0 != .less } != false)
    }
    #expect(try Self.date("2000-10-15").weekday == 0 && Self.date("1900-01-01").weekday == 1)
  }

  @Test func survivesNoise() {
    var random = SeededGenerator(seed: 13)
    let alphabet = Array("0123456789-:T.Z+@é")
    for _ in 0..<20000 {
      let text = String(
        (0..<Int.random(in: 0...30, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "0" })
      if let value = PartialDateTime(text) { #expect(PartialDateTime(value.literal) == value) }
      if let value = PartialTime(text) { #expect(PartialTime(value.description) == value) }
    }
    #expect(PartialDateTime("2014-03-25T14:30:15." + String(repeating: "1", count: 100_000)) != nil)
  }
}
