import ClinicalTypes

/// Facts of one kind over time.
struct FactTrend {
  /// Whether the last value is above the first.
  let isRise: Bool

  /// Nil when the facts show no single direction from first to last: fewer than two dated numbers in one unit, dates that
  /// cannot be ordered, or equal ends.
  init?(_ facts: [ChartFact]) {
    guard facts.count > 1, let unit = facts.first?.unit, facts.allSatisfy({ $0.unit == unit }),
      let ordered = Self.ordered(facts), let first = ordered.first.flatMap(NumberCheck.number),
      let last = ordered.last.flatMap(NumberCheck.number), first != last
    else { return nil }
    isRise = last > first
  }

  /// The newest; nil when the dates of two or more cannot be ordered.
  static func newest(_ facts: [ChartFact]) -> ChartFact? {
    facts.count > 1 ? ordered(facts)?.last : facts.first
  }

  /// By date, the oldest first; nil when one has no date or two cannot be ordered.
  static func ordered(_ facts: [ChartFact]) -> [ChartFact]? {
    var ordered: [(fact: ChartFact, date: PartialDateTime)] = []
    for fact in facts {
      guard let date = fact.date.flatMap(date) else { return nil }
      var place = ordered.count
      while place > 0 {
        guard let order = date.compare(to: ordered[place - 1].date, at: nil, defaultOffset: .zulu) else { return nil }
        if order != .less { break }
        place -= 1
      }
      ordered.insert((fact, date), at: place)
    }
    return ordered.map(\.fact)
  }

  /// A FHIR date, or `day N` on a calendar of its own.
  private static func date(_ text: String) -> PartialDateTime? {
    if text.hasPrefix("day "), let day = Int(text.dropFirst(4)), abs(day) < 400_000 {
      return PartialDate(epochDay: day).map { PartialDateTime(date: $0) }
    }
    return PartialDateTime(fhirDateTime: text)
  }
}
