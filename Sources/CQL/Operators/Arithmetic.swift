import ClinicalTypes

/// Arithmetic (CQL 1.5, appendix B, Arithmetic Operators). What overflows or divides by zero is null; a date beyond the
/// years 1…9999 and the successor of a type's last value are errors.
extension Evaluation {
  /// `+ - * / div mod ^ Log`, and Round and boundaries with a precision.
  func arithmetic(_ name: CQLOperator, _ left: CQLValue, _ right: CQLValue) throws(CQLError) -> CQLValue {
    switch (left, right) {
    case (_, .null):
      switch name {
      case .round, .lowBoundary, .highBoundary: return try arithmetic(name, left)
      default: return .null
      }
    case (.null, _): return .null
    case (.integer(let a), .integer(let b)): return try integers(name, Int(a), Int(b), narrow: true)
    case (.long(let a), .long(let b)): return try integers(name, a, b, narrow: false)
    case (.integer(let a), .long(let b)): return try integers(name, Int(a), b, narrow: false)
    case (.long(let a), .integer(let b)) where name != .power:
      return try integers(name, a, Int(b), narrow: false)
    case (.uncertain, _), (_, .uncertain): return try uncertain(name, left, right)
    case (.quantity(let a), .quantity(let b)): return quantities(name, a, b)
    case (.string(let a), .string(let b)) where name == .add: return try admit(a + b)
    case (.date, .quantity(let amount)), (.dateTime, .quantity(let amount)), (.time, .quantity(let amount)):
      return try shift(name, left, amount)
    case (.interval(let interval), .quantity) where name == .add || name == .subtract:
      return .interval(
        CQLInterval(
          try arithmetic(name, interval.low, right), try arithmetic(name, interval.high, right),
          lowClosed: interval.lowClosed, highClosed: interval.highClosed, pointType: interval.pointType))
    default:
      if name == .lowBoundary || name == .highBoundary { return try boundary(name, left, right) }
      if case .quantity(let a) = left, let b = right.decimal { return quantities(name, a, Quantity(b)) }
      if case .quantity(let b) = right, let a = left.decimal { return quantities(name, Quantity(a), b) }
      if case .node = left { return try arithmetic(name, unwrap(name, left, right), right) }
      if case .node = right { return try arithmetic(name, left, unwrap(name, right, left)) }
      // Old content adds a number to a date and means days? The specification does not: it is an error.
      guard let a = left.decimal, let b = right.decimal else { throw .mismatch(name.rawValue, [left, right]) }
      return decimals(name, a, b)
    }
  }

  private func unwrap(_ name: CQLOperator, _ value: CQLValue, _ other: CQLValue) throws(CQLError) -> CQLValue {
    let plain = value.unwrapped
    if case .node = plain { throw .mismatch(name.rawValue, [value, other]) }
    return plain
  }

  private func integer(_ value: Int?, narrow: Bool) -> CQLValue {
    guard let value else { return .null }
    return narrow ? Int32(exactly: value).map(CQLValue.integer) ?? .null : .long(value)
  }

  private func integer(_ result: (partialValue: Int, overflow: Bool), narrow: Bool) -> CQLValue {
    integer(result.overflow ? nil : result.partialValue, narrow: narrow)
  }

  private func integers(_ name: CQLOperator, _ a: Int, _ b: Int, narrow: Bool) throws(CQLError) -> CQLValue {
    switch name {
    case .add: return integer(a.addingReportingOverflow(b), narrow: narrow)
    case .subtract: return integer(a.subtractingReportingOverflow(b), narrow: narrow)
    case .multiply: return integer(a.multipliedReportingOverflow(by: b), narrow: narrow)
    case .truncatedDivide: return integer(a.dividedReportingOverflow(by: b), narrow: narrow)
    case .modulo:
      return b == -1 ? integer(0, narrow: narrow) : integer(a.remainderReportingOverflow(dividingBy: b), narrow: narrow)
    case .power where b >= 0:
      guard let power = ExactDecimal(a).raised(to: ExactDecimal(b)), power.isInteger else { return .null }
      return integer(power.int, narrow: narrow)
    case .lowBoundary, .highBoundary:
      return try boundary(name, narrow ? .integer(Int32(a)) : .long(a), .integer(Int32(clamping: b)))
    default: return decimals(name, ExactDecimal(a), ExactDecimal(b))
    }
  }

  /// A result with the 8 places that CQL keeps. Results beyond CQL's greatest decimal stay as long as they can be held
  /// exactly, so that what comes back into range on the way is not lost.
  // An optional decimal as a parameter lies misaligned on the stack in debug builds of Swift 6.3; a closure does not.
  func decimal(_ value: @autoclosure () -> ExactDecimal?) -> CQLValue {
    guard let exact = value() else { return .null }
    return .decimal(exact.precision > 8 ? exact.rounded(to: 8) : exact)
  }

  private func decimals(_ name: CQLOperator, _ a: ExactDecimal, _ b: ExactDecimal) -> CQLValue {
    switch name {
    case .add: decimal(a.adding(b))
    case .subtract: decimal(a.subtracting(b))
    case .multiply: decimal(a.multiplied(by: b) ?? a.normalized.multiplied(by: b.normalized))
    case .divide: decimal(a.divided(by: b)?.normalized)
    case .truncatedDivide: decimal(a.truncatedQuotient(by: b))
    case .modulo: decimal(a.truncatedRemainder(by: b))
    case .power: decimal(a.raised(to: b))
    case .log: decimal(a.logarithm(base: b))
    case .round: decimal(b.int.map { a.rounded(to: min(max($0, 0), 8)) })
    default: .null
    }
  }

  private func quantities(_ name: CQLOperator, _ a: Quantity, _ b: Quantity) -> CQLValue {
    let result: Quantity? =
      switch name {
      case .add: a.adding(b)
      case .subtract: a.subtracting(b)
      case .multiply: a.multiplied(by: b)
      case .divide: a.divided(by: b)
      case .truncatedDivide: a.truncatedQuotient(by: b)
      case .modulo: a.truncatedRemainder(by: b)
      default: nil
      }
    guard let result, let value = result.value.roundedForCQL() else { return .null }
    return .quantity(Quantity(value, result.unit))
  }

  /// A date, dateTime or time moved by a duration.
  private func shift(_ name: CQLOperator, _ value: CQLValue, _ amount: Quantity) throws(CQLError) -> CQLValue {
    guard name == .add || name == .subtract else { throw .mismatch(name.rawValue, [value, .quantity(amount)]) }
    guard amount.temporalAmount != nil else {
      throw CQLError(.type, "'\(amount.unit)' is no unit by which dates and times can be moved")
    }
    let signed = name == .add ? amount : amount.negated
    var moved: CQLValue?
    switch value {
    case .date(let date): moved = date.adding(signed).map(CQLValue.date)
    case .dateTime(let dateTime): moved = dateTime.adding(signed).map(CQLValue.dateTime)
    case .time(let time): moved = time.adding(signed).map(CQLValue.time)
    default: moved = nil
    }
    guard let moved else { throw CQLError(.value, "The result lies outside the years 1 to 9999") }
    return moved
  }

  /// Uncertain whole numbers: the extremes of all that may come out (CQL 1.5, Uncertainty).
  private func uncertain(_ name: CQLOperator, _ left: CQLValue, _ right: CQLValue) throws(CQLError) -> CQLValue {
    guard let (a, b) = Self.range(left), let (c, d) = Self.range(right) else {
      throw .mismatch(name.rawValue, [left, right])
    }
    let operation: (Int, Int) -> (partialValue: Int, overflow: Bool)
    switch name {
    case .add: operation = { $0.addingReportingOverflow($1) }
    case .subtract: operation = { $0.subtractingReportingOverflow($1) }
    case .multiply: operation = { $0.multipliedReportingOverflow(by: $1) }
    default: throw .mismatch(name.rawValue + " of an uncertain number", [left, right])
    }
    let all = [operation(a, c), operation(a, d), operation(b, c), operation(b, d)]
    guard !all.contains(where: \.overflow), let low = all.map(\.partialValue).min(),
      let high = all.map(\.partialValue).max()
    else { return .null }
    return .uncertain(low, high)
  }

  private static func range(_ value: CQLValue) -> (Int, Int)? {
    if case .uncertain(let low, let high) = value { return (low, high) }
    return value.int.map { ($0, $0) }
  }

  // MARK: One operand

  func arithmetic(_ name: CQLOperator, _ operand: CQLValue) throws(CQLError) -> CQLValue {
    switch name {
    case .successor: return try Neighbours.successor(operand.unwrapped)
    case .predecessor: return try Neighbours.predecessor(operand.unwrapped)
    case .precision: return try precision(of: operand)
    case .lowBoundary, .highBoundary: return try boundary(name, operand, .null)
    default: break
    }
    switch operand {
    case .null: return .null
    case .integer(let value): return integer(name, Int(value), narrow: true)
    case .long(let value): return integer(name, value, narrow: false)
    case .decimal(let value): return try decimal(name, value)
    case .quantity(let value):
      switch name {
      case .negate: return .quantity(value.negated)
      case .abs: return .quantity(value.magnitude)
      default: throw .mismatch(name.rawValue, [operand])
      }
    case .uncertain(let low, let high) where name == .negate: return .uncertain(0 &- high, 0 &- low)
    case .node:
      let plain = operand.unwrapped
      if case .node = plain { throw .mismatch(name.rawValue, [operand]) }
      return try arithmetic(name, plain)
    default: throw .mismatch(name.rawValue, [operand])
    }
  }

  private func integer(_ name: CQLOperator, _ value: Int, narrow: Bool) -> CQLValue {
    switch name {
    case .negate: integer(0.subtractingReportingOverflow(value), narrow: narrow)
    case .abs: value == .min ? .null : integer(abs(value), narrow: narrow)
    case .ceiling, .floor, .truncate: integer(value, narrow: true)
    case .round: .decimal(ExactDecimal(value))
    default: (try? decimal(name, ExactDecimal(value))) ?? .null
    }
  }

  private func decimal(_ name: CQLOperator, _ value: ExactDecimal) throws(CQLError) -> CQLValue {
    switch name {
    case .negate: return .decimal(value.negated)
    case .abs: return .decimal(value.magnitude)
    case .ceiling: return integer(value.ceiling.int, narrow: true)
    case .floor: return integer(value.floor.int, narrow: true)
    case .truncate: return integer(value.truncated.int, narrow: true)
    case .round: return .decimal(value.rounded(to: 0))
    case .ln:
      if value.isZero { throw CQLError(.value, "The logarithm of zero is not finite") }
      return decimal(value.naturalLogarithm())
    case .exp:
      guard case .decimal(let power) = decimal(value.exponential()) else {
        throw CQLError(.value, "The result of Exp is greater than the greatest Decimal")
      }
      return .decimal(power)
    default: throw .mismatch(name.rawValue, [.decimal(value)])
    }
  }
}
