/// The operators whose operands are both evaluated first.
enum Operators {
  static func apply(
    _ binary: BinaryOperator, _ left: [FHIRPathValue], _ right: [FHIRPathValue], _ state: EvaluationState
  ) throws(FHIRPathError) -> [FHIRPathValue] {
    switch binary {
    case .equal: return single(try Equality.equal(left, right, state))
    case .notEqual: return single(try Equality.equal(left, right, state).map { !$0 })
    case .equivalent: return [.boolean(try Equality.equivalent(left, right, state))]
    case .notEquivalent: return [.boolean(!(try Equality.equivalent(left, right, state)))]
    case .less, .lessOrEqual, .greater, .greaterOrEqual: return single(try Comparison.compare(binary, left, right))
    case .union: return try Distinct.items(try state.admit(left + right), state)
    case .in: return try membership(left, right, state)
    case .contains: return try membership(right, left, state)
    case .concatenate:
      let text = (try Singleton.string(left) ?? "") + (try Singleton.string(right) ?? "")
      return [.string(try state.admit(text))]
    case .add, .subtract, .multiply, .divide, .integerDivide, .modulo:
      return try Arithmetic.apply(binary, left, right, state)
    case .and, .or, .xor, .implies:
      return single(Logic.combine(binary, try Singleton.boolean(left), try Singleton.boolean(right)))
    }
  }

  private static func single(_ value: Bool?) -> [FHIRPathValue] { value.map { [.boolean($0)] } ?? [] }

  private static func membership(
    _ item: [FHIRPathValue], _ items: [FHIRPathValue], _ state: EvaluationState
  ) throws(FHIRPathError) -> [FHIRPathValue] {
    guard let item = try Singleton.item(item) else { return [] }
    for candidate in items where try Equality.equal(item, candidate, state) == true { return [.boolean(true)] }
    return [.boolean(false)]
  }
}
