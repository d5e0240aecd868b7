import ClinicalTypes

/// The next and the previous value of a type (CQL 1.5, Successor and Predecessor). Beyond the extremes is an error.
enum Neighbours {
  static func successor(_ value: CQLValue) throws(CQLError) -> CQLValue {
    switch value {
    case .null: return .null
    case .integer(let value): return try checked(value == .max ? nil : .integer(value + 1))
    case .long(let value): return try checked(value == .max ? nil : .long(value + 1))
    case .decimal(let value): return try checked(value.successor.map(CQLValue.decimal))
    case .quantity(let value):
      return try checked(value.value.successor.map { .quantity(Quantity($0, value.unit)) })
    case .date(let value): return try checked(value.successor.map(CQLValue.date))
    case .dateTime(let value): return try checked(value.successor.map(CQLValue.dateTime))
    case .time(let value): return try checked(value.successor.map(CQLValue.time))
    case .uncertain(let low, let high): return .uncertain(low &+ 1, high &+ 1)
    default: throw .mismatch("successor", [value])
    }
  }

  static func predecessor(_ value: CQLValue) throws(CQLError) -> CQLValue {
    switch value {
    case .null: return .null
    case .integer(let value): return try checked(value == .min ? nil : .integer(value - 1))
    case .long(let value): return try checked(value == .min ? nil : .long(value - 1))
    case .decimal(let value): return try checked(value.predecessor.map(CQLValue.decimal))
    case .quantity(let value):
      return try checked(value.value.predecessor.map { .quantity(Quantity($0, value.unit)) })
    case .date(let value): return try checked(value.predecessor.map(CQLValue.date))
    case .dateTime(let value): return try checked(value.predecessor.map(CQLValue.dateTime))
    case .time(let value): return try checked(value.predecessor.map(CQLValue.time))
    case .uncertain(let low, let high): return .uncertain(low &- 1, high &- 1)
    default: throw .mismatch("predecessor", [value])
    }
  }

  private static func checked(_ value: CQLValue?) throws(CQLError) -> CQLValue {
    guard let value else { throw CQLError(.value, "There is no value beyond the type's first and last ones") }
    return value
  }
}
