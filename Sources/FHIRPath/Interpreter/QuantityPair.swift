import ClinicalTypes

/// Two quantities as they compare.
///
/// FHIR asks for UCUM's `a` and `mo` of a Quantity to be read as calendar years and months, which no definite duration
/// equals. An age of `2 a` still compares with `18 'a'` and with another element: beside what is no calendar duration
/// that an expression wrote, an element keeps its UCUM unit.
enum QuantityPair {
  static func of(_ left: FHIRPathValue, _ right: FHIRPathValue) -> (Quantity, Quantity)? {
    guard case .quantity(let a) = left.system, case .quantity(let b) = right.system else { return nil }
    let (isLeftElement, isRightElement) = (left.node != nil, right.node != nil)
    return (
      isLeftElement && (isRightElement || b.calendarUnit == nil) ? definite(a) : a,
      isRightElement && (isLeftElement || a.calendarUnit == nil) ? definite(b) : b
    )
  }

  private static func definite(_ quantity: Quantity) -> Quantity {
    guard let unit = quantity.calendarUnit else { return quantity }
    return Quantity(quantity.value, unit.ucumCode)
  }
}
