extension Quantity {
  /// The quantity as an amount to add to a date or time, its fraction dropped.
  ///
  /// Calendar keywords and the definite units `wk`, `d`, `h`, `min`, `s` and `ms` qualify. `a` and `mo` do not: they are
  /// averages, not calendar years and months. Nil for any other unit. Seconds and milliseconds are one decimal, so that
  /// the fraction of `seconds` counts; that of `s` does not, because R4's suite has it so (testPlusDate19).
  public var temporalAmount: (amount: Int, unit: CalendarUnit)? {
    if calendarUnit == .second, !value.isInteger, let milliseconds = value.multiplied(by: 1000)?.truncated.int {
      return (milliseconds, .millisecond)
    }
    guard let unit = calendarUnit ?? CalendarUnit(ucum: unit).flatMap({ $0.isDefinite ? $0 : nil }),
      let amount = value.truncated.int
    else { return nil }
    return (amount, unit)
  }
}

extension PartialDate {
  /// The date so much later; nil for units that cannot be added and results out of range.
  public func adding(_ quantity: Quantity) -> PartialDate? {
    quantity.temporalAmount.flatMap { adding($0.amount, $0.unit) }
  }
  /// The date so much earlier.
  public func subtracting(_ quantity: Quantity) -> PartialDate? {
    quantity.temporalAmount.flatMap { subtracting($0.amount, $0.unit) }
  }
}

extension PartialTime {
  /// The time so much later; nil for units that cannot be added.
  public func adding(_ quantity: Quantity) -> PartialTime? {
    quantity.temporalAmount.flatMap { adding($0.amount, $0.unit) }
  }
  /// The time so much earlier.
  public func subtracting(_ quantity: Quantity) -> PartialTime? {
    quantity.temporalAmount.flatMap { subtracting($0.amount, $0.unit) }
  }
}

extension PartialDateTime {
  /// The dateTime so much later; nil for units that cannot be added and results out of range.
  public func adding(_ quantity: Quantity) -> PartialDateTime? {
    quantity.temporalAmount.flatMap { adding($0.amount, $0.unit) }
  }
  /// The dateTime so much earlier.
  public func subtracting(_ quantity: Quantity) -> PartialDateTime? {
    quantity.temporalAmount.flatMap { subtracting($0.amount, $0.unit) }
  }
}
