import ClinicalTypes

/// Numbers (FHIRPath N1, 5.7). What has no result among the reals, or does not fit, is empty.
enum MathFunctions {
  private static func signature(_ result: Signature.Result, _ parameters: [Signature.Operand] = []) -> Signature {
    Signature(input: .number, parameters: parameters, result: result, isSingular: true)
  }

  /// Quantities are rounded in their own unit (draft after N1).
  private static func rounding(_ result: Signature.Result, _ parameters: [Signature.Operand] = []) -> Signature {
    Signature(input: .quantity, parameters: parameters, result: .rounded(result), isSingular: true)
  }

  static let table: [FunctionDefinition] = [
    .init("abs", 0...0, Signature(input: .quantity, result: .number, isSingular: true), abs),
    .init("ceiling", 0...0, rounding(.integer)) { (call) throws(FHIRPathError) in try whole(call) { $0.ceiling } },
    .init("floor", 0...0, rounding(.integer)) { (call) throws(FHIRPathError) in try whole(call) { $0.floor } },
    .init("truncate", 0...0, rounding(.integer)) { (call) throws(FHIRPathError) in try whole(call) { $0.truncated } },
    .init("round", 0...1, rounding(.decimal, [.integer]), round),
    .init("exp", 0...0, signature(.decimal)) { (call) throws(FHIRPathError) in try real(call) { $0.exponential() } },
    .init("ln", 0...0, signature(.decimal)) { (call) throws(FHIRPathError) in
      try real(call) { $0.naturalLogarithm() }
    },
    .init("sqrt", 0...0, signature(.decimal)) { (call) throws(FHIRPathError) in try real(call) { $0.squareRoot() } },
    .init("log", 1...1, signature(.decimal, [.number]), log),
    .init("power", 1...1, signature(.number, [.number]), power),
  ]

  private static func real(
    _ call: Invocation, _ body: (ExactDecimal) -> ExactDecimal?
  ) throws(FHIRPathError) -> [FHIRPathValue] {
    try Singleton.decimal(call.input).flatMap(body).map { [.decimal($0.normalized)] } ?? []
  }

  private static func whole(
    _ call: Invocation, _ body: (ExactDecimal) -> ExactDecimal
  ) throws(FHIRPathError) -> [FHIRPathValue] {
    if case .quantity(let quantity)? = try call.item()?.system {
      return [.quantity(Quantity(body(quantity.value), quantity.unit))]
    }
    guard let number = try Singleton.decimal(call.input) else { return [] }
    return Arithmetic.integer(body(number).int).map { [$0] } ?? []
  }

  static func abs(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let item = try call.item() else { return [] }
    switch item.system {
    case .integer(let value): return Int(exactly: value.magnitude).flatMap(Arithmetic.integer).map { [$0] } ?? []
    case .decimal(let value): return [.decimal(value.magnitude)]
    case .quantity(let value): return [.quantity(Quantity(value.value.magnitude, value.unit))]
    default: throw Singleton.mismatch("a number or a quantity", item)
    }
  }

  static func round(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    let places = call.has(0) ? try call.integer(0) ?? 0 : 0
    guard places >= 0 else {
      throw .execution("round() needs a precision", expected: "0 or more", found: "a negative number")
    }
    if case .quantity(let quantity)? = try call.item()?.system {
      return [.quantity(Quantity(quantity.value.rounded(to: places), quantity.unit))]
    }
    guard let number = try Singleton.decimal(call.input) else { return [] }
    return [.decimal(number.rounded(to: places))]
  }

  static func log(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let number = try Singleton.decimal(call.input), let base = try call.decimal(0) else { return [] }
    return number.logarithm(base: base).map { [.decimal($0.normalized)] } ?? []
  }

  /// Integers to a power that is a natural number stay integers.
  static func power(_ call: Invocation) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let item = try call.item(), let base = try Singleton.decimal(call.input),
      let exponent = try Singleton.item(try call.argument(0)), let power = try Singleton.decimal([exponent]),
      let result = base.raised(to: power)
    else { return [] }
    if case .integer = item.system, case .integer(let whole) = exponent.system, whole >= 0 {
      return Arithmetic.integer(result.int).map { [$0] } ?? []
    }
    return [.decimal(result.normalized)]
  }
}
