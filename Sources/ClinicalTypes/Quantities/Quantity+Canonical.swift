extension Quantity {
  /// The quantity in base units, so that equal quantities have equal canonical forms: `1 'mg/dL'` is `10 'm-3.g'`.
  ///
  /// Base units are those of UCUM (`m`, `s`, `g`, `rad`, `K`, `C`, `cd`) and, by this module's choice, `mol`, `eq`, `osm`
  /// and each arbitrary unit; calendar years count months. Nil for what is no unit and for values that do not fit or are
  /// no exact decimals in base units.
  public var canonical: Quantity? {
    guard let unit = resolvedUnit, unit.factor.isDecimal, let shifted = value.adding(unit.offset),
      let base = unit.factor.applied(to: shifted)
    else { return nil }
    if let scale = unit.opaqueScale { return Quantity(base.normalized, scale) }
    return Quantity(base.normalized, unit.dimension.code)
  }
}

extension UnitDimension {
  /// The dimension as a UCUM code of base units; `1` for none.
  var code: String {
    if self == .calendarMonth { return CalendarUnit.month.keyword }
    let factors = UCUMTable.shared.bases.enumerated().compactMap { lane, symbol -> String? in
      switch exponent(lane: lane) {
      case 0: nil
      case 1: symbol
      case let power: symbol + String(power)
      }
    }
    return factors.isEmpty ? "1" : factors.joined(separator: ".")
  }
}
