/// Whether values and dates belong together.
extension NumberCheck {
  /// Values of one kind stand in the order of their dates, dates stand beside their values, and a value that is not the
  /// newest stands beside its date or the newest.
  func timeFault(in sentence: Int) -> Refusal.Reason? {
    let places = tokens.indices.filter { tokens[$0].sentence == sentence }
    var facts: [[ChartFact]] = []
    var dates: [String] = []
    for index in places {
      switch tokens[index].kind {
      case .date:
        dates.append(tokens[index].text)
        if !isDateOfNeighbour(tokens[index].text, at: index) { return .wrongDate }
      case .number(let value):
        if isDay(at: index) {
          dates.append("day \(value)")
          if !isDateOfNeighbour("day \(value)", at: index) { return .wrongDate }
        } else {
          let owned = owned(scope.cited.filter { Self.number(of: $0) == value }, at: index)
          if !owned.isEmpty { facts.append(owned) }
        }
      default: break
      }
    }
    if dates.count == 1, let date = dates.first {
      guard facts.allSatisfy({ $0.contains { Self.isDate(date, $0.date) } }) else { return .wrongDate }
    } else if dates.count > 1 {
      guard dates.count == facts.count,
        zip(facts, dates).allSatisfy({ facts, date in facts.contains { Self.isDate(date, $0.date) } })
      else { return .wrongDate }
    }
    let claimsNewest = places.contains { tokens[$0].kind == .word && WordList.newest.contains(tokens[$0].text) }
    for label in Set(facts.joined().map { $0.label.lowercased() }) {
      let series = facts.compactMap { $0.first { $0.label.lowercased() == label } }
      guard series.count < 2 || FactTrend.ordered(series) == series else { return .falseTrend }
      let isNewest = series.last?.date == scope.newest(of: label)?.date
      if !isNewest, dates.isEmpty || claimsNewest { return .wrongDate }
    }
    return nil
  }
}
