public import ClinicalTypes
public import JSON

/// The codes of a value set, hashed: membership in constant time, without a copy of the code asked about.
public final class CodeSet: Sendable {
  /// The canonical URL of the value set.
  public let valueSet: String
  /// The codes, in the order of the definition.
  public let codes: [Code]
  /// Systems of which the set holds more codes than ``codes`` lists, since the code system is not held here: a code of
  /// theirs that is not listed may be a member.
  public let openSystems: Set<String>
  /// Systems of which codes are excluded by a rule that cannot be followed here: a listed code may be no member.
  public let doubtfulSystems: Set<String>

  private let index: HashIndex
  private let isOpenAltogether: Bool

  /// A set of these codes; a repeated code counts once.
  public init(
    valueSet: String, codes: [Code], openSystems: Set<String> = [], doubtfulSystems: Set<String> = []
  ) {
    self.valueSet = valueSet
    self.openSystems = openSystems
    self.doubtfulSystems = doubtfulSystems
    isOpenAltogether = openSystems.contains("")
    var unique: [Code] = []
    unique.reserveCapacity(codes.count)
    var index = HashIndex(capacity: codes.count)
    for code in codes {
      let hash = KeyHash.of(code.code)
      if index.candidates(hash).contains(where: { unique[$0].isEquivalent(to: code) }) { continue }
      index.insert(unique.count, hash: hash)
      unique.append(code)
    }
    self.codes = unique
    self.index = index
  }

  /// Whether a code is in the set: nil if the set cannot tell. A code without system matches in any system.
  public func contains(_ code: Code) -> Bool? { contains(code: code.code, system: code.system) }

  /// Whether a code is in the set: nil if the set cannot tell. Without a system it matches in any.
  public func contains(code: String, system: String?) -> Bool? {
    let uri = system.flatMap { CodeSystemOID.uri(of: $0) }
    for number in index.candidates(KeyHash.of(code)) where codes[number].code == code {
      let own = codes[number].system
      if system == nil || own == system || (uri != nil && own == uri) { return confirmed(own) }
    }
    return absent(system, uri)
  }

  /// Whether a Coding is in the set: nil if the set cannot tell, or if the Coding names no system though its code is
  /// one of the set's.
  public func contains(coding: JSONValue) -> Bool? {
    let system = coding[.system]
    let uri = CodeSystemOID.uri(of: system)
    guard let code = coding[.code], code.isString else { return system == nil ? false : absent(system.string, uri) }
    var isNamedWithoutSystem = false
    if let hash = code.withTextBytes({ KeyHash.of($0) }) {
      for number in index.candidates(hash) where code.stringEquals(codes[number].code) {
        guard let system else {
          isNamedWithoutSystem = true
          continue
        }
        if let own = codes[number].system, uri == own || system.stringEquals(own) { return confirmed(own) }
      }
    }
    return isNamedWithoutSystem ? nil : absent(system?.string, uri)
  }

  /// Whether any coding of a CodeableConcept is in the set: true if one is, else nil if one may be.
  public func containsAny(of concept: JSONValue) -> Bool? {
    var answer: Bool? = false
    for coding in concept[.coding].elements {
      switch contains(coding: coding) {
      case true?: return true
      case nil: answer = nil
      case false?: break
      }
    }
    return answer
  }

  private func confirmed(_ system: String?) -> Bool? {
    system.map(doubtfulSystems.contains) == true ? nil : true
  }

  private func absent(_ system: String?, _ uri: String?) -> Bool? {
    if isOpenAltogether { return nil }
    guard let system else { return openSystems.isEmpty ? false : nil }
    return openSystems.contains(system) || uri.map(openSystems.contains) == true ? nil : false
  }
}
