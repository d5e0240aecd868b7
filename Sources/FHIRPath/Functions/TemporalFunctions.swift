import ClinicalTypes

/// Components of dates and times, and the time between two (draft after N1).
enum TemporalFunctions {
  private static let part = Signature(input: .temporal, result: .integer, isSingular: true)

  static let table: [FunctionDefinition] = [
    component("yearOf", .year), component("monthOf", .month), component("dayOf", .day), component("hourOf", .hour),
    component("minuteOf", .minute), component("secondOf", .second), component("millisecondOf", .millisecond),
    .init(
      "timezoneOffsetOf", 0...0, Signature(input: .temporal, result: .decimal, isSingular: true), timezoneOffsetOf),
    .init("dateOf", 0...0, Signature(input: .temporal, result: .date, isSingular: true), dateOf),
    .init("timeOf", 0...0, Signature(input: .temporal, result: .time, isSingular: true), timeOf),
    .init("duration", 2...2, Signature(input: .temporal, parameters: [.temporal, .string], result: .integer)) {
      (call) throws(FHIRPathError) in try span(call, whole: true)
    },
    .init("difference", 2...2, Signature(input: .temporal, parameters: [.temporal, .string], result: .integer)) {
      (call) throws(FHIRPathError) in try span(call, whole: false)
    },
  ]

  private static func component(_ name: String, _ precision: TemporalPrecision) -> FunctionDefinition {
    .init(name, 0...0, part) { (call) throws(FHIRPathError) in
      guard let item = try call.item() else { return [] }
      let value: Int? =
        switch temporal(item) {
        case .date(let date): date.component(precision)
        case .dateTime(let dateTime): dateTime.component(precision)
        case .time(let time): time.component(precision)
        default: nil
        }
      return value.map { [.integer($0)] } ?? []
    }
  }

  /// A date or time, or the dateTime that a text spells; any other value has no components.
  private static func temporal(_ item: FHIRPathValue) -> FHIRPathValue {
    if case .string = item.system { return Conversion.dateTime(item) ?? item }
    return item.system
  }

  /// In hours, as a decimal.
  static func timezoneOffsetOf(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let item = try call.item() else { return [] }
    guard case .dateTime(let value) = temporal(item) else { return [] }
    return value.offsetMinutes.flatMap { ExactDecimal($0).divided(by: 60) }.map { [.decimal($0.normalized)] } ?? []
  }

  static func dateOf(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let item = try call.item() else { return [] }
    switch temporal(item) {
    case .date(let value): return [.date(value)]
    case .dateTime(let value): return [.date(value.date)]
    default: return []
    }
  }

  static func timeOf(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let item = try call.item() else { return [] }
    guard case .dateTime(let value) = temporal(item) else { return [] }
    return value.time.map { [.time($0)] } ?? []
  }

  /// Whole periods (`duration`) or boundaries crossed (`difference`) from the input to the argument; nothing when the
  /// precision leaves more than one answer.
  private static func span(_ call: Invocation, whole: Bool) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let from = try call.item(), let to = try Singleton.item(try call.argument(0)),
      let word = try call.string(1)
    else { return [] }
    guard let unit = CalendarUnit(keyword: word) ?? CalendarUnit(ucum: word) else {
      throw .execution("There is no such precision", expected: "'year', 'month', 'week', 'day', 'hour', …")
    }
    let range: ClosedRange<Int>?
    switch (from.system, to.system) {
    case (.time(let a), .time(let b)):
      range = whole ? a.wholePeriods(to: b, in: unit) : a.boundariesCrossed(to: b, in: unit)
    case (.date(let a), .date(let b)):
      range = whole ? a.wholePeriods(to: b, in: unit) : a.boundariesCrossed(to: b, in: unit)
    default:
      guard case .dateTime(let a) = Conversion.dateTime(from), case .dateTime(let b) = Conversion.dateTime(to) else {
        throw Singleton.mismatch("two dates or times", from)
      }
      range = whole ? a.wholePeriods(to: b, in: unit) : a.boundariesCrossed(to: b, in: unit)
    }
    guard let range, range.lowerBound == range.upperBound else { return [] }
    return Arithmetic.integer(range.lowerBound).map { [$0] } ?? []
  }
}
