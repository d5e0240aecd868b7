import ClinicalTypes

/// Which way a fact went over the quoted dates.
struct FactTrend {
  let isRise: Bool

  /// Nil when the facts show no single direction from first to last: fewer than two dated numbers in one unit, dates that
  /// cannot be ordered, or equal ends.
  init?(_ facts: [ChartFact]) {
    var points: [(date: PartialDateTime, value: ExactDecimal)] = []
    guard let unit = facts.first?.unit, facts.allSatisfy({ $0.unit == unit }) else { return nil }
    for fact in facts {
      guard let value = NumberCheck.number(of: fact), let date = fact.date.flatMap(Self.date) else { return nil }
      points.append((date, value))
    }
    guard var first = points.first, var last = points.first, points.count > 1 else { return nil }
    for point in points.dropFirst() {
      guard let toFirst = point.date.compare(to: first.date, at: nil, defaultOffset: .zulu),
        let toLast = point.date.compare(to: last.date, at: nil, defaultOffset: .zulu)
      else { return nil }
      if toFirst == .less { first = point }
      if toLast == .greater { last = point }
    }
    guard first.value != last.value else { return nil }
    isRise = last.value > first.value
  }

  /// A FHIR date, or `day N` on a calendar of its own.
  private static func date(_ text: String) -> PartialDateTime? {
    if text.hasPrefix("day "), let day = Int(text.dropFirst(4)), abs(day) < 400_000 {
      return PartialDate(epochDay: day).map { PartialDateTime(date: $0) }
    }
    return PartialDateTime(fhirDateTime: text)
  }
}
