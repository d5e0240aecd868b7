/// The kind of thing that an element can give away: the 18 identifiers of 45 CFR 164.514(b)(2), and what else a record
/// holds.
public enum IdentifierClass: String, Sendable, Hashable, CaseIterable, Comparable {
  /// Names of people, and of organisations that place them.
  case names
  /// Anything smaller than a state.
  case geography
  /// Dates finer than a year, and ages above 89.
  case dates
  /// Telephone and fax numbers, e-mail addresses.
  case contact
  /// Social security numbers.
  case socialSecurity
  /// Medical record numbers.
  case medicalRecord
  /// Health plan beneficiary numbers.
  case healthPlan
  /// Account numbers.
  case account
  /// Certificate and licence numbers.
  case license
  /// Vehicle identifiers.
  case vehicle
  /// Device identifiers and serial numbers.
  case device
  /// URLs and network addresses.
  case network
  /// Biometric identifiers, photographs and other embedded media.
  case biometrics
  /// Any other identifying number or code: ids, identifiers of orders and specimens.
  case otherIdentifier
  /// Narrative, notes and other free text.
  case freeText
  /// Extensions.
  case extensions
  /// Elements that R4 does not define.
  case unknown
  /// Whole resources of types that a profile does not let out.
  case resource
  /// Codes.
  case codes
  /// Numbers, quantities and booleans.
  case measurements
  /// Groups of elements that are dropped or kept as a whole.
  case structure

  /// The order of declaration.
  public static func < (left: IdentifierClass, right: IdentifierClass) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
