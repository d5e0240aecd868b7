/// A relation between two quantities, such as the `1:128` of a titre (FHIR `Ratio`; CQL 1.5 `System.Ratio`).
public struct Ratio: Sendable, Hashable {
  /// What stands before the colon.
  public var numerator: Quantity
  /// What stands after the colon.
  public var denominator: Quantity

  /// `numerator` to `denominator`.
  public init(numerator: Quantity, denominator: Quantity) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Whether both parts are the same: `1:2` is not `2:4`; nil when either part is uncertain (CQL `Equal`).
  public func equals(_ other: Ratio) -> Bool? {
    numerator.equals(other.numerator).and3(denominator.equals(other.denominator))
  }

  /// Whether both express the same relation: `1:2` and `2:4` do (CQL `Equivalent`).
  public func isEquivalent(to other: Ratio) -> Bool {
    guard let left = numerator.multiplied(by: other.denominator),
      let right = other.numerator.multiplied(by: denominator)
    else { return false }
    return left.equals(right) ?? false
  }
}

extension Ratio: CustomStringConvertible {
  /// Both quantities with a colon between them.
  public var description: String { "\(numerator):\(denominator)" }
}
