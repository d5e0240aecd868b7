import ClinicalTypes

/// `collapse` and `expand` (CQL 1.5, appendix B, Interval Operators).
extension Evaluation {
  /// Joins intervals that overlap or meet, or are no further apart than `per`. Nulls are left out.
  func collapse(_ source: CQLValue, per: CQLValue) throws(CQLError) -> CQLValue {
    if source.isNull { return .null }
    guard let items = source.items else { throw .mismatch("collapse", [source]) }
    var open: [(interval: CQLInterval, start: CQLValue, end: CQLValue)] = []
    for item in items {
      guard case .interval(let interval) = item else {
        if item.isNull { continue }
        throw .mismatch("collapse", [source])
      }
      let (start, end) = (try interval.start(), try interval.end())
      if start.isNull || end.isNull { continue }
      open.append((interval, start, end))
    }
    let keys = open.map { CQLValue.tuple(CQLTuple([("start", $0.start), ("end", $0.end)])) }
    let order = try sort(
      keys.indices.map { .tuple(CQLTuple([("key", keys[$0]), ("place", .integer(Int32($0)))])) },
      by: sortKeys([
        SortItem(.column("key.start"), isDescending: false), SortItem(.column("key.end"), isDescending: false),
      ]))
    var result: [(interval: CQLInterval, end: CQLValue)] = []
    for entry in order {
      guard case .tuple(let tuple) = entry, let place = tuple["place"]?.int else { continue }
      let next = open[place]
      if let last = result.last, try touches(last.end, next.start, per) {
        if try intervals.order(last.end, next.end, nil) == .less {
          result[result.count - 1] = (
            CQLInterval(
              last.interval.low, next.interval.high, lowClosed: last.interval.lowClosed,
              highClosed: next.interval.highClosed, pointType: last.interval.pointType),
            next.end
          )
        }
      } else {
        result.append((next.interval, next.end))
      }
    }
    return .list(result.map { .interval($0.interval) })
  }

  /// Whether an interval that starts at `start` belongs to one that ends at `end`.
  private func touches(_ end: CQLValue, _ start: CQLValue, _ per: CQLValue) throws(CQLError) -> Bool {
    if try intervals.order(start, end, nil).map({ $0 != .greater }) == true { return true }
    guard case .quantity(let amount) = per else {
      if let amount = per.decimal { return try touches(end, start, .quantity(Quantity(amount))) }
      guard let next = try? Neighbours.successor(end) else { return true }
      return try intervals.order(start, next, nil).map { $0 != .greater } ?? false
    }
    let reach: CQLValue
    var precision: TemporalPrecision?
    switch end {
    case .date, .dateTime, .time:
      precision = amount.temporalAmount?.unit.precision
      reach = try arithmetic(.add, end, per)
    case .quantity: reach = try arithmetic(.add, end, per)
    default: reach = try arithmetic(.add, end, .decimal(amount.value))
    }
    return try intervals.order(start, reach, precision).map { $0 != .greater } ?? false
  }

  /// Cuts intervals into pieces of the size `per`; a single interval into the points at which the pieces start.
  func expand(_ source: CQLValue, per: CQLValue) throws(CQLError) -> CQLValue {
    switch source {
    case .null: return .null
    case .interval(let interval):
      return try admit(try pieces(interval, per).map { $0.low })
    case .list(let items):
      var result: [CQLValue] = []
      for item in items {
        guard case .interval(let interval) = item else {
          if item.isNull { continue }
          throw .mismatch("expand", [source])
        }
        result += try pieces(interval, per).map(CQLValue.interval)
      }
      return try admit(try distinct(result))
    default: throw .mismatch("expand", [source])
    }
  }

  private func pieces(_ interval: CQLInterval, _ per: CQLValue) throws(CQLError) -> [CQLInterval] {
    let (start, end) = (try interval.start(), try interval.end())
    switch (start, end) {
    case (.null, _), (_, .null): return []
    case (.integer, .integer), (.long, .long), (.decimal, .decimal):
      return try numbers(start, end, interval, per)
    case (.quantity(let low), .quantity(let high)): return try quantities(low, high, interval, per)
    default: return try times(start, end, interval, per)
    }
  }

  private func numbers(
    _ start: CQLValue, _ end: CQLValue, _ interval: CQLInterval, _ per: CQLValue
  ) throws(CQLError) -> [CQLInterval] {
    guard let low = start.decimal, let high = end.decimal else { return [] }
    let step: ExactDecimal
    switch per {
    case .null: step = Self.unit(scale: min(Self.scale(interval.low), Self.scale(interval.high)))
    case .quantity(let quantity): step = quantity.value
    default: step = per.decimal ?? 1
    }
    return try decimals(low, high, ownScale: max(Self.scale(interval.low), Self.scale(interval.high)), step).map {
      isWhole(start, step)
        ? CQLInterval(Self.whole($0, like: start), Self.whole($1, like: start))
        : CQLInterval(.decimal($0), .decimal($1))
    }
  }

  private func isWhole(_ sample: CQLValue, _ step: ExactDecimal) -> Bool {
    if case .decimal = sample { false } else { step.precision == 0 }
  }

  private static func whole(_ value: ExactDecimal, like sample: CQLValue) -> CQLValue {
    if case .long = sample { return .long(value.int ?? 0) }
    return .integer(Int32(clamping: value.int ?? 0))
  }

  private static func scale(_ value: CQLValue) -> Int {
    if case .decimal(let decimal) = value { decimal.precision } else { 0 }
  }

  private static func unit(scale: Int) -> ExactDecimal { ExactDecimal(coefficient: 1, scale: min(scale, 8)) ?? 1 }

  /// Pieces of the size `step`, at the step's own scale: coarser bounds reach to the end of what they stand for.
  private func decimals(
    _ low: ExactDecimal, _ high: ExactDecimal, ownScale: Int, _ step: ExactDecimal
  ) throws(CQLError) -> [(ExactDecimal, ExactDecimal)] {
    guard step > 0 else { throw CQLError(.value, "The 'per' of expand must be greater than zero") }
    let scale = step.precision
    let unit = Self.unit(scale: scale)
    var last = high.rounded(to: scale, .floor)
    if scale > ownScale, high.precision <= ownScale {
      last = high.adding(Self.unit(scale: ownScale))?.subtracting(unit) ?? high
    }
    var result: [(ExactDecimal, ExactDecimal)] = []
    var start = low.rounded(to: scale, .floor)
    while let next = start.adding(step), let end = next.subtracting(unit), end <= last {
      try spend(1)
      result.append((start, end))
      guard result.count <= CQLContext.maximumItems else {
        throw CQLError(.limit, "expand gives more than \(CQLContext.maximumItems) items")
      }
      start = next
    }
    return result
  }

  private func quantities(
    _ low: Quantity, _ high: Quantity, _ interval: CQLInterval, _ per: CQLValue
  ) throws(CQLError) -> [CQLInterval] {
    guard let high = try? high.converted(to: low.unit) else { return [] }
    var step = Self.unit(scale: min(low.value.precision, high.value.precision))
    if case .quantity(let quantity) = per {
      guard let converted = quantity.unit == "1" ? quantity : try? quantity.converted(to: low.unit) else { return [] }
      step = converted.value
    }
    return try decimals(low.value, high.value, ownScale: max(low.value.precision, high.value.precision), step).map {
      CQLInterval(.quantity(Quantity($0, low.unit)), .quantity(Quantity($1, low.unit)))
    }
  }

  private func times(
    _ start: CQLValue, _ end: CQLValue, _ interval: CQLInterval, _ per: CQLValue
  ) throws(CQLError) -> [CQLInterval] {
    guard let own = Self.precision(start), let other = Self.precision(end) else {
      throw .mismatch("expand", [.interval(interval)])
    }
    var amount = Quantity(1, min(own, other).unit.keyword)
    if case .quantity(let quantity) = per { amount = quantity }
    guard let (count, unit) = amount.temporalAmount, count > 0 else {
      throw CQLError(.type, "'\(amount.unit)' is no unit by which an interval in time can be expanded")
    }
    let precision = unit.precision
    guard own >= precision, other >= precision else { return [] }
    let last = Self.truncated(end, precision)
    let step = CQLValue.quantity(amount)
    let back = CQLValue.quantity(Quantity(-1, precision.unit.keyword))
    var result: [CQLInterval] = []
    var from = Self.truncated(start, precision)
    while true {
      try spend(1)
      // At the end of time, or of the day, there is no next piece.
      guard let next = try? arithmetic(.add, from, step), let to = try? arithmetic(.add, next, back) else { break }
      guard try intervals.order(to, last, nil).map({ $0 != .greater }) == true,
        try intervals.order(to, from, nil) != .less
      else { break }
      result.append(CQLInterval(from, to))
      guard result.count <= CQLContext.maximumItems else {
        throw CQLError(.limit, "expand gives more than \(CQLContext.maximumItems) items")
      }
      guard try intervals.order(next, from, nil) == .greater else { break }
      from = next
    }
    return result
  }

  private static func precision(_ value: CQLValue) -> TemporalPrecision? {
    switch value {
    case .date(let value): value.precision
    case .dateTime(let value): value.precision
    case .time(let value): value.precision
    default: nil
    }
  }

  private static func truncated(_ value: CQLValue, _ precision: TemporalPrecision) -> CQLValue {
    switch value {
    case .date(let value): .date(value.truncated(to: precision))
    case .dateTime(let value): .dateTime(value.truncated(to: precision))
    case .time(let value): .time(value.truncated(to: precision))
    default: value
    }
  }
}
