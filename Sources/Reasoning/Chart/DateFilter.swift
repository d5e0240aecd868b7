public import ClinicalTypes
public import JSON

/// When something must have been to count (`DataRequirement.dateFilter`), checked again on everything that comes: servers
/// ignore search parameters, and a length of time before now is in no prefetch template.
public struct DateFilter: Sendable, Hashable {
  /// The time that counts, ends included.
  public enum Bound: Sendable, Hashable {
    /// Between two fixed dates; nil is open.
    case period(start: PartialDateTime?, end: PartialDateTime?)
    /// From so long before the call to the day of the call.
    case before(amount: Int, CalendarUnit)
  }

  /// The elements that hold the date, in dots from the resource, a choice by its name without type (`effective`); one of
  /// them must be within the bound.
  public let paths: [String]
  /// The time that counts.
  public let bound: Bound

  /// A filter.
  public init(paths: [String], bound: Bound) {
    self.paths = paths
    self.bound = bound
  }

  /// Whether `resource` is of the time that counts, at a call of `now`. Nil when that cannot be told: it has no date, one
  /// that is too coarse, or one that cannot be read. A period counts when part of it does, as in a FHIR search.
  public func matches(_ resource: JSONValue, now: PartialDateTime) -> Bool? {
    let window = Window(bound, now: now)
    let answers = paths.flatMap { Self.values(of: $0, in: resource) }.map(window.holds)
    return answers.isEmpty ? nil : Window.any(answers)
  }

  /// Whether a resource is of a fixed time, by UTC; of a length of time before now, the newest are.
  func mayHold(_ resource: JSONValue) -> Bool {
    guard case .period(let start, let end) = bound, let now = end ?? start else { return true }
    return matches(resource, now: now) != false
  }

  private static let choices = ["", "DateTime", "Period", "Instant", "Date", "Timing"]

  private static func values(of path: String, in resource: JSONValue) -> [JSONValue] {
    var nodes = [resource]
    for step in path.split(separator: ".") {
      nodes = nodes.flatMap { node in
        choices.compactMap { node["\(step)\($0)"] }.flatMap { $0.isArray ? Array($0.elements) : [$0] }
      }
    }
    return nodes
  }
}

extension DateFilter {
  /// The bound at one instant, in the zone of that instant.
  private struct Window {
    private let low: PartialDateTime?
    private let high: PartialDateTime?
    private let zone: ZoneOffset

    init(_ bound: Bound, now: PartialDateTime) {
      zone = now.offset ?? .zulu
      switch bound {
      case .period(let start, let end): (low, high) = (start, end)
      case .before(let amount, let unit):
        // Lengths of days and more are counted in days: a result of the first day counts whatever its hour.
        let start = now.subtracting(amount, unit)
        low = unit <= .day ? start?.truncated(to: .day) : start
        high = now.truncated(to: .day)
      }
    }

    /// Whether a date, dateTime, instant, Period or Timing counts; nil when that cannot be told.
    func holds(_ value: JSONValue) -> Bool? {
      if value.isString { return date(value).flatMap { holds(from: $0, to: $0) } }
      if let events = value["event"] { return Self.any(events.elements.map(holds)) }
      let period = value["repeat"]["boundsPeriod"] ?? value
      let (start, end) = (period["start"].map(date), period["end"].map(date))
      // A period is open where it says nothing; what it says and cannot be read is something else.
      if case .some(nil) = start { return nil }
      if case .some(nil) = end { return nil }
      return start == nil && end == nil ? nil : holds(from: start ?? nil, to: end ?? nil)
    }

    static func any(_ answers: [Bool?]) -> Bool? {
      answers.contains(true) ? true : answers.contains(nil) ? nil : false
    }

    private func date(_ value: JSONValue) -> PartialDateTime? {
      guard let text = value.string else { return nil }
      return (PartialDateTime(fhirDateTime: text) ?? PartialDateTime(fhirInstant: text)).map(local)
    }

    private func holds(from start: PartialDateTime?, to end: PartialDateTime?) -> Bool? {
      let isLate = low.flatMap { low in end.map { compare($0, low).map { $0 != .less } } } ?? true
      let isEarly = high.flatMap { high in start.map { compare($0, high).map { $0 != .greater } } } ?? true
      if isLate == false || isEarly == false { return false }
      return isLate == nil || isEarly == nil ? nil : true
    }

    private func compare(_ date: PartialDateTime, _ bound: PartialDateTime) -> Ordering? {
      date.compare(to: local(bound), at: min(bound.precision, .second), defaultOffset: zone)
    }

    /// A time in another zone may be of another day here.
    private func local(_ date: PartialDateTime) -> PartialDateTime {
      date.offset == nil ? date : date.normalized(to: zone) ?? date
    }
  }
}
