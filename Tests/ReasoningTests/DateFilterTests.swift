import CDSHooks
import ClinicalTypes
import FHIR
import JSON
import Reasoning
import Testing

@Suite("Whether something is of the time that counts")
struct DateFilterTests {
  private static func date(_ text: String) -> PartialDateTime? { PartialDateTime(fhirDateTime: text) }

  private func filter(_ start: String?, _ end: String?) -> DateFilter {
    DateFilter(
      paths: ["effective"], bound: .period(start: start.flatMap(Self.date), end: end.flatMap(Self.date)))
  }

  @Test(
    "fixed bounds, ends included, in the zone of the call",
    arguments: [
      (#""effectiveDateTime":"2026-06-01""#, "2026-06-01", nil, true),
      (#""effectiveDateTime":"2026-05-31""#, "2026-06-01", nil, false),
      (#""effectiveDateTime":"2026-06""#, "2026-06-01", nil, nil),
      (#""effectiveDateTime":"2026-06""#, "2026-06", nil, true),
      (#""effectiveDateTime":"2026-06""#, "2026", "2026", true),
      (#""effectiveDateTime":"2025""#, "2026-06-01", nil, false),
      // 22:30 of May 31 at the site.
      (#""effectiveDateTime":"2026-06-01T03:30:00Z""#, "2026-06-01", nil, false),
      (#""effectiveDateTime":"2026-06-01T03:30:00Z""#, nil, "2026-05-31", true),
      (#""effectiveInstant":"2026-06-01T12:00:00.123Z""#, "2026-06-01", "2026-06-01", true),
      (#""effectiveDateTime":"2026-06-01""#, "2026-06-01T08:00:00-05:00", nil, nil),
      (#""effectivePeriod":{"start":"2026-01-01","end":"2026-06-02"}"#, "2026-06-01", nil, true),
      (#""effectivePeriod":{"start":"2026-01-01"}"#, "2026-06-01", nil, true),
      (#""effectivePeriod":{"end":"2026-05-01"}"#, "2026-06-01", nil, false),
      (#""effectivePeriod":{"start":"2026-07-01"}"#, nil, "2026-06-30", false),
      (#""effectivePeriod":{"start":"soon","end":"2026-06-02"}"#, "2026-06-01", nil, nil),
      (#""effectivePeriod":{}"#, "2026-06-01", nil, nil), (#""effectiveDateTime":7"#, "2026-06-01", nil, nil),
      (#""effectiveTiming":{"event":["2026-01-01","2026-06-05"]}"#, "2026-06-01", nil, true),
      (#""effectiveTiming":{"event":["2026-01-01"]}"#, "2026-06-01", nil, false),
      (#""effectiveTiming":{"repeat":{"boundsPeriod":{"start":"2026-06-05"}}}"#, "2026-06-01", nil, true),
      (#""effectiveTiming":{"code":{"text":"BID"}}"#, "2026-06-01", nil, nil),
      (#""status":"final""#, "2026-06-01", nil, nil),
    ] as [(String, String?, String?, Bool?)])
  func fixed(member: String, start: String?, end: String?, expected: Bool?) throws {
    let resource = try Samples.value("{\(member)}")
    #expect(filter(start, end).matches(resource, now: try Samples.now()) == expected)
  }

  @Test(
    "a length of time ends with the day of the call; days and more are counted in days",
    arguments: [
      (6, .month, "2026-05-23", true), (6, .month, "2026-05-22", false), (6, .month, "2026-05-23T00:10:00-05:00", true),
      (6, .month, "2026-11-23T23:00:00-05:00", true), (6, .month, "2026-11-24", false), (6, .month, "2026-05", nil),
      (1, .year, "2025-11-23", true), (1, .year, "2025-11-22", false), (2, .week, "2026-11-09", true),
      (1, .day, "2026-11-22", true), (1, .hour, "2026-11-23T08:00:00-05:00", true),
      (1, .hour, "2026-11-23T12:59:59Z", false), (1, .hour, "2026-11-23", nil), (1, .hour, "2026-11-22", false),
      (0, .day, "2026-11-23", true),
    ] as [(Int, CalendarUnit, String, Bool?)])
  func lengths(amount: Int, unit: CalendarUnit, date: String, expected: Bool?) throws {
    let filter = DateFilter(paths: ["authoredOn"], bound: .before(amount: amount, unit))
    let resource = try Samples.value(#"{"authoredOn":"\#(date)"}"#)
    #expect(filter.matches(resource, now: try Samples.now()) == expected)
  }

  @Test("one of several elements suffices; elements below others are found")
  func paths() throws {
    let bound = DateFilter.Bound.period(start: Self.date("2026-01-01"), end: nil)
    let resource = try Samples.value(
      #"{"recordedDate":"2020-01-01","onsetDateTime":"2026-02-01","reaction":[{"onset":"2019"},{"onset":"2026-03-01"}]}"#
    )
    let now = try Samples.now()
    #expect(DateFilter(paths: ["recordedDate"], bound: bound).matches(resource, now: now) == false)
    #expect(DateFilter(paths: ["recordedDate", "onset"], bound: bound).matches(resource, now: now) == true)
    #expect(DateFilter(paths: ["reaction.onset"], bound: bound).matches(resource, now: now) == true)
  }

  @Test("what tells no date is no answer and no silence: it is left out, and that is a gap")
  func undated() throws {
    let requirement = DataRequirement(
      key: "egfr", type: "Observation",
      template: try PrefetchTemplate(parsing: "Observation?patient={{context.patientId}}"),
      dateFilters: [DateFilter(paths: ["effective"], bound: .before(amount: 1, .year))])
    let undated =
      #"{"resourceType": "Observation", "id": "u", "status": "final", "subject": {"reference": "Patient/p1"}}"#
    let bundle = ChartAssemblerTests.bundle([
      ChartAssemblerTests.observation("new"), ChartAssemblerTests.observation("old", date: "2020-01-01"), undated,
    ])
    let chart = try Samples.chart(of: Samples.request(prefetch: #"{"egfr": \#(bundle)}"#), requirements: [requirement])
    #expect(chart.resources("egfr").map(\.resource.id) == ["new"])
    #expect(chart.gaps.map(\.reason) == [.undated(count: 1)])
    #expect(chart.gaps.first?.text == "1 without a date that can be compared were left out")
  }

  @Test("a page cut short by a server that ignores fixed dates holds not what was asked for")
  func cutShort() throws {
    let requirement = DataRequirement(
      key: "egfr", type: "Observation",
      template: try PrefetchTemplate(parsing: "Observation?patient={{context.patientId}}"),
      dateFilters: [filter("2020-01-01", "2020-12-31")], limit: 1)
    let next = #", "link": [{"relation": "next", "url": "https://e/next"}]"#
    for (date, isComplete) in [("2026-10-01", false), ("2020-10-01", true)] {
      let bundle = ChartAssemblerTests.bundle([ChartAssemblerTests.observation("o", date: date)], more: next)
      let chart = try Samples.chart(
        of: Samples.request(prefetch: #"{"egfr": \#(bundle)}"#), requirements: [requirement])
      #expect(chart["egfr"]?.isComplete == isComplete)
    }
  }
}
