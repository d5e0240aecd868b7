import ClinicalTypes

/// `<`, `<=`, `>`, `>=` (FHIRPath N1, 6.2). Nil where precision or units leave the answer open.
enum Comparison {
  static func compare(
    _ binary: BinaryOperator, _ left: [FHIRPathValue], _ right: [FHIRPathValue]
  ) throws(FHIRPathError) -> Bool? {
    guard let left = try Singleton.item(left), let right = try Singleton.item(right) else { return nil }
    guard let order = try order(left, right) else { return nil }
    return satisfies(binary, order)
  }

  static func satisfies(_ binary: BinaryOperator, _ order: Ordering) -> Bool {
    switch binary {
    case .less: order == .less
    case .lessOrEqual: order != .greater
    case .greater: order == .greater
    default: order != .less
    }
  }

  /// How the values stand to each other; nil when uncertain. Throws for types that have no order between them.
  static func order(_ left: FHIRPathValue, _ right: FHIRPathValue) throws(FHIRPathError) -> Ordering? {
    switch (left.system, right.system) {
    case (.integer(let a), .integer(let b)): return Ordering(a, b)
    case (.decimal(let a), .decimal(let b)): return a.ordering(to: b)
    case (.integer(let a), .decimal(let b)): return ExactDecimal(a).ordering(to: b)
    case (.decimal(let a), .integer(let b)): return a.ordering(to: ExactDecimal(b))
    case (.string(let a), .string(let b)): return a.compare(to: b)
    case (.date(let a), .date(let b)): return a.compare(to: b)
    case (.dateTime(let a), .dateTime(let b)): return a.compare(to: b)
    case (.date(let a), .dateTime(let b)): return a.dateTime.compare(to: b)
    case (.dateTime(let a), .date(let b)): return a.compare(to: b.dateTime)
    case (.time(let a), .time(let b)): return a.compare(to: b)
    case (.quantity, .quantity): return QuantityPair.of(left, right).flatMap { $0.compare(to: $1) }
    case (.quantity(let a), .integer(let b)): return a.compare(to: Quantity(ExactDecimal(b)))
    case (.quantity(let a), .decimal(let b)): return a.compare(to: Quantity(b))
    case (.integer(let a), .quantity(let b)): return Quantity(ExactDecimal(a)).compare(to: b)
    case (.decimal(let a), .quantity(let b)): return Quantity(a).compare(to: b)
    case (.node(let a), _) where a.isPrimitive && a.value == nil: return nil
    case (_, .node(let b)) where b.isPrimitive && b.value == nil: return nil
    default:
      throw .execution(
        "The values have no order between them", expected: "two values of one ordered type",
        found: "\(left.typeName) and \(right.typeName)")
    }
  }
}
