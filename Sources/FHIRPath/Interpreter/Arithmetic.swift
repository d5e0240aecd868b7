import ClinicalTypes

/// `+ - * / div mod` and signs (FHIRPath N1, 6.6). What overflows or divides by zero is empty.
enum Arithmetic {
  static func apply(
    _ binary: BinaryOperator, _ left: [FHIRPathValue], _ right: [FHIRPathValue], _ state: EvaluationState
  ) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let left = try Singleton.item(left), let right = try Singleton.item(right) else { return [] }
    switch (left.system, right.system) {
    case (.integer(let a), .integer(let b)): return integers(binary, a, b).map { [$0] } ?? []
    case (.decimal(let a), .decimal(let b)): return decimals(binary, a, b).map { [$0] } ?? []
    case (.integer(let a), .decimal(let b)): return decimals(binary, ExactDecimal(a), b).map { [$0] } ?? []
    case (.decimal(let a), .integer(let b)): return decimals(binary, a, ExactDecimal(b)).map { [$0] } ?? []
    case (.string(let a), .string(let b)) where binary == .add: return [.string(try state.admit(a + b))]
    case (.date(let a), .quantity(let b)) where isShift(binary):
      try checkDuration(b)
      return (binary == .add ? a.adding(b) : a.subtracting(b)).map { [.date($0)] } ?? []
    case (.dateTime(let a), .quantity(let b)) where isShift(binary):
      try checkDuration(b)
      return (binary == .add ? a.adding(b) : a.subtracting(b)).map { [.dateTime($0)] } ?? []
    case (.time(let a), .quantity(let b)) where isShift(binary):
      try checkDuration(b)
      return (binary == .add ? a.adding(b) : a.subtracting(b)).map { [.time($0)] } ?? []
    case (.quantity(let a), .quantity(let b)): return quantities(binary, a, b).map { [.quantity($0)] } ?? []
    case (.quantity(let a), .integer(let b)):
      return quantities(binary, a, Quantity(ExactDecimal(b))).map { [.quantity($0)] } ?? []
    case (.quantity(let a), .decimal(let b)):
      return quantities(binary, a, Quantity(b)).map { [.quantity($0)] } ?? []
    case (.integer(let a), .quantity(let b)):
      return quantities(binary, Quantity(ExactDecimal(a)), b).map { [.quantity($0)] } ?? []
    case (.decimal(let a), .quantity(let b)):
      return quantities(binary, Quantity(a), b).map { [.quantity($0)] } ?? []
    case (.node(let a), _) where a.isPrimitive && a.value == nil: return []
    case (_, .node(let b)) where b.isPrimitive && b.value == nil: return []
    default:
      throw .execution(
        "Operator '\(binary.rawValue)' does not apply",
        expected: "numbers, quantities, strings (+), or a date and a duration",
        found: "\(left.typeName) and \(right.typeName)")
    }
  }

  private static func isShift(_ binary: BinaryOperator) -> Bool { binary == .add || binary == .subtract }

  private static func checkDuration(_ quantity: Quantity) throws(FHIRPathError) {
    guard quantity.temporalAmount == nil else { return }
    throw .execution(
      "Only durations can be added to dates and times",
      expected: "a calendar unit, or 'wk', 'd', 'h', 'min', 's', 'ms'", found: "another unit")
  }

  /// An Integer if it is one of 32 bits, as System.Integer is; else nothing.
  static func integer(_ value: Int?) -> FHIRPathValue? {
    guard let value, let narrow = Int32(exactly: value) else { return nil }
    return .integer(Int(narrow))
  }

  private static func integer(_ result: (partialValue: Int, overflow: Bool)) -> FHIRPathValue? {
    result.overflow ? nil : integer(result.partialValue)
  }

  static func integers(_ binary: BinaryOperator, _ a: Int, _ b: Int) -> FHIRPathValue? {
    switch binary {
    case .add: return integer(a.addingReportingOverflow(b))
    case .subtract: return integer(a.subtractingReportingOverflow(b))
    case .multiply: return integer(a.multipliedReportingOverflow(by: b))
    case .integerDivide: return integer(a.dividedReportingOverflow(by: b))
    case .modulo: return integer(a.remainderReportingOverflow(dividingBy: b))
    default: return decimals(binary, ExactDecimal(a), ExactDecimal(b))
    }
  }

  static func decimals(_ binary: BinaryOperator, _ a: ExactDecimal, _ b: ExactDecimal) -> FHIRPathValue? {
    switch binary {
    case .add: return a.adding(b).map(FHIRPathValue.decimal)
    case .subtract: return a.subtracting(b).map(FHIRPathValue.decimal)
    case .multiply: return a.multiplied(by: b).map(FHIRPathValue.decimal)
    case .divide: return a.divided(by: b).map { .decimal($0.normalized) }
    case .integerDivide: return a.truncatedQuotient(by: b).flatMap { integer($0.int) }
    default: return a.truncatedRemainder(by: b).map(FHIRPathValue.decimal)
    }
  }

  private static func quantities(_ binary: BinaryOperator, _ a: Quantity, _ b: Quantity) -> Quantity? {
    switch binary {
    case .add: a.adding(b)
    case .subtract: a.subtracting(b)
    case .multiply: a.multiplied(by: b)
    case .divide: a.divided(by: b)
    default: nil
    }
  }

  static func signed(_ sign: Sign, _ items: [FHIRPathValue]) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let item = try Singleton.item(items) else { return [] }
    switch item.system {
    case .integer(let value): return sign == .minus ? integer(0 &- value).map { [$0] } ?? [] : [.integer(value)]
    case .decimal(let value): return [.decimal(sign == .minus ? value.negated : value)]
    case .quantity(let value):
      return [.quantity(sign == .minus ? Quantity(value.value.negated, value.unit) : value)]
    default: throw Singleton.mismatch("a number or a quantity after '\(sign.rawValue)'", item)
    }
  }
}
