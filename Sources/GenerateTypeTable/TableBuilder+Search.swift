import JSON

/// Search parameters, and the paths of the Patient compartment that some of them define.
extension TableBuilder {
  private static let searchKinds = ["token", "reference", "string", "date", "uri", "quantity", "number", "special"]

  mutating func addSearchParameters() {
    var records: [(type: Int, code: String, record: [Int])] = []
    for parameter in definitions.searchParameters {
      // Published samples of extensions are no part of the base specification.
      guard let url = parameter["url"]?.string, !url.contains("extensions-"), !url.contains("/example"),
        let code = parameter["code"]?.string, let kindName = parameter["type"]?.string,
        let kind = Self.searchKinds.firstIndex(of: kindName), let expression = parameter["expression"]?.string
      else { continue }
      for base in parameter["base"].elements {
        guard let name = base.string, let type = catalog.index[name] else { continue }
        let parts = Self.parts(of: expression, on: name)
        guard !parts.isEmpty else { continue }
        let targetTypes = parameter["target"].elements.compactMap { $0.string.flatMap { catalog.index[$0] } }
        records.append(
          (
            type, code,
            [
              type, pool.id(code), kind, pool.id(parts.joined(separator: " | ")), targets.add(targetTypes.map { [$0] }),
              targetTypes.count,
            ]
          ))
      }
    }
    records.sort {
      $0.type == $1.type ? Array($0.code.utf8).lexicographicallyPrecedes(Array($1.code.utf8)) : $0.type < $1.type
    }
    for record in records { searchParameters.append(record.record) }
  }

  /// The parts of a union that start at `type`: "Patient.name | Person.name" on Patient is "Patient.name".
  private static func parts(of expression: String, on type: String) -> [String] {
    let all = expression.split(separator: "|").map { String($0.drop(while: \.isWhitespace)).trimmingEnd() }
    if type == "Resource" || type == "DomainResource" { return all }
    return all.filter { part in
      let bare = part.drop { $0 == "(" }
      return bare == type || bare.hasPrefix(type + ".")
    }
  }

  mutating func addCompartment() throws(DefinitionError) {
    for entry in definitions.patientCompartment["resource"].elements {
      guard let name = entry["code"]?.string, let type = catalog.index[name] else { continue }
      var found: [[Int]] = []
      for parameter in entry["param"].elements {
        guard let code = parameter.string else { continue }
        for path in try compartmentPaths(type: name, code: code) {
          let steps = path.map { [key($0)] }
          let record = [pathSteps.add(steps), steps.count]
          if !found.contains(record) { found.append(record) }
        }
      }
      if !found.isEmpty { compartment.append([type, paths.add(found), found.count]) }
    }
  }

  /// The element paths that a search parameter of the compartment reads. `.where(resolve() is Patient)` only says what
  /// the compartment check asks anyway.
  private func compartmentPaths(type: String, code: String) throws(DefinitionError) -> [[String]] {
    var found: [[String]] = []
    for parameter in definitions.searchParameters {
      guard parameter["code"]?.string == code, parameter["url"]?.string?.contains("/example") == false,
        parameter["base"].elements.contains(where: { $0.string == type })
      else { continue }
      for part in Self.parts(of: parameter["expression"]?.string ?? "", on: type) {
        let path = part.split(separator: ".").dropFirst().prefix { !$0.contains("(") }.map(String.init)
        guard part.hasPrefix(type + "."), path.allSatisfy({ keyIDs[$0] != nil }) else {
          throw DefinitionError(place: "\(type).\(code)", message: "the compartment needs a plain path, not \(part)")
        }
        found.append(path)
      }
    }
    return found
  }
}

extension String {
  fileprivate func trimmingEnd() -> String {
    var copy = self
    while copy.last?.isWhitespace == true { copy.removeLast() }
    return copy
  }
}
