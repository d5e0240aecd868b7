/// Quantities compare across units of the same kind. A calendar week or shorter is its UCUM unit; a calendar year or month
/// compares only with years and months of the calendar (FHIRPath N1, 6.1.1, Quantity; CQL 1.5, Equal and Equivalent).
extension Quantity: UncertainlyComparable {
  /// How the quantities stand to each other; nil where their units measure different things or are no units.
  public func compare(to other: Quantity) -> Ordering? {
    if unit == other.unit { return value.ordering(to: other.value) }
    guard let left = resolvedUnit, let right = other.resolvedUnit else { return nil }
    return UCUM.compare(value, left, other.value, right)
  }

  /// Whether the quantities are the same; nil where their units measure different things or are no units.
  public func equals(_ other: Quantity) -> Bool? { compare(to: other).map { $0 == .equal } }

  /// Whether the quantities are the same when both are rounded to the places of the less precise one.
  ///
  /// Both are seen in the larger of the two units. Calendar years and months count as `a` and `mo`. Quantities that cannot
  /// be compared are not equivalent.
  public func isEquivalent(to other: Quantity) -> Bool {
    if unit == other.unit { return value.isEquivalent(to: other.value) }
    let pair: (UCUMUnit, UCUMUnit)? =
      switch (resolvedUnit, other.resolvedUnit) {
      case (let left?, let right?) where left.isComparable(to: right): (left, right)
      default: definiteUnit.flatMap { left in other.definiteUnit.map { (left, $0) } }
      }
    guard let (left, right) = pair, left.isComparable(to: right) else { return false }
    let leftIsLarger = left.factor.ordering(of: .one, to: .one, over: right.factor) != .less
    let target = leftIsLarger ? left : right
    guard let first = try? UCUM.convert(value, from: left, to: target),
      let second = try? UCUM.convert(other.value, from: right, to: target)
    else { return false }
    return first.isEquivalent(to: second)
  }

  /// Whether the units measure the same thing, so that the quantities can be compared (FHIRPath `comparable`).
  public func isComparable(to other: Quantity) -> Bool {
    if unit == other.unit { return true }
    guard let left = resolvedUnit, let right = other.resolvedUnit else { return false }
    return left.isComparable(to: right)
  }

  /// The quantity in another unit, a UCUM code or a calendar keyword.
  public func converted(to target: String) throws(UCUMError) -> Quantity {
    if target == unit { return self }
    let source = try Self.unit(named: unit)
    return Quantity(try UCUM.convert(value, from: source, to: try Self.unit(named: target)), target)
  }

  /// The unit, calendar keywords included; nil if it is none.
  var resolvedUnit: UCUMUnit? {
    guard let calendarUnit else { return UCUM.unit(unit) }
    return CalendarUnitTable.units[Int(calendarUnit.rawValue)]
  }

  /// As `resolvedUnit`, but calendar years and months as the definite `a` and `mo`.
  private var definiteUnit: UCUMUnit? { UCUM.unit(calendarUnit?.ucumCode ?? unit) }

  private static func unit(named name: String) throws(UCUMError) -> UCUMUnit {
    guard let unit = CalendarUnit(keyword: name) else { return try UCUM.parse(name) }
    return CalendarUnitTable.units[Int(unit.rawValue)]
  }
}

/// Calendar units as units of measure: definite ones are their UCUM units, years and months count calendar months.
private enum CalendarUnitTable {
  static let units: [UCUMUnit] = CalendarUnit.allCases.map { unit in
    let month = UCUMUnit(code: unit.keyword, dimension: .calendarMonth, factor: .one)
    switch unit {
    case .year:
      return UCUMUnit(code: unit.keyword, dimension: .calendarMonth, factor: UnitFactor(ExactDecimal(12)) ?? .one)
    case .month: return month
    default: return UCUM.unit(unit.ucumCode) ?? month
    }
  }
}

extension ExactDecimal {
  /// Whether the values are the same once both are rounded to the places of the less precise one, trailing zeros not
  /// counting as precision (FHIRPath N1, 6.1.2; CQL 1.5, Equivalent).
  public func isEquivalent(to other: ExactDecimal) -> Bool {
    let (left, right) = (normalized, other.normalized)
    let places = Int(min(left.scale, right.scale))
    return left.rounded(to: places) == right.rounded(to: places)
  }
}

extension UnitFactor {
  /// How `left` × this factor stands to `right` × `other`.
  func ordering(of left: ExactDecimal, to right: ExactDecimal, over other: UnitFactor) -> Ordering {
    multiplied(by: other.inverse)?.ordering(of: left, to: right) ?? .equal
  }
}
