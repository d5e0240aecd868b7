import JSON

/// How codes are filed.
enum CodingKey {
  /// The hash of a coding's system and code; nil if it lacks either.
  static func hash(of coding: JSONValue, type: Int) -> Int? {
    guard let system = coding[.system], let code = coding[.code] else { return nil }
    if let uri = CodeSystemOID.uri(of: system) {
      return code.string.map { hash(code: $0, system: uri, type: type) }
    }
    return system.withTextBytes { system in code.withTextBytes { KeyHash.of(system, $0, salt: type) } } ?? nil
  }

  static func hash(code: String, system: String, type: Int) -> Int {
    KeyHash.of(CodeSystemOID.uri(of: system) ?? system, code, salt: type)
  }
}
