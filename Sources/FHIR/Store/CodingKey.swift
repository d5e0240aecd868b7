import JSON

/// How codes are filed.
enum CodingKey {
  /// The hash of a coding's system and code; nil if it lacks either.
  static func hash(of coding: JSONValue, type: Int) -> Int? {
    guard let system = coding[.system], let code = coding[.code] else { return nil }
    return system.withTextBytes { system in code.withTextBytes { KeyHash.of(system, $0, salt: type) } } ?? nil
  }

  static func hash(code: String, system: String, type: Int) -> Int { KeyHash.of(system, code, salt: type) }
}
