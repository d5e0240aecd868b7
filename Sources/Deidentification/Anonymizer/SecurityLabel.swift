/// What was done to a resource, as `meta.security` says it. The order is that in which the labels are added.
enum SecurityLabel: Int, CaseIterable, Comparable {
  case redacted, abstracted, hashed, masked, perturbed, substituted, generalized

  static func < (left: SecurityLabel, right: SecurityLabel) -> Bool { left.rawValue < right.rawValue }

  /// The code; `CRYTOHASH` is spelled so in HL7's code system.
  var code: String {
    switch self {
    case .redacted: "REDACTED"
    case .abstracted: "ABSTRED"
    case .hashed: "CRYTOHASH"
    case .masked: "MASKED"
    case .perturbed: "PERTURBED"
    case .substituted: "SUBSTITUTED"
    case .generalized: "GENERALIZED"
    }
  }

  var display: String {
    switch self {
    case .redacted: "redacted"
    case .abstracted: "abstracted"
    case .hashed: "cryptographic hash function"
    case .masked: "masked"
    case .perturbed: "exact value is replaced with another exact value"
    case .substituted: "exact value is replaced with a predefined value"
    case .generalized: "exact value is replaced with a general value"
    }
  }

  /// The last three are no codes of HL7's system and have none.
  var system: String? {
    self < .perturbed ? "http://terminology.hl7.org/CodeSystem/v3-ObservationValue" : nil
  }
}
