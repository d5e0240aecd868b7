import FHIR

/// Gives out pseudonyms: the initials of the resource's type and a number, in order of appearance ("Observation/O7").
///
/// They derive from nothing in the record, and the numbers start anew with every request.
struct PseudonymTable {
  private var pseudonyms: [String: String] = [:]
  private var originals: [String: String] = [:]
  private var typed: [String: String] = [:]
  private var counters: [String: Int] = [:]

  /// The pseudonym of the resource that `key` names ("Observation/123", or a URL): the bare one, "O7".
  mutating func pseudonym(for key: String, type: String) -> String {
    if let known = pseudonyms[key] { return known }
    let prefix = Self.prefix(of: type)
    let number = counters[prefix, default: 0] + 1
    counters[prefix] = number
    let pseudonym = prefix + String(number)
    pseudonyms[key] = pseudonym
    originals[pseudonym] = key
    typed[pseudonym] = type + "/" + pseudonym
    return pseudonym
  }

  private static func prefix(of type: String) -> String {
    let initials = type.filter(\.isUppercase)
    return initials.isEmpty ? "X" : initials
  }

  func map(anchor: Int?) -> ReidentificationMap {
    ReidentificationMap(originals: originals, typed: typed, anchor: anchor)
  }
}
