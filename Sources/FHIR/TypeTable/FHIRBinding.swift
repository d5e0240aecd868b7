/// The value set that an element's codes are taken from.
public struct FHIRBinding: Sendable, Hashable {
  /// How far the value set binds.
  public enum Strength: Int, Sendable, Hashable, Comparable {
    /// Samples.
    case example
    /// Encouraged.
    case preferred
    /// Used unless no code of it fits.
    case extensible
    /// No other code is valid.
    case required

    /// From example to required.
    public static func < (left: Strength, right: Strength) -> Bool { left.rawValue < right.rawValue }
  }

  /// How far the value set binds.
  public var strength: Strength
  let valueSetID: Int

  /// The canonical URL of the value set, without version.
  public var valueSet: String { TypeTable.shared.string(valueSetID) }
  /// The codes, for a required binding of the base specification.
  public var codes: RequiredCodes? { strength == .required ? RequiredCodes(url: valueSet) : nil }
}
