import ClinicalTypes

/// `lowBoundary`, `highBoundary`, `precision` (draft after N1, "Utility Functions").
enum BoundaryFunctions {
  private static let signature = Signature(parameters: [.integer], result: .number, isSingular: true)

  static let table: [FunctionDefinition] = [
    .init("lowBoundary", 0...1, signature) { (call) throws(FHIRPathError) in try boundary(call, isLow: true) },
    .init("highBoundary", 0...1, signature) { (call) throws(FHIRPathError) in try boundary(call, isLow: false) },
    .init("precision", 0...0, Signature(result: .integer, isSingular: true), precision),
  ]

  private static func boundary(_ call: Invocation, isLow: Bool) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let item = try call.item() else { return [] }
    let digits = call.has(0) ? try call.integer(0) : nil
    if call.has(0), digits == nil { return [] }
    let result: FHIRPathValue?
    switch item.system {
    case .integer(let value): result = decimal(ExactDecimal(value), digits, isLow).map(FHIRPathValue.decimal)
    case .decimal(let value): result = decimal(value, digits, isLow).map(FHIRPathValue.decimal)
    case .quantity(let value):
      result = decimal(value.value, digits, isLow).map { .quantity(Quantity($0, value.unit)) }
    case .date(let value): result = date(value, digits ?? 8, isLow)
    case .dateTime(let value): result = dateTime(value, digits ?? 17, isLow)
    case .time(let value):
      guard let precision = TemporalPrecision(timeDigits: digits ?? 9) else { return [] }
      result = (isLow ? value.lowBoundary(precision: precision) : value.highBoundary(precision: precision))
        .map(FHIRPathValue.time)
    default: throw Singleton.mismatch("a number, a quantity, a date or a time", item)
    }
    return result.map { [$0] } ?? []
  }

  private static func decimal(_ value: ExactDecimal, _ digits: Int?, _ isLow: Bool) -> ExactDecimal? {
    let digits = digits ?? 8
    guard (0...31).contains(digits) else { return nil }
    return isLow ? value.lowBoundary(precision: digits) : value.highBoundary(precision: digits)
  }

  private static func date(_ value: PartialDate, _ digits: Int, _ isLow: Bool) -> FHIRPathValue? {
    guard let precision = TemporalPrecision(digits: digits) else { return nil }
    guard precision <= .day else { return dateTime(value.dateTime, digits, isLow) }
    return (isLow ? value.lowBoundary(precision: precision) : value.highBoundary(precision: precision))
      .map(FHIRPathValue.date)
  }

  private static func dateTime(_ value: PartialDateTime, _ digits: Int, _ isLow: Bool) -> FHIRPathValue? {
    guard let precision = TemporalPrecision(digits: digits) else { return nil }
    return .dateTime(isLow ? value.lowBoundary(precision: precision) : value.highBoundary(precision: precision))
  }

  static func precision(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let item = try call.item() else { return [] }
    switch item.system {
    case .integer: return [.integer(0)]
    case .decimal(let value): return [.integer(value.precision)]
    case .quantity(let value): return [.integer(value.value.precision)]
    case .date(let value): return [.integer(value.precision.digits)]
    case .dateTime(let value): return [.integer(value.precision.digits)]
    case .time(let value): return [.integer(value.precision.timeDigits)]
    default: throw Singleton.mismatch("a number, a date or a time", item)
    }
  }
}
