import ClinicalTypes

/// The least and greatest values of the types that have an order (CQL 1.5, `minimum` and `maximum`).
enum Extremes {
  /// The least value of the type; null for types without one.
  ///
  /// `sample` is a value of the type: a quantity lends its unit.
  static func minimum(_ type: SystemType?, like sample: CQLValue = .null) -> CQLValue {
    switch type {
    case .integer: .integer(.min)
    case .long: .long(.min)
    case .decimal: .decimal(ExactDecimal.cqlMinimum)
    case .quantity: .quantity(Quantity(ExactDecimal.cqlMinimum, unit(sample)))
    case .date: .date(.minimum)
    case .dateTime: .dateTime(.minimum)
    case .time: .time(.minimum)
    default: .null
    }
  }

  /// The greatest value of the type; null for types without one.
  static func maximum(_ type: SystemType?, like sample: CQLValue = .null) -> CQLValue {
    switch type {
    case .integer: .integer(.max)
    case .long: .long(.max)
    case .decimal: .decimal(ExactDecimal.cqlMaximum)
    case .quantity: .quantity(Quantity(ExactDecimal.cqlMaximum, unit(sample)))
    case .date: .date(.maximum)
    case .dateTime: .dateTime(.maximum)
    case .time: .time(.maximum)
    default: .null
    }
  }

  private static func unit(_ sample: CQLValue) -> String {
    if case .quantity(let quantity) = sample { quantity.unit } else { "1" }
  }
}
